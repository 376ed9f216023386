package dev.steward.api;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The methods of a {@link SharedPoolIterator} without waiting; what holds for all of them stands at {@link Asynchronous}. The
 * end is a {@link java.util.NoSuchElementException} of {@link #next}.
 *
 * @param <R> the type of the results
 */
public interface AsyncPoolIterator<R extends @Nullable Object> {

    /** As {@link SharedPoolIterator#next()}; brings no more items from the source. */
    CompletableFuture<R> next();

    /** As {@link SharedPoolIterator#detach}. */
    CompletableFuture<@Nullable Void> detach();

    /** As {@link SharedPoolIterator#progress}. */
    CompletableFuture<PoolProgress> progress();

    /** As {@link SharedPoolIterator#close}. */
    CompletableFuture<@Nullable Void> close();
}
