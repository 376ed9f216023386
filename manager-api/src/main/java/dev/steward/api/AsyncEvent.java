package dev.steward.api;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The methods of a {@link SharedEvent} without waiting; what holds for all of them stands at {@link Asynchronous}.
 */
public interface AsyncEvent {

    /** As {@link SharedEvent#set}. */
    CompletableFuture<@Nullable Void> set();

    /** As {@link SharedEvent#clear}. */
    CompletableFuture<@Nullable Void> clear();

    /** As {@link SharedEvent#isSet}. */
    CompletableFuture<Boolean> isSet();

    /** As {@link SharedEvent#await()}: the future is completed when the event was set. */
    CompletableFuture<@Nullable Void> await();

    /** As {@link SharedEvent#await(Duration)}. */
    CompletableFuture<Boolean> await(Duration timeout);
}
