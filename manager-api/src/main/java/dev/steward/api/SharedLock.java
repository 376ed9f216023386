package dev.steward.api;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;

/**
 * A lock that lives on the server. Waiters are served in the order in which they came; when its holder's process dies it
 * passes on. Python twin: {@code AcquirerProxy}.
 */
public interface SharedLock extends Lock, RemoteProxy {

    /**
     * Waits for the lock and returns it as something to close.
     *
     * @throws InterruptedException if interrupted while waiting; the lock is not held then
     */
    Hold hold() throws InterruptedException;

    /**
     * Waits for the lock and returns it as something to close.
     *
     * @param timeout how long to wait at most; zero or less does not wait
     * @return the hold, or null if the lock was not free in time
     * @throws InterruptedException if interrupted while waiting; the lock is not held then
     */
    @Nullable
    Hold tryHold(Duration timeout) throws InterruptedException;

    /**
     * Releases the lock as Python does: a plain lock by anyone, a re-entrant one by its owner.
     *
     * @throws IllegalMonitorStateException if it is not locked, or is re-entrant and owned by another thread
     */
    void release();

    /**
     * Makes another condition of this lock, with waiters of its own: a new shared object, which lives as long as anything
     * refers to it.
     *
     * @throws UnsupportedOperationException if the server makes none
     */
    @Override
    Condition newCondition();

    /** Returns whether anyone holds the lock. */
    boolean isLocked();

    /** Returns whether the calling thread holds the lock. */
    boolean isHeldByMe();
}
