package dev.steward.api;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The methods of a {@link SharedJoinableQueue} without waiting; what holds for all of them stands at {@link Asynchronous}.
 * An element is reserved to the thread that asked for it; in a callback, which runs on another thread, {@link #taskDone}
 * settles the oldest of the process. {@link #receive()} gives elements that are settled one by one.
 *
 * @param <E> the type of the elements
 */
public interface AsyncJoinableQueue<E> extends AsyncQueue<E> {

    /** As {@link SharedJoinableQueue#taskDone}. */
    CompletableFuture<@Nullable Void> taskDone();

    /** As {@link SharedJoinableQueue#nack}. */
    CompletableFuture<@Nullable Void> nack();

    /** As {@link SharedJoinableQueue#join()}: the future is completed when all are done. */
    CompletableFuture<@Nullable Void> join();

    /** As {@link SharedJoinableQueue#join(Duration)}. */
    CompletableFuture<Boolean> join(Duration timeout);
}
