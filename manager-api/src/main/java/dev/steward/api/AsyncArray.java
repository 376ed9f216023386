package dev.steward.api;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The methods of a {@link SharedArray} without waiting; what holds for all of them stands at {@link Asynchronous}.
 *
 * @param <T> the type of the values
 */
public interface AsyncArray<T extends @Nullable Object> {

    /** As {@link SharedArray#length}. */
    CompletableFuture<Integer> length();

    /** As {@link SharedArray#get}. */
    CompletableFuture<T> get(int index);

    /** As {@link SharedArray#set}. */
    CompletableFuture<@Nullable Void> set(int index, T value);

    /** As {@link SharedArray#getRange}. */
    CompletableFuture<List<T>> getRange(int from, int to);

    /** As {@link SharedArray#setRange(int, Collection)}. */
    CompletableFuture<@Nullable Void> setRange(int from, Collection<? extends T> values);

    /** As {@link SharedArray#setRange(int, int...)}. */
    CompletableFuture<@Nullable Void> setRange(int from, int... values);

    /** As {@link SharedArray#setRange(int, long...)}. */
    CompletableFuture<@Nullable Void> setRange(int from, long... values);

    /** As {@link SharedArray#setRange(int, double...)}. */
    CompletableFuture<@Nullable Void> setRange(int from, double... values);

    /** As {@link SharedArray#setRange(int, byte...)}. */
    CompletableFuture<@Nullable Void> setRange(int from, byte... values);

    /** As {@link SharedArray#toList}. */
    CompletableFuture<List<T>> toList();

    /** As {@link SharedArray#toIntArray}. */
    CompletableFuture<int[]> toIntArray();

    /** As {@link SharedArray#toLongArray}. */
    CompletableFuture<long[]> toLongArray();

    /** As {@link SharedArray#toDoubleArray}. */
    CompletableFuture<double[]> toDoubleArray();

    /** As {@link SharedArray#toByteArray}. */
    CompletableFuture<byte[]> toByteArray();

    /** As {@link SharedArray#getAndAdd}. */
    CompletableFuture<T> getAndAdd(int index, T delta);

    /** As {@link SharedArray#compareAndSet}. */
    CompletableFuture<Boolean> compareAndSet(int index, T expected, T value);

    /**
     * As {@link SharedArray#updateAndGet}. The function runs on a callback thread; calls that this thread makes meanwhile
     * may take effect before the value is written.
     */
    CompletableFuture<T> updateAndGet(int index, UnaryOperator<T> function);

    /** As {@link SharedArray#getAndUpdate}; where and when the function runs is as in {@link #updateAndGet}. */
    CompletableFuture<T> getAndUpdate(int index, UnaryOperator<T> function);

    /** As {@link SharedArray#snapshot}. */
    CompletableFuture<List<T>> snapshot();
}
