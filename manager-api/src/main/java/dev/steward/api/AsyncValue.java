package dev.steward.api;

import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The methods of a {@link SharedValue} without waiting; what holds for all of them stands at {@link Asynchronous}.
 *
 * @param <T> the type of the value
 */
public interface AsyncValue<T extends @Nullable Object> {

    /** As {@link SharedValue#get}. */
    CompletableFuture<T> get();

    /** As {@link SharedValue#set}. */
    CompletableFuture<@Nullable Void> set(T value);

    /** As {@link SharedValue#getAndAdd}. */
    CompletableFuture<T> getAndAdd(T delta);

    /** As {@link SharedValue#compareAndSet}. */
    CompletableFuture<Boolean> compareAndSet(T expected, T value);

    /**
     * As {@link SharedValue#updateAndGet}. The function runs on a callback thread; calls that this thread makes meanwhile
     * may take effect before the value is written.
     */
    CompletableFuture<T> updateAndGet(UnaryOperator<T> function);

    /** As {@link SharedValue#getAndUpdate}; where and when the function runs is as in {@link #updateAndGet}. */
    CompletableFuture<T> getAndUpdate(UnaryOperator<T> function);

    /** As {@link SharedValue#snapshot}. */
    CompletableFuture<T> snapshot();
}
