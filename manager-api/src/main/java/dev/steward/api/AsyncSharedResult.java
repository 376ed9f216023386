package dev.steward.api;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The methods of a {@link SharedResult} without waiting; what holds for all of them stands at {@link Asynchronous}.
 *
 * @param <T> the result's type
 */
public interface AsyncSharedResult<T extends @Nullable Object> {

    /** As {@link SharedResult#get()}; fails with what the task threw. Cancelling it leaves the tasks alone. */
    CompletableFuture<T> get();

    /** As {@link SharedResult#cancel}. */
    CompletableFuture<Boolean> cancel(boolean mayInterruptIfRunning);

    /** As {@link SharedResult#detach}. */
    CompletableFuture<@Nullable Void> detach();

    /** As {@link SharedResult#progress}. */
    CompletableFuture<PoolProgress> progress();

    /** As {@link SharedResult#awaitProgress}. */
    CompletableFuture<PoolProgress> awaitProgress(long ended, Duration timeout);
}
