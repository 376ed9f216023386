package dev.steward.face.dict;

import dev.steward.face.object.PlainResults;
import dev.steward.vocabulary.Operation;
import java.util.ArrayList;
import java.util.Collection;
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
        return Collections.unmodifiableList(dict().entries().all());
    }

    @Override
    public Spliterator<Map.Entry<K, V>> spliterator() {
        return distinct();
    }

    @Override
    public boolean contains(@Nullable Object other) {
        return isPossible(other) && containsAll(List.of(other));
    }

    @Override
    public boolean remove(@Nullable Object other) {
        return isPossible(other) && removeAll(List.of(other));
    }

    @Override
    public boolean containsAll(Collection<?> wanted) {
        return wanted.stream().allMatch(DictEntries::isPossible)
                && PlainResults.booleanOf(dict().call(Operation.DICT_CONTAINS_ENTRIES, flat(wanted)));
    }

    @Override
    public boolean removeAll(Collection<?> unwanted) {
        return PlainResults.booleanOf(dict().call(Operation.DICT_REMOVE_ENTRIES, flat(unwanted)));
    }

    @Override
    public boolean retainAll(Collection<?> wanted) {
        return PlainResults.booleanOf(dict().call(Operation.DICT_RETAIN_ENTRIES, flat(wanted)));
    }

    private static boolean isPossible(@Nullable Object other) {
        return other instanceof Map.Entry<?, ?> entry && KeyRules.allows(entry.getKey()) && entry.getValue() != null;
    }

    /** Returns keys and values in turn; what can be no entry is left out. */
    private static List<@Nullable Object> flat(Collection<?> entries) {
        List<@Nullable Object> flat = new ArrayList<>();
        for (Object each : entries) {
            if (isPossible(each) && each instanceof Map.Entry<?, ?> entry) {
                flat.add(entry.getKey());
                flat.add(entry.getValue());
            }
        }
        return flat;
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
