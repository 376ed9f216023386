package dev.steward.face.dict;

import static java.util.Objects.requireNonNull;

import dev.steward.api.AsyncNamespace;
import dev.steward.api.Type;
import dev.steward.face.object.AsyncFace;
import dev.steward.face.object.PlainResults;
import dev.steward.vocabulary.Operation;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The asynchronous methods of a {@link SharedNamespaceFace}. */
final class AsyncNamespaceFace extends AsyncFace<SharedNamespaceFace> implements AsyncNamespace {

    AsyncNamespaceFace(SharedNamespaceFace face) {
        super(face);
    }

    @Override
    public CompletableFuture<@Nullable Object> get(String name) {
        return attempt(() -> submit(value -> value, Operation.NAMESPACE_GET, requireNonNull(name)));
    }

    // What is read is an instance of the class, wrapped if that is a primitive's.
    @SuppressWarnings("unchecked")
    @Override
    public <T> CompletableFuture<@Nullable T> get(String name, Class<T> type) {
        return attempt(() -> {
            Type<T> wanted = Type.of(type);
            face().caller().allow(wanted);
            return submit(
                    value -> (T) face().typed(name, value, wanted), Operation.NAMESPACE_GET, requireNonNull(name));
        });
    }

    @Override
    public CompletableFuture<@Nullable Void> set(String name, @Nullable Object value) {
        return attempt(() -> submitVoid(Operation.NAMESPACE_SET, requireNonNull(name), value));
    }

    @Override
    public CompletableFuture<@Nullable Void> delete(String name) {
        return attempt(() -> submitVoid(Operation.NAMESPACE_DELETE, requireNonNull(name)));
    }

    @Override
    public CompletableFuture<Boolean> contains(String name) {
        return attempt(() -> submit(PlainResults::booleanOf, Operation.NAMESPACE_CONTAINS, requireNonNull(name)));
    }

    @Override
    public CompletableFuture<@Nullable Void> update(Map<String, ? extends @Nullable Object> attributes) {
        return attempt(() -> submitVoid(Operation.NAMESPACE_UPDATE, SharedNamespaceFace.flat(attributes)));
    }

    @Override
    public CompletableFuture<Map<String, @Nullable Object>> toMap() {
        return submit(face()::readMap, Operation.NAMESPACE_SNAPSHOT);
    }

    @Override
    public CompletableFuture<Map<String, @Nullable Object>> snapshot() {
        return toMap();
    }
}
