package dev.steward.process.pool;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** What comes of an imap: outcomes that wait to be taken, in order or as they come. Safe for use by any number of threads. */
final class ResultsJob extends Job {

    private final boolean ordered;
    private final Engine.Progress progress;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    // Guarded by the lock.
    private final Map<Integer, TaskOutcome> byIndex = new HashMap<>();
    private final ArrayDeque<TaskOutcome> asTheyCome = new ArrayDeque<>();
    private int taken;
    private long done;

    ResultsJob(String name, TaskFunction function, boolean ordered, Engine.Progress progress) {
        super(function, name);
        this.ordered = ordered;
        this.progress = progress;
    }

    @Override
    void done(int index, TaskOutcome outcome) {
        long count;
        lock.lock();
        try {
            if (ordered) {
                byIndex.put(index, outcome);
            } else {
                asTheyCome.add(outcome);
            }
            done++;
            count = done;
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
        progress.done(count, -1);
    }

    int taken() {
        lock.lock();
        try {
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** Takes the next outcome; returns null if none comes in time. */
    @Nullable
    TaskOutcome take(long nanos) throws InterruptedException {
        long left = nanos;
        lock.lockInterruptibly();
        try {
            while (true) {
                TaskOutcome next = ordered ? byIndex.remove(taken) : asTheyCome.poll();
                if (next != null) {
                    taken++;
                    return next;
                }
                if (left <= 0) {
                    return null;
                }
                left = arrived.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }
}
