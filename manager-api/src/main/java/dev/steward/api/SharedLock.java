package dev.steward.api;

import java.time.Duration;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;

/**
 * A lock that lives on the server. Waiters are served in the order in which they came; when its holder dies it passes on
 * to the next one, whose {@link Hold#abandoned()} says so.
 *
 * <p>A <em>plain</em> lock, {@code manager.lock()}, is held by a process: any thread of it may unlock it, it stays held
 * when the thread that took it ends, and it is not re-entrant: a thread that takes it twice would wait for itself, which
 * Python does and {@link #lock()}, {@link #lockInterruptibly()} and {@link #hold()} refuse. A
 * <em>re-entrant</em> lock, {@code manager.rlock()} and the one inside a {@link SharedCondition}, is held by a thread, is
 * released as often as it was taken, and passes on when the thread ends, also while its process lives.
 *
 * <p>{@link #unlock()} is for the holder; {@link #release()} is Python's. Equal only to a proxy of the same lock. {@code
 * wait()} and {@code notify()} are {@link Object}'s own and say nothing to the lock: use {@link #newCondition()}. Python
 * twins: {@code Lock} and {@code RLock}, by {@code AcquirerProxy}.
 */
public interface SharedLock extends Lock, RemoteProxy, Asynchronous<AsyncLock> {

    /**
     * Waits for the lock, uninterruptibly.
     *
     * @throws IllegalMonitorStateException if it is plain and this thread has taken it already; where another thread is to
     *     release it, {@link #tryLock(long, java.util.concurrent.TimeUnit)} and {@link #async()} wait
     */
    @Override
    void lock();

    /**
     * Waits for the lock.
     *
     * @throws InterruptedException if interrupted while waiting; the lock is not held then
     * @throws IllegalMonitorStateException as {@link #lock()}
     */
    @Override
    void lockInterruptibly() throws InterruptedException;

    /**
     * Waits for the lock and returns it as something to close.
     *
     * @throws InterruptedException if interrupted while waiting; the lock is not held then
     * @throws IllegalMonitorStateException as {@link #lock()}
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
     * Releases the lock.
     *
     * @throws IllegalMonitorStateException if it is not held, or by others: by another process if it is plain, by another
     *     thread if it is re-entrant
     */
    @Override
    void unlock();

    /**
     * Releases the lock as Python does: a plain lock by anyone, in whatever process and with whatever key of the server, a
     * re-entrant one by its owner.
     *
     * @throws IllegalMonitorStateException if it is not locked, or is re-entrant and owned by another thread
     */
    void release();

    /**
     * Makes another condition of this lock, with waiters of its own: a new shared object, which lives as long as anything
     * refers to it and keeps the lock alive. Its methods as a lock are those of this lock. Python twin: {@code
     * Condition(lock)}.
     *
     * @throws UnsupportedOperationException if the server makes none
     */
    @Override
    SharedCondition newCondition();

    /** Returns whether anyone holds the lock. */
    boolean isLocked();

    /** Returns whether the calling thread holds the lock; of a plain lock, whether this process does. */
    boolean isHeldByMe();
}
