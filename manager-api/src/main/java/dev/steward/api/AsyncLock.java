package dev.steward.api;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The methods of a {@link SharedLock} without waiting; what holds for all of them stands at {@link Asynchronous}.
 *
 * <p>Every way to acquire gives a {@link Hold}, which any thread may close, callbacks too: {@code lock} and {@code hold}
 * are the same here. A re-entrant lock belongs to the thread that asked for it, and to it belong {@link #unlock} and
 * whatever else needs the lock; a plain one belongs to the process.
 */
public interface AsyncLock {

    /** As {@link SharedLock#lock}: the future is completed when the lock is held. */
    CompletableFuture<Hold> lock();

    /** As {@link SharedLock#hold}: the future is completed when the lock is held. */
    default CompletableFuture<Hold> hold() {
        return lock();
    }

    /** As {@link SharedLock#tryLock()}; null if the lock is not free. */
    CompletableFuture<@Nullable Hold> tryLock();

    /** As {@link SharedLock#tryLock(long, TimeUnit)}; null if the lock was not free in time. */
    CompletableFuture<@Nullable Hold> tryLock(long time, TimeUnit unit);

    /** As {@link SharedLock#tryHold}; null if the lock was not free in time. */
    CompletableFuture<@Nullable Hold> tryHold(Duration timeout);

    /** As {@link SharedLock#unlock}. */
    CompletableFuture<@Nullable Void> unlock();

    /** As {@link SharedLock#release}. */
    CompletableFuture<@Nullable Void> release();

    /** As {@link SharedLock#isLocked}. */
    CompletableFuture<Boolean> isLocked();

    /** As {@link SharedLock#isHeldByMe}. */
    CompletableFuture<Boolean> isHeldByMe();
}
