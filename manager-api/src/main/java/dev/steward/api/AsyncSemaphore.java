package dev.steward.api;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The methods of a {@link SharedSemaphore} without waiting; what holds for all of them stands at {@link Asynchronous}.
 */
public interface AsyncSemaphore {

    /** As {@link SharedSemaphore#acquire()}: the future is completed when the process has the permit. */
    CompletableFuture<@Nullable Void> acquire();

    /** As {@link SharedSemaphore#acquire(int)}. */
    CompletableFuture<@Nullable Void> acquire(int permits);

    /** As {@link SharedSemaphore#tryAcquire()}. */
    CompletableFuture<Boolean> tryAcquire();

    /** As {@link SharedSemaphore#tryAcquire(int)}. */
    CompletableFuture<Boolean> tryAcquire(int permits);

    /** As {@link SharedSemaphore#tryAcquire(Duration)}. */
    CompletableFuture<Boolean> tryAcquire(Duration timeout);

    /** As {@link SharedSemaphore#tryAcquire(int, Duration)}. */
    CompletableFuture<Boolean> tryAcquire(int permits, Duration timeout);

    /** As {@link SharedSemaphore#release()}. */
    CompletableFuture<@Nullable Void> release();

    /** As {@link SharedSemaphore#release(int)}. */
    CompletableFuture<@Nullable Void> release(int permits);

    /** As {@link SharedSemaphore#hold()}: the future is completed when the process has the permit. */
    CompletableFuture<Hold> hold();

    /** As {@link SharedSemaphore#hold(int)}. */
    CompletableFuture<Hold> hold(int permits);

    /** As {@link SharedSemaphore#tryHold(Duration)}. */
    CompletableFuture<@Nullable Hold> tryHold(Duration timeout);

    /** As {@link SharedSemaphore#availablePermits}. */
    CompletableFuture<Integer> availablePermits();
}
