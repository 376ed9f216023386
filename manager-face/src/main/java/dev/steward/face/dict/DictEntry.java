package dev.steward.face.dict;

import dev.steward.face.object.Preview;
import java.util.ConcurrentModificationException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An entry as it was when it was read, with the stamp that it had. Changes reach the dict if the entry there still has
 * that stamp. Used by one thread at a time.
 */
final class DictEntry<K, V> implements Map.Entry<K, V> {

    private final StampedEntries<K, V> entries;
    private final @Nullable Object key;
    private @Nullable Object value;
    private long stamp;

    /**
     * An entry.
     *
     * @param key the key; who wants it is told if it could not be read
     * @param value the value; who wants it is told if it could not be read
     */
    DictEntry(StampedEntries<K, V> entries, @Nullable Object key, @Nullable Object value, long stamp) {
        this.entries = entries;
        this.key = key;
        this.value = value;
        this.stamp = stamp;
    }

    @Override
    public K getKey() {
        return entries.keyOf(key);
    }

    @Override
    public V getValue() {
        return entries.valueOf(value);
    }

    long stamp() {
        return stamp;
    }

    /**
     * Sets the value in the dict.
     *
     * @throws ConcurrentModificationException if the entry was changed or removed since it was read
     */
    @Override
    public V setValue(V replacement) {
        V old = getValue();
        long now = entries.put(getKey(), stamp, replacement);
        if (now == 0) {
            throw changed();
        }
        value = replacement;
        stamp = now;
        return old;
    }

    /**
     * Removes the entry from the dict; if it is gone already there is nothing to do.
     *
     * @throws ConcurrentModificationException if the entry was changed since it was read
     */
    void remove() {
        K own = getKey();
        if (!entries.remove(own, stamp) && entries.hasKey(own)) {
            throw changed();
        }
    }

    private ConcurrentModificationException changed() {
        return new ConcurrentModificationException(
                entries.describeCall() + ": the entry of key " + Preview.show(key) + " was changed since it was read");
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Map.Entry<?, ?> entry
                && getKey().equals(entry.getKey())
                && getValue().equals(entry.getValue());
    }

    @Override
    public int hashCode() {
        return getKey().hashCode() ^ getValue().hashCode();
    }

    @Override
    public String toString() {
        return Preview.show(key) + "=" + Preview.show(value);
    }
}
