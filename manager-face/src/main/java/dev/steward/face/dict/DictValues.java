package dev.steward.face.dict;

import dev.steward.face.object.PlainResults;
import dev.steward.vocabulary.Operation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    @Override
    public boolean containsAll(Collection<?> wanted) {
        return !hasNull(wanted)
                && PlainResults.booleanOf(dict().call(Operation.DICT_CONTAINS_VALUES, new ArrayList<>(wanted)));
    }

    /** Removes the first entry that has this value. */
    @Override
    public boolean remove(@Nullable Object value) {
        return value != null && PlainResults.booleanOf(dict().call(Operation.DICT_REMOVE_VALUE, value));
    }

    @Override
    public boolean removeAll(Collection<?> unwanted) {
        return PlainResults.booleanOf(dict().call(Operation.DICT_REMOVE_VALUES, new ArrayList<>(unwanted)));
    }

    @Override
    public boolean retainAll(Collection<?> wanted) {
        return PlainResults.booleanOf(dict().call(Operation.DICT_RETAIN_VALUES, new ArrayList<>(wanted)));
    }

    // Collections that hold no null may refuse to look for one.
    private static boolean hasNull(Collection<?> values) {
        return values.stream().anyMatch(Objects::isNull);
    }

    @Override
    public String toString() {
        return dict().showValues();
    }
}
