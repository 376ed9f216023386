package dev.steward.api;

import java.util.Collection;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The methods of a {@link SharedSet} without waiting; what holds for all of them stands at {@link Asynchronous}.
 *
 * @param <E> the type of the elements
 */
public interface AsyncSet<E> {

    /** As {@link SharedSet#size}. */
    CompletableFuture<Integer> size();

    /** As {@link SharedSet#isEmpty}. */
    CompletableFuture<Boolean> isEmpty();

    /** As {@link SharedSet#contains}. */
    CompletableFuture<Boolean> contains(Object element);

    /** As {@link SharedSet#containsAll}. */
    CompletableFuture<Boolean> containsAll(Collection<?> wanted);

    /** As {@link SharedSet#add}. */
    CompletableFuture<Boolean> add(E element);

    /** As {@link SharedSet#addIfAbsent}. */
    default CompletableFuture<Boolean> addIfAbsent(E element) {
        return add(element);
    }

    /** As {@link SharedSet#addAll}. */
    CompletableFuture<Boolean> addAll(Collection<? extends E> added);

    /** As {@link SharedSet#remove}. */
    CompletableFuture<Boolean> remove(Object element);

    /** As {@link SharedSet#removeAll}. */
    CompletableFuture<Boolean> removeAll(Collection<?> unwanted);

    /** As {@link SharedSet#retainAll}. */
    CompletableFuture<Boolean> retainAll(Collection<?> wanted);

    /**
     * As {@link SharedSet#removeIf}. The filter runs on a callback thread; calls that this thread makes meanwhile may take
     * effect before anything is removed.
     */
    CompletableFuture<Boolean> removeIf(Predicate<? super E> filter);

    /** As {@link SharedSet#toggleAll}. */
    CompletableFuture<Boolean> toggleAll(Collection<? extends E> elements);

    /** As {@link SharedSet#pollFirst}. */
    CompletableFuture<@Nullable E> pollFirst();

    /** As {@link SharedSet#clear}. */
    CompletableFuture<@Nullable Void> clear();

    /** As {@link SharedSet#union}. */
    CompletableFuture<Set<E>> union(Collection<? extends E> others);

    /** As {@link SharedSet#intersection}. */
    CompletableFuture<Set<E>> intersection(Collection<?> others);

    /** As {@link SharedSet#difference}. */
    CompletableFuture<Set<E>> difference(Collection<?> others);

    /** As {@link SharedSet#symmetricDifference}. */
    CompletableFuture<Set<E>> symmetricDifference(Collection<? extends E> others);

    /** As {@link SharedSet#snapshot}. */
    CompletableFuture<Set<E>> snapshot();
}
