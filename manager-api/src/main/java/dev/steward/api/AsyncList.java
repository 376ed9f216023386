package dev.steward.api;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The methods of a {@link SharedList} without waiting; what holds for all of them stands at {@link Asynchronous}.
 *
 * @param <E> the type of the elements
 */
public interface AsyncList<E extends @Nullable Object> {

    /** As {@link SharedList#size}. */
    CompletableFuture<Integer> size();

    /** As {@link SharedList#isEmpty}. */
    CompletableFuture<Boolean> isEmpty();

    /** As {@link SharedList#contains}. */
    CompletableFuture<Boolean> contains(@Nullable Object element);

    /** As {@link SharedList#containsAll}. */
    CompletableFuture<Boolean> containsAll(Collection<?> wanted);

    /** As {@link SharedList#indexOf}. */
    CompletableFuture<Integer> indexOf(@Nullable Object element);

    /** As {@link SharedList#lastIndexOf}. */
    CompletableFuture<Integer> lastIndexOf(@Nullable Object element);

    /** As {@link SharedList#get}. */
    CompletableFuture<E> get(int index);

    /** As {@link SharedList#getFirst}. */
    CompletableFuture<E> getFirst();

    /** As {@link SharedList#getLast}. */
    CompletableFuture<E> getLast();

    /** As {@link SharedList#set}. */
    CompletableFuture<E> set(int index, E element);

    /** As {@link SharedList#add(Object)}. */
    CompletableFuture<Boolean> add(E element);

    /** As {@link SharedList#add(int, Object)}. */
    CompletableFuture<@Nullable Void> add(int index, E element);

    /** As {@link SharedList#addFirst}. */
    CompletableFuture<@Nullable Void> addFirst(E element);

    /** As {@link SharedList#addLast}. */
    CompletableFuture<@Nullable Void> addLast(E element);

    /** As {@link SharedList#addAll(Collection)}. */
    CompletableFuture<Boolean> addAll(Collection<? extends E> added);

    /** As {@link SharedList#addAll(int, Collection)}. */
    CompletableFuture<Boolean> addAll(int index, Collection<? extends E> added);

    /** As {@link SharedList#remove(int)}. */
    CompletableFuture<E> remove(int index);

    /** As {@link SharedList#remove(Object)}. */
    CompletableFuture<Boolean> remove(@Nullable Object element);

    /** As {@link SharedList#removeFirst}. */
    CompletableFuture<E> removeFirst();

    /** As {@link SharedList#removeLast}. */
    CompletableFuture<E> removeLast();

    /** As {@link SharedList#removeAll}. */
    CompletableFuture<Boolean> removeAll(Collection<?> unwanted);

    /** As {@link SharedList#retainAll}. */
    CompletableFuture<Boolean> retainAll(Collection<?> wanted);

    /**
     * As {@link SharedList#removeIf}. The filter runs on a callback thread; calls that this thread makes meanwhile may take
     * effect before the list is written.
     */
    CompletableFuture<Boolean> removeIf(Predicate<? super E> filter);

    /** As {@link SharedList#replaceAll}; where and when the operator runs is as in {@link #removeIf}. */
    CompletableFuture<@Nullable Void> replaceAll(UnaryOperator<E> operator);

    /** As {@link SharedList#sort}; where and when a comparator runs is as in {@link #removeIf}. */
    CompletableFuture<@Nullable Void> sort(@Nullable Comparator<? super E> comparator);

    /** As {@link SharedList#reverse}. */
    CompletableFuture<@Nullable Void> reverse();

    /** As {@link SharedList#repeat}. */
    CompletableFuture<@Nullable Void> repeat(int times);

    /** As {@link SharedList#clear}. */
    CompletableFuture<@Nullable Void> clear();

    /** As {@link SharedList#snapshot}. */
    CompletableFuture<List<E>> snapshot();
}
