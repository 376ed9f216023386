package dev.steward.face.cell;

import static java.util.Objects.requireNonNull;

import dev.steward.api.AsyncArray;
import dev.steward.face.object.AsyncFace;
import dev.steward.face.object.Edit;
import dev.steward.face.object.PlainResults;
import dev.steward.vocabulary.Operation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The asynchronous methods of a {@link SharedArrayFace}.
 *
 * @param <T> the type of the values
 */
final class AsyncArrayFace<T extends @Nullable Object> extends AsyncFace<SharedArrayFace<T>> implements AsyncArray<T> {

    AsyncArrayFace(SharedArrayFace<T> face) {
        super(face);
    }

    @Override
    public CompletableFuture<Integer> length() {
        return submit(PlainResults::intOf, Operation.ARRAY_LENGTH);
    }

    @Override
    public CompletableFuture<T> get(int index) {
        return submit(face()::read, Operation.ARRAY_GET, index);
    }

    @Override
    public CompletableFuture<@Nullable Void> set(int index, T value) {
        return submitVoid(Operation.ARRAY_SET, index, value);
    }

    @Override
    public CompletableFuture<List<T>> getRange(int from, int to) {
        return submit(face()::readAll, Operation.ARRAY_GET_RANGE, from, to);
    }

    @Override
    public CompletableFuture<@Nullable Void> setRange(int from, Collection<? extends T> given) {
        return setAll(from, () -> new ArrayList<>(given));
    }

    @Override
    public CompletableFuture<@Nullable Void> setRange(int from, int... given) {
        return setAll(from, () -> SharedArrayFace.boxed(given));
    }

    @Override
    public CompletableFuture<@Nullable Void> setRange(int from, long... given) {
        return setAll(from, () -> SharedArrayFace.boxed(given));
    }

    @Override
    public CompletableFuture<@Nullable Void> setRange(int from, double... given) {
        return setAll(from, () -> SharedArrayFace.boxed(given));
    }

    @Override
    public CompletableFuture<@Nullable Void> setRange(int from, byte... given) {
        return setAll(from, () -> SharedArrayFace.boxed(given));
    }

    private CompletableFuture<@Nullable Void> setAll(int from, Supplier<List<?>> given) {
        return attempt(() -> submitVoid(Operation.ARRAY_SET_RANGE, from, given.get()));
    }

    @Override
    public CompletableFuture<List<T>> toList() {
        return submit(face()::readAll, Operation.ARRAY_SNAPSHOT);
    }

    @Override
    public CompletableFuture<int[]> toIntArray() {
        return copy(int[].class);
    }

    @Override
    public CompletableFuture<long[]> toLongArray() {
        return copy(long[].class);
    }

    @Override
    public CompletableFuture<double[]> toDoubleArray() {
        return copy(double[].class);
    }

    @Override
    public CompletableFuture<byte[]> toByteArray() {
        return copy(byte[].class);
    }

    private <A> CompletableFuture<A> copy(Class<A> array) {
        return submit(result -> SharedArrayFace.copy(array, result), Operation.ARRAY_SNAPSHOT);
    }

    @Override
    public CompletableFuture<T> getAndAdd(int index, T delta) {
        return attempt(() -> submit(face()::read, Operation.ARRAY_GET_AND_ADD, index, requireNonNull(delta)));
    }

    @Override
    public CompletableFuture<Boolean> compareAndSet(int index, T expected, T value) {
        return submit(PlainResults::booleanOf, Operation.ARRAY_COMPARE_AND_SET, index, expected, value);
    }

    @Override
    public CompletableFuture<T> updateAndGet(int index, UnaryOperator<T> function) {
        return update(index, function, true);
    }

    @Override
    public CompletableFuture<T> getAndUpdate(int index, UnaryOperator<T> function) {
        return update(index, function, false);
    }

    private CompletableFuture<T> update(int index, UnaryOperator<T> function, boolean updated) {
        return attempt(() -> {
            requireNonNull(function);
            return Edit.<List<?>, T>begin(
                    face(),
                    () -> submit(result -> PlainResults.listOf(result, 2), Operation.ARRAY_GET_STAMPED, index),
                    stamped -> {
                        T old = face().read(stamped.get(1));
                        T value = function.apply(old);
                        return new Edit.Decision<>(
                                updated ? value : old,
                                () -> submit(
                                        PlainResults::booleanOf,
                                        Operation.ARRAY_SET_STAMPED,
                                        index,
                                        stamped.get(0),
                                        value));
                    });
        });
    }

    @Override
    public CompletableFuture<List<T>> snapshot() {
        return toList();
    }
}
