package dev.steward.process;

import static java.util.Objects.requireNonNull;

import dev.steward.api.Hold;
import dev.steward.api.SharedLock;
import dev.steward.process.cell.CellGuard;
import dev.steward.process.cell.CellLocks;
import dev.steward.process.cell.GivenLock;
import dev.steward.process.cell.OwnLock;
import dev.steward.process.memory.MemoryBlock;
import dev.steward.protocol.value.codec.Passable;
import dev.steward.protocol.value.codec.Passage;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;

/**
 * The lock of a {@link ValueCell} or an {@link ArrayCell}: its own, which is a few words in the same memory, or one that it
 * was given. It keeps others away from the cell for more than one access, in all processes.
 *
 * <pre>{@code
 * try (Hold hold = cell.lock().hold()) {
 *     cell.set(cell.get() + 1);
 * }
 * }</pre>
 *
 * <p>Held by a thread, and re-entrant: it is released as often as it was taken, and accesses to the cell meanwhile take it
 * once more. Not fair, but nobody waits for ever beside others that come again and again. If the process of its holder dies
 * it passes on within a fraction of a second, and {@link Hold#abandoned()} says so; a thread that ends with it leaves it held
 * as long as its process lives.
 *
 * <p>Who waits for an own lock looks again after pauses of up to 5 ms. A lock that was given, {@link Multiprocessing#lock()}
 * for example, is asked at its manager each time; here it is re-entrant for a thread also where it is not by itself, if it
 * is taken by this {@code CellLock}.
 *
 * <p>Equal to another if it is the same lock. Safe for use by any number of threads. Python twin: {@code get_lock()}.
 */
public final class CellLock implements Lock, Passable {

    private final CellGuard guard;

    CellLock(CellGuard guard) {
        this.guard = guard;
    }

    /**
     * Returns what guards cells if they are given a lock.
     *
     * @throws IllegalArgumentException if it cannot keep other processes out
     */
    static CellGuard guardOf(Lock lock) {
        if (requireNonNull(lock, "lock") instanceof CellLock own) {
            return own.guard;
        }
        if (lock instanceof SharedLock shared) {
            return new GivenLock(shared);
        }
        throw new IllegalArgumentException("a " + lock.getClass().getSimpleName()
                + " is a lock of this process alone and cannot guard a cell of several: give none, or"
                + " Multiprocessing.lock(), or the lock() of another cell");
    }

    /** Waits for the lock, whatever interrupts come. Python twin: {@code acquire()}. */
    @Override
    public void lock() {
        guard.lock();
    }

    @Override
    public void lockInterruptibly() throws InterruptedException {
        guard.tryHold(CellGuard.FOR_EVER);
    }

    /** Takes the lock if it is free, and returns whether it was. Python twin: {@code acquire(block=False)}. */
    @Override
    public boolean tryLock() {
        return guard.tryLock();
    }

    @Override
    public boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
        return guard.tryHold(unit.toNanos(time)) != null;
    }

    /**
     * Waits for the lock and returns it as something to close.
     *
     * @throws InterruptedException if interrupted while waiting; the lock is not held then
     */
    public Hold hold() throws InterruptedException {
        return requireNonNull(guard.tryHold(CellGuard.FOR_EVER));
    }

    /**
     * Waits for the lock and returns it as something to close.
     *
     * @param timeout how long to wait at most; zero or less does not wait
     * @return the hold, or null if the lock was not free in time
     * @throws InterruptedException if interrupted while waiting; the lock is not held then
     */
    public @Nullable Hold tryHold(Duration timeout) throws InterruptedException {
        return guard.tryHold(TimeUnit.NANOSECONDS.convert(timeout));
    }

    /**
     * Releases the lock once. Python twin: {@code release()}.
     *
     * @throws IllegalMonitorStateException if this thread does not hold it
     */
    @Override
    public void unlock() {
        guard.unlock();
    }

    /**
     * Refuses: nobody can be woken through shared memory.
     *
     * @throws UnsupportedOperationException always; says what to take instead
     */
    @Override
    public Condition newCondition() {
        throw new UnsupportedOperationException(
                "the lock of a cell has no conditions: give the cell the lock of a Multiprocessing.condition(), and"
                        + " wait there");
    }

    /** Returns whether anyone holds the lock. */
    public boolean isLocked() {
        return guard.isLocked();
    }

    /** Returns whether the calling thread holds the lock. */
    public boolean isHeldByMe() {
        return guard.isHeldByMe();
    }

    CellGuard guard() {
        return guard;
    }

    /** Returns what travels in its place to another process of this program. */
    @Override
    public Passage passage() {
        if (guard instanceof GivenLock given) {
            return new PassedLock(null, 0, given.lockOfManager());
        }
        OwnLock own = (OwnLock) guard;
        return new PassedLock(own.block(), own.offset(), null);
    }

    /**
     * A lock on its way: either where its words are, or that of a manager.
     *
     * @param offset where in the block they begin
     */
    private record PassedLock(
            @Nullable MemoryBlock block,
            int offset,
            @Nullable SharedLock given) implements Passage {
        @Override
        public Object arrive() {
            return new CellLock(given != null ? new GivenLock(given) : CellLocks.join(requireNonNull(block), offset));
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CellLock lock && guard.equals(lock.guard);
    }

    @Override
    public int hashCode() {
        return guard.hashCode();
    }

    @Override
    public String toString() {
        return guard instanceof GivenLock given
                ? "CellLock(" + given.lockOfManager() + ")"
                : "CellLock(" + (guard.isLocked() ? "locked)" : "unlocked)");
    }
}
