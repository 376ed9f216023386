package dev.steward.face.cell;

import static java.util.Objects.requireNonNull;

import dev.steward.api.AsyncValue;
import dev.steward.face.object.AsyncFace;
import dev.steward.face.object.Edit;
import dev.steward.face.object.PlainResults;
import dev.steward.vocabulary.Operation;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The asynchronous methods of a {@link SharedValueFace}.
 *
 * @param <T> the type of the value
 */
final class AsyncValueFace<T extends @Nullable Object> extends AsyncFace<SharedValueFace<T>> implements AsyncValue<T> {

    AsyncValueFace(SharedValueFace<T> face) {
        super(face);
    }

    @Override
    public CompletableFuture<T> get() {
        return submit(face()::read, Operation.VALUE_GET);
    }

    @Override
    public CompletableFuture<@Nullable Void> set(T value) {
        return submitVoid(Operation.VALUE_SET, value);
    }

    @Override
    public CompletableFuture<T> getAndAdd(T delta) {
        return attempt(() -> submit(face()::read, Operation.VALUE_GET_AND_ADD, requireNonNull(delta)));
    }

    @Override
    public CompletableFuture<Boolean> compareAndSet(T expected, T value) {
        return submit(PlainResults::booleanOf, Operation.VALUE_COMPARE_AND_SET, expected, value);
    }

    @Override
    public CompletableFuture<T> updateAndGet(UnaryOperator<T> function) {
        return update(function, true);
    }

    @Override
    public CompletableFuture<T> getAndUpdate(UnaryOperator<T> function) {
        return update(function, false);
    }

    private CompletableFuture<T> update(UnaryOperator<T> function, boolean updated) {
        return attempt(() -> {
            requireNonNull(function);
            return Edit.<List<?>, T>begin(
                    face(),
                    () -> submit(result -> PlainResults.listOf(result, 2), Operation.VALUE_GET_STAMPED),
                    stamped -> {
                        T old = face().read(stamped.get(1));
                        T value = function.apply(old);
                        return new Edit.Decision<>(
                                updated ? value : old,
                                () -> submit(
                                        PlainResults::booleanOf, Operation.VALUE_SET_STAMPED, stamped.get(0), value));
                    });
        });
    }

    @Override
    public CompletableFuture<T> snapshot() {
        return get();
    }
}
