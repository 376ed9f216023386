package dev.steward.face.dict;

import static java.util.Objects.requireNonNull;

import dev.steward.face.object.Attempts;
import dev.steward.face.object.Face;
import dev.steward.face.object.PlainResults;
import dev.steward.face.object.TypedReader;
import dev.steward.vocabulary.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a dict with their stamps: each is read, and written or removed if it still has its stamp. So the functions
 * of callers change it: what has another stamp meanwhile is read again, and they run again. Any thread.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
final class StampedEntries<K, V> {

    /** Stands for an entry that is not there. */
    static final long ABSENT = 0;

    private final Face dict;
    private final TypedReader<K> keys;
    private final TypedReader<V> values;

    StampedEntries(Face dict, TypedReader<K> keys, TypedReader<V> values) {
        this.dict = dict;
        this.keys = keys;
        this.values = values;
    }

    /** Returns all entries at one instant. */
    List<DictEntry<K, V>> all() {
        return of(read());
    }

    private List<?> read() {
        return PlainResults.listOf(dict.call(Operation.DICT_STAMPED), 2);
    }

    /** Returns the entries of a stamped copy: its number, and keys, values and stamps in turn. */
    List<DictEntry<K, V>> of(List<?> read) {
        List<?> flat = PlainResults.listOf(read.get(1));
        List<DictEntry<K, V>> entries = new ArrayList<>(flat.size() / 3);
        for (int i = 0; i + 2 < flat.size(); i += 3) {
            entries.add(new DictEntry<>(
                    this,
                    keys.readOrLeave(flat.get(i)),
                    values.readOrLeave(flat.get(i + 1)),
                    PlainResults.longOf(flat.get(i + 2))));
        }
        return entries;
    }

    /** Returns the entry of a key, or null if there is none. */
    private @Nullable DictEntry<K, V> entry(K key) {
        return entryOf(key, dict.call(Operation.DICT_GET_STAMPED, key(key)));
    }

    /** Returns what a stamped result says of a key, or null if there is no entry. */
    @Nullable
    DictEntry<K, V> entryOf(K key, @Nullable Object result) {
        if (result == null) {
            return null;
        }
        List<?> parts = PlainResults.listOf(result, 2);
        return new DictEntry<>(this, key, values.readOrLeave(parts.get(1)), PlainResults.longOf(parts.get(0)));
    }

    /** Writes a value if the entry still has a stamp, and returns the new one, or 0. */
    long put(K key, long stamp, V value) {
        return PlainResults.longOf(dict.call(Operation.DICT_PUT_STAMPED, key, stamp, value(value)));
    }

    /** Removes an entry if it still has a stamp, and returns whether it had. */
    boolean remove(K key, long stamp) {
        return PlainResults.booleanOf(dict.call(Operation.DICT_REMOVE_STAMPED, key, stamp));
    }

    private boolean write(K key, long stamp, V value) {
        return put(key, stamp, value) != 0;
    }

    private boolean writeOrRemove(DictEntry<K, V> old, @Nullable V value) {
        return value == null ? remove(old.getKey(), old.stamp()) : write(old.getKey(), old.stamp(), value);
    }

    /** Returns whether there is an entry of a key now, whatever its stamp. */
    boolean hasKey(K key) {
        return PlainResults.booleanOf(dict.call(Operation.DICT_CONTAINS_KEY, key));
    }

    /** Returns a key of an entry, if it could be read. */
    K keyOf(@Nullable Object read) {
        return keys.opened(read);
    }

    /** Returns a value of an entry, if it could be read. */
    V valueOf(@Nullable Object read) {
        return values.opened(read);
    }

    /** Returns the key if it can be one. */
    Object key(@Nullable Object key) {
        KeyRules.check(key, dict::describeCall);
        return requireNonNull(key);
    }

    /** Returns the value if it can be one. */
    Object value(@Nullable Object value) {
        if (value == null) {
            throw new NullPointerException(describeCall() + ": a value must not be null");
        }
        return value;
    }

