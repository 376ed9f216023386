package dev.steward.face.dict;

import dev.steward.api.AsyncDict;
import dev.steward.api.SharedDict;
import dev.steward.api.Type;
import dev.steward.face.object.Face;
import dev.steward.face.object.ObjectCaller;
import dev.steward.face.object.PlainResults;
import dev.steward.face.object.Preview;
import dev.steward.face.object.TypedReader;
import dev.steward.protocol.value.decoded.ReadOnlyCopies;
import dev.steward.protocol.value.decoded.Unopened;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * {@link java.util.concurrent.ConcurrentMap} over the operations of a dict. One method is one call, except where a
 * function of the caller decides: see {@link StampedEntries}. Keys are checked by {@link KeyRules}, nulls refused, before anything is sent.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public final class SharedDictFace<K, V> extends Face implements SharedDict<K, V> {

    private final TypedReader<K> keys;
    private final TypedReader<V> values;
    private final StampedEntries<K, V> entries;

    public SharedDictFace(ObjectCaller caller, Type<?> type) {
        super(caller, type);
        this.keys = new TypedReader<>(type.argument(0), caller::label);
        this.values = new TypedReader<>(type.argument(1), caller::label);
        this.entries = new StampedEntries<>(this, keys, values);
    }

    @Override
    public Face with(ObjectCaller caller, Type<?> type) {
        return new SharedDictFace<>(caller, type);
    }

    @Override
    public AsyncDict<K, V> async() {
        return new AsyncDictFace<>(this);
    }

    @Override
    public int size() {
        return PlainResults.intOf(call(Operation.DICT_SIZE));
    }

    @Override
    public boolean isEmpty() {
        return size() == 0;
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return PlainResults.booleanOf(call(Operation.DICT_CONTAINS_KEY, key(key)));
    }

    @Override
    public boolean containsValue(@Nullable Object value) {
        return PlainResults.booleanOf(call(Operation.DICT_CONTAINS_VALUE, value(value)));
    }

    @Override
    public @Nullable V get(@Nullable Object key) {
        return valueOrNull(callOrNull(Status.NO_SUCH_KEY, Operation.DICT_GET, key(key)));
    }

    @Override
    public V getOrDefault(@Nullable Object key, V defaultValue) {
        V found = get(key);
        return found == null ? defaultValue : found;
    }

    @Override
    public @Nullable V put(K key, V value) {
        return oldValue(call(Operation.DICT_PUT, key(key), value(value)));
    }

    @Override
    public @Nullable V putIfAbsent(K key, V value) {
        return oldValue(call(Operation.DICT_PUT_IF_ABSENT, key(key), value(value)));
    }

    /** Puts all entries in one step. */
    @Override
    public void putAll(Map<? extends K, ? extends V> added) {
        call(Operation.DICT_PUT_ALL, flat(added));
    }

    /** Returns keys and values in turn, checked. */
    List<Object> flat(Map<? extends K, ? extends V> added) {
        List<Object> flat = new ArrayList<>();
        for (Map.Entry<? extends K, ? extends V> entry : added.entrySet()) {
            flat.add(key(entry.getKey()));
            flat.add(value(entry.getValue()));
        }
        return flat;
    }

    @Override
    public @Nullable V remove(@Nullable Object key) {
        return oldValue(call(Operation.DICT_REMOVE, key(key)));
    }

    @Override
    public boolean remove(@Nullable Object key, @Nullable Object value) {
        key(key);
        // No entry holds null, and the JDK answers rather than refuses.
        return value != null && PlainResults.booleanOf(call(Operation.DICT_REMOVE_EQUAL, key, value));
    }

    @Override
    public @Nullable V replace(K key, V value) {
        return oldValue(call(Operation.DICT_REPLACE, key(key), value(value)));
    }

    @Override
    public boolean replace(K key, V expected, V value) {
        return PlainResults.booleanOf(call(Operation.DICT_REPLACE_EQUAL, key(key), value(expected), value(value)));
    }

    @Override
    public void clear() {
        call(Operation.DICT_CLEAR);
    }

    @Override
    public @Nullable V computeIfAbsent(K key, Function<? super K, ? extends @Nullable V> function) {
        return entries.computeIfAbsent(key, function);
    }

    @Override
    public @Nullable V computeIfPresent(K key, BiFunction<? super K, ? super V, ? extends @Nullable V> function) {
        return entries.computeIfPresent(key, function);
    }

    @Override
    public @Nullable V compute(K key, BiFunction<? super K, ? super @Nullable V, ? extends @Nullable V> function) {
        return entries.compute(key, function);
    }

    @Override
    public @Nullable V merge(K key, V value, BiFunction<? super V, ? super V, ? extends @Nullable V> function) {
        return entries.merge(key, value, function);
    }

    /** Replaces all values in one step; the function runs again for all if the dict was changed meanwhile. */
    @Override
    public void replaceAll(BiFunction<? super K, ? super V, ? extends V> function) {
        entries.replaceAll(function);
    }

    /** Returns the entries with their stamps. */
    StampedEntries<K, V> entries() {
        return entries;
    }

    @Override
    public Map.@Nullable Entry<K, V> pollFirstEntry() {
        return polled(call(Operation.DICT_POLL_FIRST));
    }

    @Override
    public Map.@Nullable Entry<K, V> pollLastEntry() {
        return polled(call(Operation.DICT_POLL_LAST));
    }

    /** Returns the entry that a result says, unmodifiable, or null if it says that there was none. */
    Map.@Nullable Entry<K, V> polled(@Nullable Object result) {
        if (result == null) {
            return null;
        }
        List<?> parts = PlainResults.listOf(result, 2);
        return Map.entry(keys.read(parts.get(0)), values.read(parts.get(1)));
    }

    @Override
    public Map<K, V> union(Map<? extends K, ? extends V> others) {
        return readMap(call(Operation.DICT_UNION, flat(others)));
    }

    @Override
    public Map<K, V> snapshot() {
        return readMap(call(Operation.DICT_SNAPSHOT));
    }

    /** Returns the entries of a result, unmodifiable. */
    // What is put in is a K and a V each, or tells who wants it why it is not; the copy only refuses changes.
    @SuppressWarnings("unchecked")
    Map<K, V> readMap(@Nullable Object result) {
        List<?> flat = PlainResults.listOf(result);
        Map<@Nullable Object, @Nullable Object> copy = new LinkedHashMap<>();
        boolean whole = true;
        for (int i = 0; i + 1 < flat.size(); i += 2) {
            Object key = keys.readOrLeave(flat.get(i));
            Object value = values.readOrLeave(flat.get(i + 1));
            whole &= !(key instanceof Unopened || value instanceof Unopened);
            copy.put(key, value);
        }
        return (Map<K, V>) (whole ? ReadOnlyCopies.map(copy) : ReadOnlyCopies.mapInPart(copy, label()));
    }

    /** Returns a copy of the keys in order of insertion. */
    List<K> keySnapshot() {
        return keys.readAll(call(Operation.DICT_KEYS));
    }

    /** Returns a copy of the values in order of insertion. */
    List<V> valueSnapshot() {
        return values.readAll(call(Operation.DICT_VALUES));
    }

    @Override
    public void forEach(BiConsumer<? super K, ? super V> action) {
        snapshot().forEach(action);
    }

    @Override
    public Set<K> keySet() {
        return new DictKeys<>(this);
    }

    @Override
    public Collection<V> values() {
        return new DictValues<>(this);
    }

    @Override
    public Set<Map.Entry<K, V>> entrySet() {
        return new DictEntries<>(this);
    }

    /** Returns the key if it can be one. */
    Object key(@Nullable Object key) {
        return entries.key(key);
    }

    /** Returns the value if it can be one. */
    Object value(@Nullable Object value) {
        return entries.value(value);
    }

    /** Returns a result as the type of the values; null stands for none. */
    @Nullable
    V valueOrNull(@Nullable Object value) {
        return values.read(value);
    }

    /** As {@link #valueOrNull}, of the value before a change. */
    private @Nullable V oldValue(@Nullable Object value) {
        return values.readOld(value);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof Map<?, ?>
                        && (sameObject(other) || snapshot().equals(other)));
    }

    @Override
    public int hashCode() {
        return snapshot().hashCode();
    }

    @Override
    public String preview(Preview preview) {
        int size = preview.size(Operation.DICT_SIZE);
        return size > Preview.MOST_READ ? "{" + size + " entries}" : Preview.pairs(pairs(preview));
    }

    private static List<?> pairs(Preview preview) {
        return PlainResults.listOf(preview.call(Operation.DICT_SNAPSHOT));
    }

    /** Shows the entries, as {@link #toString} shows the whole. */
    String showEntries() {
        return shown(preview -> {
            int size = preview.size(Operation.DICT_SIZE);
            return size > Preview.MOST_READ ? Preview.elements(List.of(), size) : Preview.pairElements(pairs(preview));
        });
    }

    /** Shows the keys, as {@link #toString} shows the whole. */
    String showKeys() {
        return shown(preview -> showPart(preview, Operation.DICT_KEYS));
    }

    /** Shows the values, as {@link #toString} shows the whole. */
    String showValues() {
        return shown(preview -> showPart(preview, Operation.DICT_VALUES));
    }

    private static String showPart(Preview preview, Operation part) {
        int size = preview.size(Operation.DICT_SIZE);
        List<?> read = size > Preview.MOST_READ ? List.of() : PlainResults.listOf(preview.call(part));
        return Preview.elements(read, Math.max(size, read.size()));
    }
}
