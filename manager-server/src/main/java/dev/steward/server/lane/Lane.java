package dev.steward.server.lane;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The twin of one logical thread of a client: runs its calls of users' objects one after the other, always on the same
 * thread, so that what a user's object keeps per thread (a JDK lock's owner) stays right.
 *
 * <p>Its lock guards the queue and which call runs, so that an interrupt can only meet the call that it was meant for; no
 * call runs under it. A lock and not a monitor, because a virtual thread that waits in a monitor keeps its carrier on
 * some JDKs.
 */
final class Lane {

    private final Lanes lanes;
    private final LaneKey key;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<LaneTask> waiting = new ArrayDeque<>();
    private @Nullable LaneTask running;
    private @Nullable Thread thread;
    private boolean ending;
    private long idleSince;

    Lane(Lanes lanes, LaneKey key) {
        this.lanes = lanes;
        this.key = key;
    }

    LaneKey key() {
        return key;
    }

    /** Queues a call; returns false if the lane is over. */
    boolean offer(LaneTask task) {
        lock.lock();
        try {
            if (ending) {
                return false;
            }
            waiting.add(task);
            changed.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Starts the lane's thread. */
    void start(Thread laneThread) {
        lock.lock();
        try {
            thread = laneThread;
            laneThread.start();
        } finally {
            lock.unlock();
        }
    }

    /** Cancels a call: one that waits is refused, the running one is interrupted. */
    void cancel(long number) {
        LaneTask cancelled = null;
        lock.lock();
        try {
            if (running != null && running.number() == number) {
                interruptRunning();
                return;
            }
            for (Iterator<LaneTask> tasks = waiting.iterator(); tasks.hasNext() && cancelled == null; ) {
                LaneTask task = tasks.next();
                if (task.number() == number) {
                    tasks.remove();
                    cancelled = task;
                }
            }
        } finally {
            lock.unlock();
        }
        if (cancelled != null) {
            cancelled.refuse(LaneTask.Refusal.CANCELLED);
        }
    }

    /** Ends the lane: what waits is refused, what runs is interrupted if so asked. */
    void end(LaneTask.Refusal reason, boolean interrupt) {
        List<LaneTask> refused;
        lock.lock();
        try {
            ending = true;
            refused = new ArrayList<>(waiting);
            waiting.clear();
            if (interrupt) {
                interruptRunning();
            }
            changed.signal();
        } finally {
            lock.unlock();
        }
        refused.forEach(task -> task.refuse(reason));
    }

    /** Ends the lane once what waits has run. */
    void finish() {
        lock.lock();
        try {
            ending = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Ends the lane if nothing runs or waits in it; returns whether it did. */
    boolean endIfIdle() {
        lock.lock();
        try {
            if (ending || running != null || !waiting.isEmpty()) {
                return false;
            }
            ending = true;
            changed.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Returns since when nothing ran, as {@link System#nanoTime}, or {@code Long.MAX_VALUE} if something runs or waits. */
    long idleSince() {
        lock.lock();
        try {
            return running != null || !waiting.isEmpty() ? Long.MAX_VALUE : idleSince;
        } finally {
            lock.unlock();
        }
    }

    /** Returns whether its call has had the JVM exit, and waits in that for the shutdown hooks. */
    boolean isExiting() {
        Thread own;
        lock.lock();
        try {
            own = thread;
        } finally {
            lock.unlock();
        }
        return own != null
                && Arrays.stream(own.getStackTrace())
                        .anyMatch(frame -> frame.getClassName().equals(Runtime.class.getName())
                                && frame.getMethodName().equals("exit"));
    }

    private void interruptRunning() {
        if (running != null && thread != null) {
            running.cancelling();
            thread.interrupt();
        }
    }

    /** The body of the lane's thread. */
    void run() {
        try {
            for (LaneTask task = next(); task != null; task = next()) {
                task.run();
            }
        } finally {
            lanes.ended(this);
        }
    }

    private @Nullable LaneTask next() {
        lock.lock();
        try {
            running = null;
            idleSince = System.nanoTime();
            while (waiting.isEmpty() && !ending) {
                changed.awaitUninterruptibly();
            }
            // An interrupt that came while the last call ended was meant for that call alone.
            Thread.interrupted();
            running = waiting.poll();
            return running;
        } finally {
            lock.unlock();
        }
    }
}