    /** Names the dict and what is called on it. */
    String describeCall() {
        return dict.describeCall();
    }

    // Changes by functions of the caller, as those of java.util.concurrent.ConcurrentMap.

    @Nullable
    V computeIfAbsent(K key, Function<? super K, ? extends @Nullable V> function) {
        requireNonNull(function);
        for (Attempts attempts = new Attempts(dict); ; attempts.next()) {
            DictEntry<K, V> old = entry(key);
            if (old != null) {
                return old.getValue();
            }
            V made = attempts.run(() -> function.apply(key));
            if (made == null || write(key, ABSENT, made)) {
                return made;
            }
        }
    }

    @Nullable
    V computeIfPresent(K key, BiFunction<? super K, ? super V, ? extends @Nullable V> function) {
        requireNonNull(function);
        for (Attempts attempts = new Attempts(dict); ; attempts.next()) {
            DictEntry<K, V> old = entry(key);
            if (old == null) {
                return null;
            }
            V made = attempts.run(() -> function.apply(key, old.getValue()));
            if (writeOrRemove(old, made)) {
                return made;
            }
        }
    }

    @Nullable
    V compute(K key, BiFunction<? super K, ? super @Nullable V, ? extends @Nullable V> function) {
        requireNonNull(function);
        for (Attempts attempts = new Attempts(dict); ; attempts.next()) {
            DictEntry<K, V> old = entry(key);
            V made = attempts.run(() -> function.apply(key, old == null ? null : old.getValue()));
            if (old == null ? made == null || write(key, ABSENT, made) : writeOrRemove(old, made)) {
                return made;
            }
        }
    }

    @Nullable
    V merge(K key, V value, BiFunction<? super V, ? super V, ? extends @Nullable V> function) {
        requireNonNull(function);
        value(value);
        for (Attempts attempts = new Attempts(dict); ; attempts.next()) {
            DictEntry<K, V> old = entry(key);
            if (old == null) {
                if (write(key, ABSENT, value)) {
                    return value;
                }
                continue;
            }
            V made = attempts.run(() -> function.apply(old.getValue(), value));
            if (writeOrRemove(old, made)) {
                return made;
            }
        }
    }

    /** Replaces all values in one step; the function runs again for all if the dict was changed meanwhile. */
    void replaceAll(BiFunction<? super K, ? super V, ? extends V> function) {
        requireNonNull(function);
        for (Attempts attempts = new Attempts(dict); ; attempts.next()) {
            List<?> read = read();
            List<Object> flat = attempts.run(() -> replaced(read, function));
            if (flat.isEmpty() || replaceIf(read, flat)) {
                return;
            }
        }
    }

    /** Returns the keys of a stamped copy and what a function makes of the values, in turn. */
    List<Object> replaced(List<?> read, BiFunction<? super K, ? super V, ? extends V> function) {
        List<Object> flat = new ArrayList<>();
        for (DictEntry<K, V> entry : of(read)) {
            flat.add(entry.getKey());
            flat.add(value(function.apply(entry.getKey(), entry.getValue())));
        }
        return flat;
    }

    private boolean replaceIf(List<?> read, List<Object> flat) {
        return PlainResults.booleanOf(dict.call(Operation.DICT_REPLACE_IF, read.get(0), flat));
    }

    /** Keeps the entries that a filter does not match, in one step, and returns whether any went. */
    boolean removeIf(Predicate<DictEntry<K, V>> filter) {
        for (Attempts attempts = new Attempts(dict); ; attempts.next()) {
            List<?> read = read();
            List<Object> kept = new ArrayList<>();
            boolean removes = false;
            for (DictEntry<K, V> entry : of(read)) {
                if (attempts.run(() -> filter.test(entry))) {
                    removes = true;
                } else {
                    kept.add(entry.getKey());
                    kept.add(entry.getValue());
                }
            }
            if (!removes) {
                return false;
            }
            if (replaceIf(read, kept)) {
                return true;
            }
        }
    }
}
