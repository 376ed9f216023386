package dev.steward.process;

import static java.util.Objects.requireNonNull;

import dev.steward.api.AsyncResult;
import dev.steward.api.SerializableCallable;
import dev.steward.api.SerializableRunnable;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A pool as an {@link java.util.concurrent.ExecutorService}, for code that knows those. Tasks are to be serializable: pass a
 * {@link SerializableCallable} or {@link SerializableRunnable}; over a {@link ProcessPool} anything else is refused. {@code
 * shutdownNow} terminates the pool and returns nothing: what had not begun is cancelled. Python twin: {@code
 * concurrent.futures.ProcessPoolExecutor}.
 */
public final class PoolExecutor extends AbstractExecutorService {

    private final EnginePool pool;

    /** Runs tasks on a pool, and shuts that down with itself. */
    public PoolExecutor(Pool pool) {
        if (!(requireNonNull(pool, "pool") instanceof EnginePool ours)) {
            throw new IllegalArgumentException("this is no pool of this library: " + pool);
        }
        this.pool = ours;
    }

    /** Has a worker call a function. */
    public <R extends @Nullable Object> Future<R> submit(SerializableCallable<R> task) {
        return pool.applyAsync(task);
    }

    @Override
    protected <T> RunnableFuture<T> newTaskFor(Callable<T> task) {
        return new PoolTask<>(pool, task);
    }

    @Override
    protected <T> RunnableFuture<T> newTaskFor(Runnable task, T value) {
        if (!(task instanceof Serializable)) {
            throw refused(task);
        }
        return new PoolTask<>(pool, (SerializableCallable<T>) () -> {
            task.run();
            return value;
        });
    }

    private RejectedExecutionException refused(Object task) {
        return new RejectedExecutionException("a task of " + task.getClass().getName()
                + " cannot travel to a worker process: declare it as SerializableCallable, such as"
                + " submit((SerializableCallable<Integer>) () -> 1), or make its class implement java.io.Serializable");
    }

    @Override
    public void execute(Runnable command) {
        if (command instanceof PoolTask<?> task) {
            task.run();
        } else if (command instanceof Serializable || pool instanceof ThreadPool) {
            @SuppressWarnings("unused") // An executor's command has no result; what it throws is nobody's.
            var result = pool.applyAsync(() -> {
                command.run();
                return "done";
            });
        } else {
            throw refused(command);
        }
    }

    /** A task of the pool in the shape that {@code invokeAll} and {@code invokeAny} want. */
    private final class PoolTask<T> extends FutureTask<T> {
        private final EnginePool pool;
        private final SerializableCallable<T> callable;
        private final @Nullable Collection<PoolTask<T>> ended;
        private final AtomicReference<@Nullable AsyncResult<T>> running = new AtomicReference<>();

        PoolTask(EnginePool pool, Callable<T> task) {
            this(pool, task, null);
        }

        /** A task that adds itself to a collection when it is done. */
        PoolTask(EnginePool pool, Callable<T> task, @Nullable Collection<PoolTask<T>> ended) {
            super(task);
            this.pool = pool;
            this.ended = ended;
            if (task instanceof SerializableCallable<T> known) {
                callable = known;
            } else if (task instanceof Serializable || pool instanceof ThreadPool) {
                callable = task::call;
            } else {
                throw refused(task);
            }
        }

        @Override
        public void run() {
            AsyncResult<T> result = pool.applyAsync(callable);
            running.set(result);
            result.whenComplete((value, failure) -> {
                if (failure != null) {
                    setException(failure);
                } else {
                    set(value);
                }
            });
        }

        @Override
        protected void done() {
            if (ended != null) {
                ended.add(this);
            }
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            boolean cancelled = super.cancel(mayInterruptIfRunning);
            AsyncResult<T> result = running.get();
            if (cancelled && result != null) {
                result.cancel(mayInterruptIfRunning);
            }
            return cancelled;
        }
    }

    @Override
    public <T> T invokeAny(Collection<? extends Callable<T>> tasks) throws InterruptedException, ExecutionException {
        try {
            return invokeAny(tasks, Long.MAX_VALUE, TimeUnit.NANOSECONDS);
        } catch (TimeoutException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    // The inherited one wraps what newTaskFor gave, and takes the end of its run for the end of the task.
    @Override
    public <T> T invokeAny(Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit)
            throws InterruptedException, ExecutionException, TimeoutException {
        if (tasks.isEmpty()) {
            throw new IllegalArgumentException("invokeAny needs a task");
        }
        BlockingQueue<PoolTask<T>> ended = new LinkedBlockingQueue<>();
        List<PoolTask<T>> started = new ArrayList<>();
        long deadline = System.nanoTime() + Math.min(unit.toNanos(timeout), Long.MAX_VALUE / 4);
        try {
            for (Callable<T> task : tasks) {
                PoolTask<T> one = new PoolTask<>(pool, task, ended);
                started.add(one);
                one.run();
            }
            ExecutionException failure = null;
            for (int left = started.size(); left > 0; left--) {
                PoolTask<T> next = ended.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (next == null) {
                    throw new TimeoutException("no task was done in time");
                }
                try {
                    return next.get();
                } catch (ExecutionException failed) {
                    failure = failed;
                }
            }
            throw requireNonNull(failure, "failure");
        } finally {
            started.forEach(one -> one.cancel(true));
        }
    }

    /** As {@link Pool#terminateWorkers()}, and takes no more tasks. Python twin: {@code terminate_workers()}. */
    public void terminateWorkers() {
        pool.terminateWorkers();
    }

    /** As {@link Pool#killWorkers()}, and takes no more tasks. Python twin: {@code kill_workers()}. */
    public void killWorkers() {
        pool.killWorkers();
    }

    @Override
    public void shutdown() {
        pool.shutdown();
    }

    @Override
    public List<Runnable> shutdownNow() {
        pool.terminate();
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return !pool.engine().isRunning();
    }

    @Override
    public boolean isTerminated() {
        return pool.engine().hasEnded();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return pool.join(Duration.ofNanos(unit.toNanos(timeout)));
    }
}
