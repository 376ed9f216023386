package dev.steward.face.cell;

import static java.util.Objects.requireNonNull;

import dev.steward.api.AsyncValue;
import dev.steward.api.SharedValue;
import dev.steward.api.Type;
import dev.steward.face.object.Attempts;
import dev.steward.face.object.Face;
import dev.steward.face.object.ObjectCaller;
import dev.steward.face.object.PlainResults;
import dev.steward.face.object.Preview;
import dev.steward.face.object.TypedReader;
import dev.steward.vocabulary.Operation;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A cell over the operations of a value. The range of the cell's type is checked by the server, which knows it whatever
 * this process believes; what comes back is widened to the class that was asked for.
 *
 * @param <T> the type of the value
 */
public final class SharedValueFace<T extends @Nullable Object> extends Face implements SharedValue<T> {

    private final TypedReader<T> values;

    public SharedValueFace(ObjectCaller caller, Type<?> type) {
        super(caller, type);
        this.values = new TypedReader<>(type.argument(0), caller::label);
    }

    @Override
    public Face with(ObjectCaller caller, Type<?> type) {
        return new SharedValueFace<>(caller, type);
    }

    @Override
    public AsyncValue<T> async() {
        return new AsyncValueFace<>(this);
    }

    /** Returns a result as the type of the cell. */
    T read(@Nullable Object result) {
        return values.read(result);
    }

    @Override
    public T get() {
        return values.read(call(Operation.VALUE_GET));
    }

    @Override
    public void set(T value) {
        call(Operation.VALUE_SET, value);
    }

    @Override
    public T getAndAdd(T delta) {
        return values.readOld(call(Operation.VALUE_GET_AND_ADD, requireNonNull(delta)));
    }

    @Override
    public boolean compareAndSet(T expected, T value) {
        return PlainResults.booleanOf(call(Operation.VALUE_COMPARE_AND_SET, expected, value));
    }

    @Override
    public T updateAndGet(UnaryOperator<T> function) {
        return update(function, true);
    }

    @Override
    public T getAndUpdate(UnaryOperator<T> function) {
        return update(function, false);
    }

    private T update(UnaryOperator<T> function, boolean updated) {
        requireNonNull(function);
        for (Attempts attempts = new Attempts(this); ; attempts.next()) {
            List<?> stamped = PlainResults.listOf(call(Operation.VALUE_GET_STAMPED), 2);
            T old = values.read(stamped.get(1));
            T value = attempts.run(() -> function.apply(old));
            if (PlainResults.booleanOf(call(Operation.VALUE_SET_STAMPED, stamped.get(0), value))) {
                return updated ? value : old;
            }
        }
    }

    @Override
    public T snapshot() {
        return get();
    }

    @Override
    public String preview(Preview preview) {
        return Preview.show(preview.call(Operation.VALUE_GET));
    }
}
