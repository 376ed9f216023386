package dev.steward.api;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The methods of a {@link SharedQueue} without waiting; what holds for all of them stands at {@link Asynchronous}. An
 * element counts as taken when the future is completed with it; one whose future was cancelled goes back to its old place.
 *
 * @param <E> the type of the elements
 */
public interface AsyncQueue<E> {

    /** As {@link SharedQueue#put}: the future is completed when there was room. */
    CompletableFuture<@Nullable Void> put(E element);

    /** As {@link SharedQueue#offer(Object)}. */
    CompletableFuture<Boolean> offer(E element);

    /** As {@link SharedQueue#offer(Object, Duration)}. */
    CompletableFuture<Boolean> offer(E element, Duration timeout);

    /** As {@link SharedQueue#offer(Object, long, TimeUnit)}. */
    CompletableFuture<Boolean> offer(E element, long timeout, TimeUnit unit);

    /** As {@link SharedQueue#add}. */
    CompletableFuture<Boolean> add(E element);

    /** As {@link SharedQueue#addAll}. */
    CompletableFuture<Boolean> addAll(Collection<? extends E> added);

    /** As {@link SharedQueue#take}: the future is completed when there was an element. */
    CompletableFuture<E> take();

    /** As {@link SharedQueue#takeOrNull}. */
    CompletableFuture<@Nullable E> takeOrNull();

    /** As {@link SharedQueue#poll()}. */
    CompletableFuture<@Nullable E> poll();

    /** As {@link SharedQueue#poll(Duration)}. */
    CompletableFuture<@Nullable E> poll(Duration timeout);

    /** As {@link SharedQueue#poll(long, TimeUnit)}. */
    CompletableFuture<@Nullable E> poll(long timeout, TimeUnit unit);

    /** As {@link SharedQueue#remove()}. */
    CompletableFuture<E> remove();

    /** As {@link SharedQueue#receive()}: the future is completed when there was an element. */
    CompletableFuture<Delivery<E>> receive();

    /** As {@link SharedQueue#receive(Duration)}. */
    CompletableFuture<@Nullable Delivery<E>> receive(Duration timeout);

    /** As {@link SharedQueue#peek}. */
    CompletableFuture<@Nullable E> peek();

    /** As {@link SharedQueue#element}. */
    CompletableFuture<E> element();

    /** As {@link SharedQueue#size}. */
    CompletableFuture<Integer> size();

    /** As {@link SharedQueue#isEmpty}. */
    CompletableFuture<Boolean> isEmpty();

    /** As {@link SharedQueue#remainingCapacity}. */
    CompletableFuture<Integer> remainingCapacity();

    /** As {@link SharedQueue#drainTo(Collection)}; the target is filled by a callback thread, before the future is completed. */
    CompletableFuture<Integer> drainTo(Collection<? super E> target);

    /**
     * As {@link SharedQueue#drainTo(Collection, int)}; the target is filled by a callback thread, before the future is
     * completed.
     */
    CompletableFuture<Integer> drainTo(Collection<? super E> target, int most);

    /** As {@link SharedQueue#contains}. */
    CompletableFuture<Boolean> contains(@Nullable Object element);

    /** As {@link SharedQueue#containsAll}. */
    CompletableFuture<Boolean> containsAll(Collection<?> wanted);

    /** As {@link SharedQueue#remove(Object)}. */
    CompletableFuture<Boolean> remove(@Nullable Object element);

    /** As {@link SharedQueue#removeAll}. */
    CompletableFuture<Boolean> removeAll(Collection<?> unwanted);

    /** As {@link SharedQueue#retainAll}. */
    CompletableFuture<Boolean> retainAll(Collection<?> wanted);

    /** As {@link SharedQueue#removeIf}; the filter runs on a callback thread. */
    CompletableFuture<Boolean> removeIf(Predicate<? super E> filter);

    /** As {@link SharedQueue#clear}. */
    CompletableFuture<@Nullable Void> clear();

    /** As {@link SharedQueue#shutdown}. */
    CompletableFuture<@Nullable Void> shutdown();

    /** As {@link SharedQueue#shutdownNow}. */
    CompletableFuture<@Nullable Void> shutdownNow();

    /** As {@link SharedQueue#isShutdown}. */
    CompletableFuture<Boolean> isShutdown();

    /** As {@link SharedQueue#snapshot}. */
    CompletableFuture<List<E>> snapshot();
}
