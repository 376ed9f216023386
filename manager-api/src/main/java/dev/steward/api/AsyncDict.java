package dev.steward.api;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The methods of a {@link SharedDict} without waiting; what holds for all of them stands at {@link Asynchronous}.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public interface AsyncDict<K, V> {

    /** As {@link SharedDict#size}. */
    CompletableFuture<Integer> size();

    /** As {@link SharedDict#isEmpty}. */
    CompletableFuture<Boolean> isEmpty();

    /** As {@link SharedDict#containsKey}. */
    CompletableFuture<Boolean> containsKey(Object key);

    /** As {@link SharedDict#containsValue}. */
    CompletableFuture<Boolean> containsValue(Object value);

    /** As {@link SharedDict#get}. */
    CompletableFuture<@Nullable V> get(Object key);

    /** As {@link SharedDict#getOrDefault}. */
    CompletableFuture<V> getOrDefault(Object key, V defaultValue);

    /** As {@link SharedDict#put}. */
    CompletableFuture<@Nullable V> put(K key, V value);

    /** As {@link SharedDict#putIfAbsent}. */
    CompletableFuture<@Nullable V> putIfAbsent(K key, V value);

    /** As {@link SharedDict#putAll}. */
    CompletableFuture<@Nullable Void> putAll(Map<? extends K, ? extends V> added);

    /** As {@link SharedDict#remove(Object)}. */
    CompletableFuture<@Nullable V> remove(Object key);

    /** As {@link SharedDict#remove(Object, Object)}. */
    CompletableFuture<Boolean> remove(Object key, @Nullable Object value);

    /** As {@link SharedDict#replace(Object, Object)}. */
    CompletableFuture<@Nullable V> replace(K key, V value);

    /** As {@link SharedDict#replace(Object, Object, Object)}. */
    CompletableFuture<Boolean> replace(K key, V expected, V value);

    /** As {@link SharedDict#clear}. */
    CompletableFuture<@Nullable Void> clear();

    /**
     * As {@link SharedDict#compute}. The function runs on a callback thread; calls that this thread makes meanwhile may take
     * effect before the entry is written.
     */
    CompletableFuture<@Nullable V> compute(
            K key, BiFunction<? super K, ? super @Nullable V, ? extends @Nullable V> function);

    /** As {@link SharedDict#computeIfAbsent}; where and when the function runs is as in {@link #compute}. */
    CompletableFuture<@Nullable V> computeIfAbsent(K key, Function<? super K, ? extends @Nullable V> function);

    /** As {@link SharedDict#computeIfPresent}; where and when the function runs is as in {@link #compute}. */
    CompletableFuture<@Nullable V> computeIfPresent(
            K key, BiFunction<? super K, ? super V, ? extends @Nullable V> function);

    /** As {@link SharedDict#merge}; where and when the function runs is as in {@link #compute}. */
    CompletableFuture<@Nullable V> merge(
            K key, V value, BiFunction<? super V, ? super V, ? extends @Nullable V> function);

    /** As {@link SharedDict#replaceAll}; where and when the function runs is as in {@link #compute}. */
    CompletableFuture<@Nullable Void> replaceAll(BiFunction<? super K, ? super V, ? extends V> function);

    /** As {@link SharedDict#pollFirstEntry}. */
    CompletableFuture<Map.@Nullable Entry<K, V>> pollFirstEntry();

    /** As {@link SharedDict#pollLastEntry}. */
    CompletableFuture<Map.@Nullable Entry<K, V>> pollLastEntry();

    /** As {@link SharedDict#union}. */
    CompletableFuture<Map<K, V>> union(Map<? extends K, ? extends V> others);

    /** As {@link SharedDict#snapshot}. */
    CompletableFuture<Map<K, V>> snapshot();
}
