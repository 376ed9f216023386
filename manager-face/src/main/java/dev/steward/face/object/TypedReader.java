package dev.steward.face.object;

import dev.steward.api.RemoteProxy;
import dev.steward.api.Type;
import dev.steward.api.UnsupportedValueException;
import dev.steward.protocol.value.codec.Coercion;
import dev.steward.protocol.value.codec.ReadOnlyCopies;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads values as the type that the code at hand declares for them: numbers widened, shared objects with the types of
 * their elements. Immutable.
 *
 * @param <E> the type
 */
public final class TypedReader<E extends @Nullable Object> {

    private final Type<?> type;
    private final Supplier<String> holder;
    private final boolean anything;
    private final boolean shared;

    /**
     * Reads values as a type; {@code Object} takes them as they come.
     *
     * @param holder names what holds them, for messages
     */
    public TypedReader(Type<?> type, Supplier<String> holder) {
        this.type = type;
        this.holder = holder;
        this.anything = type.raw() == Object.class;
        this.shared = RemoteProxy.class.isAssignableFrom(type.raw());
    }

    /**
     * Returns a value as the type.
     *
     * @throws dev.steward.api.UnsupportedValueException if it does not fit
     */
    // The one unchecked step: what Coercion returns is an instance of the type that E stands for, or null.
    @SuppressWarnings({"unchecked", "NullAway"})
    public E read(@Nullable Object value) {
        if (anything || (value == null && !type.raw().isPrimitive())) {
            return (E) value;
        }
        Object fitting = value instanceof Face face && shared ? face.retyped(type) : value;
        try {
            return (E) Coercion.to(type, fitting);
        } catch (UnsupportedValueException unfit) {
            throw new UnsupportedValueException(holder.get() + ": " + unfit.getMessage(), unfit.outcome(), unfit);
        }
    }

    /** Returns the elements of a list, unmodifiable. */
    @SuppressWarnings("unchecked")
    public List<E> readAll(@Nullable Object value) {
        List<?> list = PlainResults.listOf(value);
        if (anything) {
            // The codec's own lists cannot be changed and say why.
            return (List<E>) list;
        }
        @Nullable Object[] copy = new Object[list.size()];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = read(list.get(i));
        }
        return (List<E>) ReadOnlyCopies.list(copy);
    }

    /** Returns the elements of a list in a new one. */
    public List<E> readCopy(@Nullable Object value) {
        List<?> list = PlainResults.listOf(value);
        List<E> elements = new ArrayList<>(list.size());
        for (Object element : list) {
            elements.add(read(element));
        }
        return elements;
    }
}
