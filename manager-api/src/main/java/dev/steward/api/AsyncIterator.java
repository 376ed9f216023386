package dev.steward.api;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The methods of a {@link SharedIterator} without waiting; what holds for all of them stands at {@link Asynchronous}. The
 * end is a {@link java.util.NoSuchElementException} of {@link #next}: a {@code hasNext} would have to take the element.
 *
 * @param <E> the type of the elements
 */
public interface AsyncIterator<E extends @Nullable Object> {

    /** As {@link SharedIterator#next}. */
    CompletableFuture<E> next();

    /** As {@link SharedIterator#snapshot}. */
    CompletableFuture<List<E>> snapshot();

    /** As {@link SharedIterator#close}. */
    CompletableFuture<@Nullable Void> close();
}
