package dev.steward.face.cell;

import static java.util.Objects.requireNonNull;

import dev.steward.api.AsyncArray;
import dev.steward.api.SharedArray;
import dev.steward.api.Type;
import dev.steward.face.object.Attempts;
import dev.steward.face.object.Face;
import dev.steward.face.object.ObjectCaller;
import dev.steward.face.object.PlainResults;
import dev.steward.face.object.Preview;
import dev.steward.face.object.TypedReader;
import dev.steward.protocol.value.decoded.Coercion;
import dev.steward.vocabulary.Operation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Cells over the operations of an array. Indices and ranges of values are checked by the server, which knows length and
 * type whatever this process believes; what comes back is widened to the class that was asked for.
 *
 * @param <T> the type of the values
 */
public final class SharedArrayFace<T extends @Nullable Object> extends Face implements SharedArray<T> {

    private final TypedReader<T> values;

    public SharedArrayFace(ObjectCaller caller, Type<?> type) {
        super(caller, type);
        this.values = new TypedReader<>(type.argument(0), caller::label);
    }

    @Override
    public Face with(ObjectCaller caller, Type<?> type) {
        return new SharedArrayFace<>(caller, type);
    }

    @Override
    public AsyncArray<T> async() {
        return new AsyncArrayFace<>(this);
    }

    /** Returns a result as the type of the cells. */
    T read(@Nullable Object result) {
        return values.read(result);
    }

    /** Returns a result as values of the type of the cells. */
    List<T> readAll(@Nullable Object result) {
        return values.readAll(result);
    }

    @Override
    public int length() {
        return PlainResults.intOf(call(Operation.ARRAY_LENGTH));
    }

    @Override
    public T get(int index) {
        return values.read(call(Operation.ARRAY_GET, index));
    }

    @Override
    public void set(int index, T value) {
        call(Operation.ARRAY_SET, index, value);
    }

    @Override
    public List<T> getRange(int from, int to) {
        return values.readAll(call(Operation.ARRAY_GET_RANGE, from, to));
    }

    @Override
    public void setRange(int from, Collection<? extends T> given) {
        setAll(from, new ArrayList<>(given));
    }

    @Override
    public void setRange(int from, int... given) {
        setAll(from, boxed(given));
    }

    static List<?> boxed(int... given) {
        return Arrays.stream(given).boxed().toList();
    }

    @Override
    public void setRange(int from, long... given) {
        setAll(from, boxed(given));
    }

    static List<?> boxed(long... given) {
        return Arrays.stream(given).boxed().toList();
    }

    @Override
    public void setRange(int from, double... given) {
        setAll(from, boxed(given));
    }

    static List<?> boxed(double... given) {
        return Arrays.stream(given).boxed().toList();
    }

    @Override
    public void setRange(int from, byte... given) {
        setAll(from, boxed(given));
    }

    static List<?> boxed(byte... given) {
        return IntStream.range(0, given.length).mapToObj(i -> given[i]).toList();
    }

    private void setAll(int from, List<?> given) {
        call(Operation.ARRAY_SET_RANGE, from, given);
    }

    @Override
    public List<T> toList() {
        return values.readAll(call(Operation.ARRAY_SNAPSHOT));
    }

    @Override
    public int[] toIntArray() {
        return copy(int[].class);
    }

    @Override
    public long[] toLongArray() {
        return copy(long[].class);
    }

    @Override
    public double[] toDoubleArray() {
        return copy(double[].class);
    }

    @Override
    public byte[] toByteArray() {
        return copy(byte[].class);
    }

    private <A> A copy(Class<A> array) {
        return copy(array, call(Operation.ARRAY_SNAPSHOT));
    }

    /** Returns the values of a result as a primitive array. */
    static <A> A copy(Class<A> array, @Nullable Object result) {
        return array.cast(requireNonNull(Coercion.to(Type.of(array), PlainResults.listOf(result))));
    }

    @Override
    public T getAndAdd(int index, T delta) {
        return values.readOld(call(Operation.ARRAY_GET_AND_ADD, index, requireNonNull(delta)));
    }

    @Override
    public boolean compareAndSet(int index, T expected, T value) {
        return PlainResults.booleanOf(call(Operation.ARRAY_COMPARE_AND_SET, index, expected, value));
    }

    @Override
    public T updateAndGet(int index, UnaryOperator<T> function) {
        return update(index, function, true);
    }

    @Override
    public T getAndUpdate(int index, UnaryOperator<T> function) {
        return update(index, function, false);
    }

    private T update(int index, UnaryOperator<T> function, boolean updated) {
        requireNonNull(function);
        for (Attempts attempts = new Attempts(this); ; attempts.next()) {
            List<?> stamped = PlainResults.listOf(call(Operation.ARRAY_GET_STAMPED, index), 2);
            T old = values.read(stamped.get(1));
            T value = attempts.run(() -> function.apply(old));
            if (PlainResults.booleanOf(call(Operation.ARRAY_SET_STAMPED, index, stamped.get(0), value))) {
                return updated ? value : old;
            }
        }
    }

    @Override
    public Iterator<T> iterator() {
        return toList().iterator();
    }

    @Override
    public void forEach(Consumer<? super T> action) {
        toList().forEach(action);
    }

    @Override
    public Spliterator<T> spliterator() {
        return toList().spliterator();
    }

    @Override
    public List<T> snapshot() {
        return toList();
    }

    @Override
    public String preview(Preview preview) {
        int length = preview.size(Operation.ARRAY_LENGTH);
        int shown = Math.min(length, Preview.MOST_ELEMENTS);
        return Preview.elements(PlainResults.listOf(preview.call(Operation.ARRAY_GET_RANGE, 0, shown)), length);
    }
}
