package dev.steward.api;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The methods of a {@link SharedCondition} without waiting; what holds for all of them stands at {@link Asynchronous}.
 *
 * <p>Each needs the lock. If that is re-entrant it must be held by the thread that calls, so callbacks, which run on another
 * thread, need a condition over a plain lock: {@code manager.condition(manager.lock())}. {@code awaitFor} has no twin here:
 * its predicate reads what the lock protects, which from a callback thread would be another thread's lock; wait again in
 * a callback instead.
 */
public interface AsyncCondition extends AsyncLock {

    /** As {@link SharedCondition#await()}: the future is completed when a signal has come and the lock is held again. */
    CompletableFuture<@Nullable Void> await();

    /** As {@link SharedCondition#await(Duration)}. */
    CompletableFuture<Boolean> await(Duration timeout);

    /** As {@link SharedCondition#await(long, TimeUnit)}. */
    CompletableFuture<Boolean> await(long time, TimeUnit unit);

    /** As {@link SharedCondition#signal()}. */
    CompletableFuture<@Nullable Void> signal();

    /** As {@link SharedCondition#signal(int)}. */
    CompletableFuture<@Nullable Void> signal(int n);

    /** As {@link SharedCondition#signalAll}. */
    CompletableFuture<@Nullable Void> signalAll();
}
