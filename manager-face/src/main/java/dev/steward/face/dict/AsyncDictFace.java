package dev.steward.face.dict;

import static java.util.Objects.requireNonNull;

import dev.steward.api.AsyncDict;
import dev.steward.face.object.AsyncFace;
import dev.steward.face.object.Edit;
import dev.steward.face.object.PlainResults;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The asynchronous methods of a {@link SharedDictFace}.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
final class AsyncDictFace<K, V> extends AsyncFace<SharedDictFace<K, V>> implements AsyncDict<K, V> {

    AsyncDictFace(SharedDictFace<K, V> face) {
        super(face);
    }

    @Override
    public CompletableFuture<Integer> size() {
        return submit(PlainResults::intOf, Operation.DICT_SIZE);
    }

    @Override
    public CompletableFuture<Boolean> isEmpty() {
        return submit(size -> PlainResults.intOf(size) == 0, Operation.DICT_SIZE);
    }

    @Override
    public CompletableFuture<Boolean> containsKey(Object key) {
        return attempt(() -> submit(PlainResults::booleanOf, Operation.DICT_CONTAINS_KEY, face().key(key)));
    }

    @Override
    public CompletableFuture<Boolean> containsValue(Object value) {
        return attempt(() -> submit(PlainResults::booleanOf, Operation.DICT_CONTAINS_VALUE, face().value(value)));
    }

    @Override
    public CompletableFuture<@Nullable V> get(Object key) {
        return attempt(
                () -> submitOrNull(Status.NO_SUCH_KEY, face()::valueOrNull, Operation.DICT_GET, face().key(key)));
    }

    @Override
    public CompletableFuture<V> getOrDefault(Object key, V defaultValue) {
        return attempt(() -> submit(
                failure -> {
                    if (failure.status() == Status.NO_SUCH_KEY) {
                        return defaultValue;
                    }
                    throw face().failed(failure, Operation.DICT_GET);
                },
                found -> {
                    V value = face().valueOrNull(found);
                    return value == null ? defaultValue : value;
                },
                Operation.DICT_GET,
                face().key(key)));
    }

    @Override
    public CompletableFuture<@Nullable V> put(K key, V value) {
        return submitPut(Operation.DICT_PUT, key, value);
    }

    @Override
    public CompletableFuture<@Nullable V> putIfAbsent(K key, V value) {
        return submitPut(Operation.DICT_PUT_IF_ABSENT, key, value);
    }

    @Override
    public CompletableFuture<@Nullable V> replace(K key, V value) {
        return submitPut(Operation.DICT_REPLACE, key, value);
    }

    private CompletableFuture<@Nullable V> submitPut(Operation operation, K key, V value) {
        return attempt(() -> submit(face()::valueOrNull, operation, face().key(key), face().value(value)));
    }

    @Override
    public CompletableFuture<@Nullable Void> putAll(Map<? extends K, ? extends V> added) {
        return attempt(() -> submitVoid(Operation.DICT_PUT_ALL, face().flat(added)));
    }

    @Override
    public CompletableFuture<@Nullable V> remove(Object key) {
        return attempt(() -> submit(face()::valueOrNull, Operation.DICT_REMOVE, face().key(key)));
    }

    @Override
    public CompletableFuture<Boolean> remove(Object key, @Nullable Object value) {
        return attempt(() -> {
            Object checked = face().key(key);
            return value == null
                    ? CompletableFuture.completedFuture(false)
                    : submit(PlainResults::booleanOf, Operation.DICT_REMOVE_EQUAL, checked, value);
        });
    }

    @Override
    public CompletableFuture<Boolean> replace(K key, V expected, V value) {
        return attempt(() -> submit(
                PlainResults::booleanOf,
                Operation.DICT_REPLACE_EQUAL,
                face().key(key),
                face().value(expected),
                face().value(value)));
    }

    @Override
    public CompletableFuture<@Nullable Void> clear() {
        return submitVoid(Operation.DICT_CLEAR);
    }

