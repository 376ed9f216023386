package dev.steward.face.dict;

import dev.steward.face.object.Face;
import dev.steward.face.object.PartOfObject;
import dev.steward.face.object.PlainResults;
import dev.steward.vocabulary.Operation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.Spliterator;
import org.jspecify.annotations.Nullable;

/** The live keys of a dict. */
final class DictKeys<K, V> extends DictView<K, V, K> implements Set<K>, PartOfObject {

    DictKeys(SharedDictFace<K, V> dict) {
        super(dict, Map.Entry::getKey);
    }

    @Override
    public Face object() {
        return dict();
    }

    @Override
    List<K> copy() {
        return dict().keySnapshot();
    }

    @Override
    public Spliterator<K> spliterator() {
        return distinct();
    }

    @Override
    public boolean contains(@Nullable Object key) {
        return dict().containsKey(key);
    }

    @Override
    public boolean remove(@Nullable Object key) {
        return dict().remove(key) != null;
    }

    @Override
    public boolean removeAll(Collection<?> unwanted) {
        List<Object> checked = new ArrayList<>();
        for (Object key : unwanted) {
            checked.add(dict().key(key));
        }
        return PlainResults.longOf(dict().call(Operation.DICT_REMOVE_ALL, checked)) > 0;
    }

    @Override
    public boolean retainAll(Collection<?> wanted) {
        return PlainResults.booleanOf(dict().call(
                        Operation.DICT_RETAIN_ALL,
                        wanted.stream().filter(KeyRules::allows).toList()));
    }

    @Override
    public boolean containsAll(Collection<?> wanted) {
        return wanted.stream().allMatch(KeyRules::allows)
                && PlainResults.booleanOf(dict().call(Operation.DICT_CONTAINS_KEYS, new ArrayList<>(wanted)));
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
        return dict().showKeys();
    }
}
