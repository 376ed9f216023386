package dev.steward.process.pool;

import dev.steward.api.AsyncResult;
import dev.steward.api.ManagerException;
import dev.steward.api.Outcome;
import dev.steward.api.UnsupportedValueException;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A pool without its types: cuts what is asked into batches for a crew and puts results together. Safe for use by any
 * number of threads.
 */
public final class Engine {

    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

    /** Python's rule: four batches for each worker. */
    private static final int BATCHES_PER_WORKER = 4;

    private static final int IDLE_SECONDS = 5;

    private final Crew crew;
    private final int size;
    private final ThreadPoolExecutor callbacks;
    private final AtomicReference<@Nullable Thread> callbackThread = new AtomicReference<>();

    private Engine(Crew crew, int size, ThreadPoolExecutor callbacks) {
        this.crew = crew;
        this.size = size;
        this.callbacks = callbacks;
        callbacks.setThreadFactory(task -> {
            Thread thread = new Thread(task, crew.name() + "-callbacks");
            thread.setDaemon(true);
            callbackThread.set(thread);
            return thread;
        });
    }

    /** Hears how far a map has come: how many are done, and of how many, or -1 if that is not known. */
    public interface Progress {
        /** So many are done. On the callback thread. */
        void done(long done, long total);
    }

    /** Hears of a result. On the callback thread. */
    public interface Callback {
        /** It is there: the value, or the failure. */
        void done(@Nullable Object value, @Nullable Throwable failure);
    }

    /** Starts a pool of processes. */
    public static Engine ofProcesses(CrewOptions options) {
        ThreadPoolExecutor keeper = single();
        keeper.setThreadFactory(task -> {
            Thread thread = new Thread(task, options.name() + "-keeper");
            thread.setDaemon(true);
            return thread;
        });
        ProcessCrew crew = new ProcessCrew(options, keeper);
        crew.start();
        return new Engine(crew, options.size(), single());
    }

    /** Starts a pool of threads. */
    public static Engine ofThreads(CrewOptions options) {
        ThreadCrew crew = new ThreadCrew(options);
        crew.start();
        return new Engine(crew, options.size(), single());
    }

