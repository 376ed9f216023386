package dev.steward.process.pool;

import dev.steward.api.CallInterruptedException;
import dev.steward.api.Outcome;
import dev.steward.api.WorkerLostException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The workers of a pool and the batches that wait for them. One lock guards all of it; jobs are told when it is not held.
 * A batch waits for room before it is taken in, so that those who make work faster than it is done are slowed down instead
 * of filling the heap.
 */
abstract class Crew {

    /** What waiting batches may take before whoever brings more waits, in bytes: an eighth of the heap, but not all of it. */
    private static final long MOST_WAITING =
            Math.max(1 << 20, Math.min(64L << 20, Runtime.getRuntime().maxMemory() / 8));

    /** How far it has come. */
    enum State {
        /** Takes work. Next: SHUT_DOWN or TERMINATED. */
        RUNNING,
        /** Takes no more, and ends when all is done. Next: TERMINATED. */
        SHUT_DOWN,
        /** Nothing is done any more. */
        TERMINATED
    }

    final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private final Condition ended = lock.newCondition();
    private final String name;

    // All guarded by the lock.
    private final ArrayDeque<Batch> waiting = new ArrayDeque<>();
    private long waitingCost;
    private State state = State.RUNNING;
    private @Nullable RuntimeException broken;

    Crew(String name) {
        this.name = name;
    }

    final String name() {
        return name;
    }

    /** Gives waiting batches to idle workers, and lets workers go that are not needed. The lock is held. */
    abstract void dispatch();

    /** Ends all workers, whatever they do, and returns the batches, or parts of them, that they had. The lock is held. */
    abstract List<Batch> endWorkers();

    /** Ends those that have not ended yet, if they can be ended at all. With the lock. */
    abstract void killWorkers();

    /** Ends the workers that are at a job. The lock is held. */
    abstract void endWorkersOf(Job job);

    /** Returns whether no worker is left. The lock is held. */
    abstract boolean hasNoWorkers();

    /** Returns the items of a job as they wait here: encoded, or as they are. */
    abstract Item item(int index, @Nullable Object argument);

    /** Returns a job's function as it goes to workers. */
    abstract byte[] function(TaskFunction function);

    final State state() {
        return state;
    }

    final @Nullable RuntimeException broken() {
        return broken;
    }

    final boolean hasWaiting() {
        return !waiting.isEmpty();
    }

    final int waitingBatches() {
        return waiting.size();
    }

    /**
     * Takes a batch in. Blocks while too much waits.
     *
     * @throws RejectedExecutionException if no more is taken
     * @throws CallInterruptedException if the thread is interrupted
     */
    final void submit(Batch batch) {
        lock.lock();
        try {
            checkTakes();
            while (waitingCost > MOST_WAITING) {
                room.await();
                checkTakes();
            }
            waiting.add(batch);
            waitingCost += batch.cost();
            dispatch();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CallInterruptedException(
                    "interrupted while " + name + " had too much to do to take "
                            + batch.job().name(),
                    Outcome.NOT_EXECUTED,
                    interrupted);
        } finally {
            lock.unlock();
        }
    }

    final void checkTakes() {
        RuntimeException reason = broken;
        if (reason != null) {
            throw new RejectedExecutionException(name + " is broken: " + reason.getMessage(), reason);
        }
        if (state != State.RUNNING) {
            throw new RejectedExecutionException(name + (state == State.TERMINATED ? " was terminated" : " is closed")
                    + ": it takes no more tasks; make a new pool");
        }
    }

    /** Removes the next batch that is wanted, or returns null. The lock is held. */
    final @Nullable Batch next() {
        Batch batch = waiting.poll();
        while (batch != null && batch.job().isDropped()) {
            released(batch);
            batch = waiting.poll();
        }
        if (batch != null) {
            released(batch);
        }
        return batch;
    }

    private void released(Batch batch) {
        waitingCost -= batch.cost();
        room.signalAll();
    }

    /** Puts a batch before all others. The lock is held. */
    final void putBack(Batch batch) {
        waiting.addFirst(batch);
        waitingCost += batch.cost();
    }

    /** Tells whoever waits for the end, if this is it. The lock is held. */
    final void workerGone() {
        if (state != State.RUNNING && hasNoWorkers()) {
            ended.signalAll();
        }
    }

    /** Drops a job: what waits is forgotten; what runs is ended too, if asked. */
    final void drop(Job job, boolean endsRunning) {
        job.drop();
        lock.lock();
        try {
            waiting.removeIf(batch -> {
                boolean mine = batch.job() == job;
                if (mine) {
                    released(batch);
                }
                return mine;
            });
            if (endsRunning) {
                endWorkersOf(job);
            }
            dispatch();
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more work; the workers end when all is done. */
    final void shutdown() {
        lock.lock();
        try {
            if (state == State.RUNNING) {
                state = State.SHUT_DOWN;
                room.signalAll();
            }
            dispatch();
            workerGone();
        } finally {
            lock.unlock();
        }
    }

    /** Ends all workers at once; what was not done is cancelled. */
    final void terminate() {
        end(State.TERMINATED, null, false);
    }

    /** Ends all workers at once without asking them; what was not done is cancelled. */
    final void kill() {
        end(State.TERMINATED, null, true);
    }

    /** It cannot work any more: everything that waits fails with that reason. */
    final void breakDown(RuntimeException reason) {
        end(State.SHUT_DOWN, reason, false);
    }

    private void end(State next, @Nullable RuntimeException reason, boolean atOnce) {
        List<Batch> undone = new ArrayList<>();
        List<Batch> notBegun = new ArrayList<>();
        lock.lock();
        try {
            if (atOnce) {
                killWorkers();
            }
            if (state == State.TERMINATED) {
                return;
            }
            state = next;
            broken = reason != null ? reason : broken;
            undone.addAll(endWorkers());
            notBegun.addAll(waiting);
            waiting.clear();
            waitingCost = 0;
            room.signalAll();
            workerGone();
        } finally {
            lock.unlock();
        }
        Throwable why =
                reason != null ? reason : new CancellationException(name + " was terminated before this was done");
        fail(undone, why);
        fail(notBegun, reason instanceof WorkerLostException lost ? new NeverBegunException(lost) : why);
    }

    private static void fail(List<Batch> batches, Throwable why) {
        for (Batch batch : batches) {
            batch.items().forEach(item -> batch.job().done(item.index(), TaskOutcome.failed(why)));
        }
    }

    /**
     * Waits until all workers are gone, after a shutdown.
     *
     * @return false if the time is over
     */
    final boolean awaitEnd(long nanos) throws InterruptedException {
        long left = nanos;
        lock.lockInterruptibly();
        try {
            while (state == State.RUNNING || !hasNoWorkers()) {
                if (left <= 0) {
                    return false;
                }
                left = ended.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Two records with the same parts are not the same work. */
    static boolean isSame(@Nullable Object one, @Nullable Object other) {
        return one == other;
    }

    final boolean hasEnded() {
        lock.lock();
        try {
            return state != State.RUNNING && hasNoWorkers();
        } finally {
            lock.unlock();
        }
    }

    final boolean isRunning() {
        lock.lock();
        try {
            return state == State.RUNNING;
        } finally {
            lock.unlock();
        }
    }
}
