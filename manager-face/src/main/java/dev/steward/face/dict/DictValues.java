package dev.steward.face.dict;

import dev.steward.face.object.Attempts;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The live values of a dict, in the order of their keys. */
final class DictValues<K, V> extends DictView<K, V, V> {

    DictValues(SharedDictFace<K, V> dict) {
        super(dict, Map.Entry::getValue);
    }

    @Override
    List<V> copy() {
        return dict().valueSnapshot();
    }

    @Override
    public boolean contains(@Nullable Object value) {
        return dict().containsValue(value);
    }

    /** Removes the first entry that has this value, in one step. */
    @Override
    public boolean remove(@Nullable Object value) {
        for (Attempts attempts = new Attempts(dict()); ; attempts.next()) {
            DictEntry<K, V> first = null;
            for (DictEntry<K, V> entry : dict().entries()) {
                if (entry.getValue().equals(value)) {
                    first = entry;
                    break;
                }
            }
            if (first == null) {
                return false;
            }
            if (dict().remove(first.getKey(), first.stamp())) {
                return true;
            }
        }
    }

    @Override
    public String toString() {
        return dict().showValues();
    }
}
