package dev.steward.api;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The methods of a {@link SharedPool} without waiting; what holds for all of them stands at {@link Asynchronous}. What brings
 * tasks is asynchronous itself: {@link SharedPool#applyAsync(SerializableCallable)} and the like.
 */
public interface AsyncPool {

    /** As {@link SharedPool#size}. */
    CompletableFuture<Integer> size();

    /** As {@link SharedPool#status}. */
    CompletableFuture<PoolStatus> status();

    /** As {@link SharedPool#isShutdown}. */
    CompletableFuture<Boolean> isShutdown();

    /** As {@link SharedPool#shutdown}. */
    CompletableFuture<@Nullable Void> shutdown();

    /** As {@link SharedPool#terminate}. */
    CompletableFuture<@Nullable Void> terminate();

    /** As {@link SharedPool#join()}: done when all tasks have ended. */
    CompletableFuture<@Nullable Void> join();

    /** As {@link SharedPool#join(Duration)}. */
    CompletableFuture<Boolean> join(Duration timeout);
}
