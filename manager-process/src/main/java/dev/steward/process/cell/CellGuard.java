package dev.steward.process.cell;

import dev.steward.api.Hold;
import org.jspecify.annotations.Nullable;

/**
 * What keeps other threads and processes away from cells for a while. Re-entrant: a thread that has it may take it again,
 * and releases it as often. Safe for use by any number of threads.
 */
public sealed interface CellGuard permits OwnLock, GivenLock {

    /** How long {@link #tryHold} waits if it waits for ever. */
    long FOR_EVER = Long.MAX_VALUE;

    /**
     * Waits for it, whatever interrupts come.
     *
     * @throws IllegalStateException if the thread has taken it too often
     */
    void lock();

    /**
     * Waits for it.
     *
     * @param nanos how long at most; zero or less does not wait
     * @return the hold, or null if it was not free in time
     * @throws InterruptedException if interrupted before it had it
     */
    @Nullable
    Hold tryHold(long nanos) throws InterruptedException;

    /** Takes it if it is free, and returns whether it was. Does not wait. */
    boolean tryLock();

    /**
     * Releases it.
     *
     * @throws IllegalMonitorStateException if this thread does not hold it
     */
    void unlock();

    /** Waits for it for one access to a cell: whoever takes it next by {@link #lock} is still told of a death before. */
    void enter();

    /** Releases what {@link #enter} took. */
    void exit();

    /** Returns whether anyone holds it. */
    boolean isLocked();

    /** Returns whether the calling thread holds it. */
    boolean isHeldByMe();
}