    private static ThreadPoolExecutor single() {
        ThreadPoolExecutor executor =
                new ThreadPoolExecutor(1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    /** Returns how many workers it has. */
    public int size() {
        return size;
    }

    private PoolFuture<Object> future(Job[] job, @Nullable Callback callback) {
        return new PoolFuture<>(
                callbacks,
                callback == null ? null : (value, failure) -> tell(callback, value, failure),
                endsRunning -> crew.drop(job[0], endsRunning));
    }

    private static void tell(Callback callback, @Nullable Object value, @Nullable Throwable failure) {
        try {
            callback.done(value, failure);
        } catch (RuntimeException broken) {
            LOG.error("a callback of a pool failed", broken);
        }
    }

    /**
     * Has a function called once.
     *
     * @param name the method of the pool, for messages
     * @throws UnsupportedValueException if the function or the argument cannot travel
     * @throws java.util.concurrent.RejectedExecutionException if the pool takes no more
     */
    public AsyncResult<Object> apply(
            String name, TaskFunction function, @Nullable Object argument, @Nullable Callback callback) {
        Job[] job = new Job[1];
        PoolFuture<Object> result = future(job, callback);
        job[0] = new Job(function, name) {
            @Override
            void done(int index, TaskOutcome outcome) {
                result.settle(outcome);
            }
        };
        byte[] encoded = crew.function(function);
        crew.submit(new Batch(job[0], encoded, List.of(item(name, 0, argument))));
        return result;
    }

    /**
     * Makes an argument ready for a worker.
     *
     * @throws UnsupportedValueException if it cannot travel; says which one it is
     */
    Item item(String name, int index, @Nullable Object argument) {
        try {
            return crew.item(index, argument);
        } catch (UnsupportedValueException refused) {
            throw new UnsupportedValueException(
                    crew.name() + ", " + name + ": argument " + index + ": " + refused.getMessage(),
                    refused.outcome(),
                    refused);
        }
    }

    /**
     * Has a function called with each of some items. Blocks while the pool has too much to do.
     *
     * @param chunkSize how many go to a worker together; 0 to have that chosen
     */
    public AsyncResult<Object> map(
            String name, TaskFunction function, Iterable<?> items, int chunkSize, @Nullable Progress progress) {
        Job[] job = new Job[1];
        PoolFuture<Object> result = future(job, null);
        MapJob map = new MapJob(name, function, result, crew, reports(progress));
        job[0] = map;
        int known = items instanceof Collection<?> all ? all.size() : 1;
        int chunk = chunkSize > 0 ? chunkSize : chunkFor(known);
        map.expect(items instanceof Collection<?> all ? all.size() : -1);
        Feeder feeder = new Feeder(this, map, items.iterator(), chunk);
        try {
            while (!map.isDropped() && feeder.feedAllOrNothing()) {
                // The next batch.
            }
        } catch (RuntimeException refused) {
            crew.drop(map, false);
            throw refused;
        }
        map.fed(feeder.fed());
        return result;
    }

    /** Returns how many of so many items go to a worker together, if nobody says. */
    public int chunkFor(int items) {
        int batches = BATCHES_PER_WORKER * size;
        return Math.max(1, (items + batches - 1) / batches);
    }

    Crew crew() {
        return crew;
    }

    private Progress reports(@Nullable Progress progress) {
        if (progress == null) {
            return (done, total) -> {};
        }
        return (done, total) -> callbacks.execute(() -> {
            try {
                progress.done(done, total);
            } catch (RuntimeException broken) {
                LOG.error("a progress callback of a pool failed", broken);
            }
        });
    }

    /** Has a function called with what an iterator gives, no faster than the results are taken. */
    public Results imap(
            String name,
            TaskFunction function,
            Iterator<?> items,
            int chunkSize,
            boolean ordered,
            @Nullable Progress progress) {
        crew.lock.lock();
        try {
            crew.checkTakes();
        } finally {
            crew.lock.unlock();
        }
        ResultsJob job = new ResultsJob(name, function, ordered, reports(progress));
        return new Results(
                job, new Feeder(this, job, items, chunkSize), 2L * size * chunkSize, () -> crew.drop(job, false));
    }

    /** Takes no more; what was taken is done. */
    public void shutdown() {
        crew.shutdown();
    }

    /** Ends all workers at once; what was not done is cancelled. */
    public void terminate() {
        crew.terminate();
    }

    /** As {@link #terminate}, and workers that are processes get no time for it. */
    public void kill() {
        crew.kill();
    }

    /** Returns whether it takes work. */
    public boolean isRunning() {
        return crew.isRunning();
    }

    /** Returns whether it was ended and all workers are gone. */
    public boolean hasEnded() {
        return crew.hasEnded();
    }

    /**
     * Waits until all workers are gone and all callbacks have been called.
     *
     * @return false if the time is over
     * @throws IllegalStateException if nobody has closed or terminated it
     */
    public boolean join(long nanos) throws InterruptedException {
        if (crew.isRunning()) {
            throw new IllegalStateException(crew.name() + " still runs: close() or terminate() it before join()");
        }
        long deadline = System.nanoTime() + nanos;
        if (!crew.awaitEnd(nanos)) {
            return false;
        }
        if (Thread.currentThread() == callbackThread.get()) {
            return true;
        }
        try {
            CompletableFuture.runAsync(() -> {}, callbacks)
                    .get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException late) {
            return false;
        } catch (ExecutionException impossible) {
            throw new ManagerException("a callback could not be waited for", Outcome.UNKNOWN, impossible);
        }
    }

    @Override
    public String toString() {
        return crew.name() + "(" + size + " workers)";
    }

    /** Returns the process ids of the workers; none if they are threads. */
    public List<Long> pids() {
        return crew instanceof ProcessCrew processes ? processes.pids() : List.of();
    }
}
