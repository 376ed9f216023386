package dev.steward.api;

import java.util.Map;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * A map that lives on the server and keeps the order of insertion. Each call is atomic; {@link #compute}, {@link #merge}
 * and {@link #replaceAll} run the function on the client and write only if the entry is unchanged since it was read, so
 * a function may run more than once. The views are live. Null keys and values are refused before anything is sent.
 *
 * <p>Values are copied in and out: {@code dict.get("a").add(5)} would change a copy that nobody keeps, so what it returns
 * is unmodifiable. Use {@link #compute}, or store a {@link SharedList}. Python twin: {@code DictProxy}.
 *
 * @param <K> the type of the keys: the closed set of values, enums, and records made only of those
 * @param <V> the type of the values
 */
public interface SharedDict<K, V> extends ConcurrentMap<K, V>, RemoteProxy, Asynchronous<AsyncDict<K, V>> {

    /**
     * Removes and returns the entry whose key was put first, in one step.
     *
     * @return unmodifiable; null if there is none
     */
    Map.@Nullable Entry<K, V> pollFirstEntry();

    /**
     * Removes and returns the entry whose key was put last, in one step. Python twin: {@code popitem()}.
     *
     * @return unmodifiable; null if there is none
     */
    Map.@Nullable Entry<K, V> pollLastEntry();

    /**
     * Returns a copy of the entries at one instant, with the values of the others where those have the key, and behind them
     * what the others have besides. Python twin: {@code |}.
     *
     * @return unmodifiable
     */
    Map<K, V> union(Map<? extends K, ? extends V> others);

    /** Returns an unmodifiable copy of all entries at one instant, in the order of insertion. */
    @Override
    Map<K, V> snapshot();
}
