package dev.steward.server.local;

import dev.steward.objects.Answer;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One call of this process and the thread that waits for its answer. Completed by whichever thread runs the group. */
final class PendingAnswer implements Consumer<Answer> {

    private final Thread waiter = Thread.currentThread();
    private volatile @Nullable Answer answer;
    private boolean interrupted;

    @Override
    public void accept(Answer given) {
        answer = given;
        if (Thread.currentThread() != waiter) {
            LockSupport.unpark(waiter);
        }
    }

    /**
     * Waits for the answer.
     *
     * @param most how long, or null for ever
     * @return false if the time passed, or the thread was interrupted and may be
     */
    boolean await(@Nullable Duration most, boolean interruptible) {
        long deadline = most == null ? 0 : System.nanoTime() + most.toNanos();
        while (answer == null) {
            if (Thread.interrupted()) {
                interrupted = true;
            }
            if (interrupted && interruptible) {
                return false;
            }
            if (most == null) {
                LockSupport.park(this);
            } else {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                LockSupport.parkNanos(this, left);
            }
        }
        return true;
    }

    /** Returns whether the thread was interrupted while it waited; its flag is clear since. */
    boolean interrupted() {
        return interrupted;
    }

    /** Returns the answer, which has come. */
    Answer answer() {
        Answer given = answer;
        if (given == null) {
            throw new IllegalStateException("not answered yet");
        }
        return given;
    }
}
