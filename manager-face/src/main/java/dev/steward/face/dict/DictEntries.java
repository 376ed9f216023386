package dev.steward.face.dict;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.Spliterator;
import org.jspecify.annotations.Nullable;

/** The live entries of a dict. */
final class DictEntries<K, V> extends DictView<K, V, Map.Entry<K, V>> implements Set<Map.Entry<K, V>> {

    DictEntries(SharedDictFace<K, V> dict) {
        super(dict, entry -> entry);
    }

    @Override
    List<Map.Entry<K, V>> copy() {
        // Not List.copyOf: a spliterator of this view must not claim that its source never changes.
        return Collections.unmodifiableList(dict().entries());
    }

    @Override
    public Spliterator<Map.Entry<K, V>> spliterator() {
        return distinct();
    }

    @Override
    public boolean contains(@Nullable Object other) {
        if (!(other instanceof Map.Entry<?, ?> entry)) {
            return false;
        }
        V value = dict().get(entry.getKey());
        return value != null && value.equals(entry.getValue());
    }

    @Override
    public boolean remove(@Nullable Object other) {
        return other instanceof Map.Entry<?, ?> entry && dict().remove(entry.getKey(), entry.getValue());
    }

    @Override
    public boolean containsAll(java.util.Collection<?> wanted) {
        return new HashSet<>(copy()).containsAll(wanted);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof Set<?> && new HashSet<>(copy()).equals(other));
    }

    @Override
    public int hashCode() {
        return new HashSet<>(copy()).hashCode();
    }

    @Override
    public String toString() {
        return dict().showEntries();
    }
}