    @Override
    public CompletableFuture<@Nullable V> compute(
            K key, BiFunction<? super K, ? super @Nullable V, ? extends @Nullable V> function) {
        return edit(key, function, old -> {
            V made = function.apply(key, old == null ? null : old.getValue());
            return old == null && made == null ? Edit.Decision.leave(null) : written(key, old, made);
        });
    }

    @Override
    public CompletableFuture<@Nullable V> computeIfAbsent(K key, Function<? super K, ? extends @Nullable V> function) {
        return edit(key, function, old -> {
            V made = old == null ? function.apply(key) : null;
            if (old != null) {
                return Edit.Decision.leave(old.getValue());
            }
            return made == null ? Edit.Decision.leave(null) : written(key, null, made);
        });
    }

    @Override
    public CompletableFuture<@Nullable V> computeIfPresent(
            K key, BiFunction<? super K, ? super V, ? extends @Nullable V> function) {
        return edit(
                key,
                function,
                old -> old == null
                        ? Edit.Decision.leave(null)
                        : written(key, old, function.apply(key, old.getValue())));
    }

    @Override
    public CompletableFuture<@Nullable V> merge(
            K key, V value, BiFunction<? super V, ? super V, ? extends @Nullable V> function) {
        return attempt(() -> {
            face().value(value);
            return edit(
                    key,
                    function,
                    old -> written(key, old, old == null ? value : function.apply(old.getValue(), value)));
        });
    }

    private CompletableFuture<@Nullable V> edit(
            K key, Object function, Function<@Nullable DictEntry<K, V>, Edit.Decision<@Nullable V>> decide) {
        return attempt(() -> {
            requireNonNull(function);
            Object checked = face().key(key);
            return Edit.begin(
                    face(),
                    () -> submit(read -> face().entries().entryOf(key, read), Operation.DICT_GET_STAMPED, checked),
                    decide);
        });
    }

    /** Writes what a function has made of an entry, or removes the entry; the old one is null if there was none. */
    private Edit.Decision<@Nullable V> written(K key, @Nullable DictEntry<K, V> old, @Nullable V made) {
        long stamp = old == null ? StampedEntries.ABSENT : old.stamp();
        return new Edit.Decision<>(
                made,
                made == null
                        ? () -> submit(PlainResults::booleanOf, Operation.DICT_REMOVE_STAMPED, key, stamp)
                        : () -> submit(
                                put -> PlainResults.longOf(put) != 0,
                                Operation.DICT_PUT_STAMPED,
                                key,
                                stamp,
                                face().value(made)));
    }

    @Override
    public CompletableFuture<@Nullable Void> replaceAll(BiFunction<? super K, ? super V, ? extends V> function) {
        return attempt(() -> {
            requireNonNull(function);
            return Edit.<List<?>, @Nullable Void>begin(
                    face(), () -> submit(read -> PlainResults.listOf(read, 2), Operation.DICT_STAMPED), read -> {
                        List<Object> flat = face().entries().replaced(read, function);
                        return new Edit.Decision<>(
                                null,
                                flat.isEmpty()
                                        ? null
                                        : () -> submit(
                                                PlainResults::booleanOf, Operation.DICT_REPLACE_IF, read.get(0), flat));
                    });
        });
    }

    @Override
    public CompletableFuture<Map.@Nullable Entry<K, V>> pollFirstEntry() {
        return submit(face()::polled, Operation.DICT_POLL_FIRST);
    }

    @Override
    public CompletableFuture<Map.@Nullable Entry<K, V>> pollLastEntry() {
        return submit(face()::polled, Operation.DICT_POLL_LAST);
    }

    @Override
    public CompletableFuture<Map<K, V>> union(Map<? extends K, ? extends V> others) {
        return attempt(() -> submit(face()::readMap, Operation.DICT_UNION, face().flat(others)));
    }

    @Override
    public CompletableFuture<Map<K, V>> snapshot() {
        return submit(face()::readMap, Operation.DICT_SNAPSHOT);
    }
}
