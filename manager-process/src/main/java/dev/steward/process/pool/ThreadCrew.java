package dev.steward.process.pool;

import dev.steward.face.failure.RemoteFailures;
import dev.steward.process.link.LinkLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import org.jspecify.annotations.Nullable;

/** Workers that are threads of this process. Arguments and results are not copied. */
final class ThreadCrew extends Crew {

    private final CrewOptions options;

    // Guarded by the lock.
    private final Condition work = lock.newCondition();
    private final Set<WorkerThread> threads = new LinkedHashSet<>();
    private int made;

    ThreadCrew(CrewOptions options) {
        super(options.name());
        this.options = options;
    }

    void start() {
        lock.lock();
        try {
            refill();
        } finally {
            lock.unlock();
        }
    }

    /** The lock is held. */
    private void refill() {
        while (state() != Crew.State.TERMINATED && broken() == null && threads.size() < options.size()) {
            made++;
            WorkerThread thread = new WorkerThread(name() + "-thread-" + made);
            threads.add(thread);
            thread.start();
        }
    }

    /** One worker. What it works at is guarded by the lock of the crew. */
    private final class WorkerThread extends Thread {
        private @Nullable Batch batch;
        private int next;
        private int done;

        WorkerThread(String name) {
            super(name);
            setDaemon(true);
        }

        @Override
        public void run() {
            try {
                TaskFunction initializer = options.initializer();
                if (initializer != null) {
                    initializer.run(null);
                }
            } catch (Throwable thrown) {
                Throwable failure = RemoteFailures.speaking(thrown);
                breakDown(new IllegalStateException(
                        "the initializer of " + ThreadCrew.this.name() + " failed: " + failure
                                + "; no worker can work without it",
                        failure));
            }
            try {
                while (takeBatch()) {
                    workBatch();
                }
            } finally {
                leave();
            }
        }

        /** Waits for a batch; returns false if none comes any more, or this thread was given up. */
        private boolean takeBatch() {
            lock.lock();
            try {
                while (threads.contains(this) && broken() == null && done < options.tasksPerWorker()) {
                    batch = ThreadCrew.this.next();
                    next = 0;
                    if (batch != null) {
                        // A cancel of the last batch that came after its end must not interrupt this one.
                        Thread.interrupted();
                        return true;
                    }
                    if (state() != Crew.State.RUNNING) {
                        return false;
                    }
                    work.awaitUninterruptibly();
                }
                return false;
            } finally {
                lock.unlock();
            }
        }

        private void workBatch() {
            Batch mine;
            lock.lock();
            try {
                mine = batch;
            } finally {
                lock.unlock();
            }
            if (mine == null) {
                return;
            }
            for (Item item : mine.items()) {
                LinkLoop.Timer limit = limit(mine, item);
                TaskOutcome outcome;
                try {
                    outcome = TaskOutcome.of(mine.job().function().run(item.argument()));
                } catch (Throwable failure) {
                    // Errors too: the pool decides nothing by the kind of a failure.
                    outcome = TaskOutcome.failed(failure);
                } finally {
                    if (limit != null) {
                        limit.cancel();
                    }
                }
                if (!advance(mine)) {
                    return;
                }
                mine.job().done(item.index(), outcome);
            }
        }

        private boolean advance(Batch mine) {
            lock.lock();
            try {
                // A cancel or a time-out that came late must not interrupt the next item.
                Thread.interrupted();
                if (!isSame(batch, mine)) {
                    return false;
                }
                next++;
                done++;
                if (next == mine.items().size()) {
                    batch = null;
                }
                return true;
            } finally {
                lock.unlock();
            }
        }

        private LinkLoop.@Nullable Timer limit(Batch mine, Item item) {
            Duration timeout = options.taskTimeout();
            return timeout == null ? null : LinkLoop.shared().schedule(timeout, () -> overdue(mine, item, timeout));
        }

        /** Gives this thread up: it cannot be ended, only interrupted. */
        private void overdue(Batch mine, Item item, Duration timeout) {
            lock.lock();
            try {
                if (!isSame(batch, mine) || !isSame(mine.items().get(next), item)) {
                    return;
                }
                List<Item> rest = mine.items().subList(next + 1, mine.items().size());
                if (!rest.isEmpty()) {
                    putBack(new Batch(mine.job(), mine.function(), rest));
                }
                batch = null;
                threads.remove(this);
                interrupt();
                refill();
                dispatch();
            } finally {
                lock.unlock();
            }
            mine.job()
                    .done(
                            item.index(),
                            TaskOutcome.failed(new TimeoutException(
                                    ThreadCrew.this.name() + ", " + mine.job().name() + ": task " + item.index()
                                            + " took longer than " + timeout + ", and its thread was interrupted")));
        }

        private void leave() {
            lock.lock();
            try {
                threads.remove(this);
                if (state() == Crew.State.RUNNING || hasWaiting()) {
                    refill();
                }
                workerGone();
            } finally {
                lock.unlock();
            }
        }

        /** The lock is held. */
        private @Nullable Batch takeUndone() {
            Batch mine = batch;
            batch = null;
            return mine == null
                    ? null
                    : new Batch(
                            mine.job(),
                            mine.function(),
                            mine.items().subList(next, mine.items().size()));
        }
    }

    @Override
    void dispatch() {
        work.signalAll();
    }

    @Override
    List<Batch> endWorkers() {
        List<Batch> undone = new ArrayList<>();
        for (WorkerThread thread : threads) {
            Batch batch = thread.takeUndone();
            if (batch != null) {
                undone.add(batch);
            }
            thread.interrupt();
        }
        // One that ignores its interrupt is not waited for.
        threads.clear();
        work.signalAll();
        return undone;
    }

    /** A thread cannot be killed: all were interrupted. */
    @Override
    void killWorkers() {}

    @Override
    void endWorkersOf(Job job) {
        for (WorkerThread thread : threads) {
            if (thread.batch != null && thread.batch.job() == job) {
                thread.interrupt();
            }
        }
    }

    @Override
    boolean hasNoWorkers() {
        return threads.isEmpty();
    }

    @Override
    Item item(int index, @Nullable Object argument) {
        return Item.here(index, argument);
    }

    @Override
    byte[] function(TaskFunction function) {
        return new byte[0];
    }
}
