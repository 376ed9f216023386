package dev.steward.face.object;

import dev.steward.api.Outcome;
import dev.steward.api.RemoteProxy;
import dev.steward.api.Type;
import dev.steward.api.UnsupportedValueException;
import dev.steward.protocol.value.decoded.Coercion;
import dev.steward.protocol.value.decoded.ReadOnlyCopies;
import dev.steward.protocol.value.decoded.Unopened;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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
     * Returns a value as the type, which the object holds now as before.
     *
     * @throws UnsupportedValueException if it does not fit, or could not be opened
     */
    public E read(@Nullable Object value) {
        return read(value, Outcome.NOT_EXECUTED);
    }

    /** As {@link #read}, of the value before a change: what cannot be shown does not undo that. */
    public E readOld(@Nullable Object value) {
        return read(value, Outcome.EXECUTED);
    }

    // What fits is an instance of the type that E stands for, or null.
    @SuppressWarnings({"unchecked", "NullAway"})
    private E read(@Nullable Object value, Outcome outcome) {
        if (value instanceof Unopened unopened) {
            throw unopened.failure(CalledMethod.of(holder.get()), outcome);
        }
        try {
            return (E) fitting(value);
        } catch (UnsupportedValueException unfit) {
            throw new UnsupportedValueException(
                    CalledMethod.of(holder.get()) + ": " + unfit.getMessage(), outcome, unfit);
        }
    }

    private @Nullable Object fitting(@Nullable Object value) {
        if (anything || (value == null && !type.raw().isPrimitive())) {
            return value;
        }
        return Coercion.to(type, value instanceof Face face && shared ? face.retyped(type) : value);
    }

    /** As {@link #read}, of a value that {@link #readEach} has read. */
    // What it has read is an instance of the type that E stands for, or null.
    @SuppressWarnings({"unchecked", "NullAway"})
    public E opened(@Nullable Object value) {
        return (E) (value instanceof Unopened ? ReadOnlyCopies.opened(value, CalledMethod.of(holder.get())) : value);
    }

    /** As {@link #read}; what {@link #opened} tells who wants it comes in the place of what cannot be read. */
    public @Nullable Object readOrLeave(@Nullable Object value) {
        try {
            return fitting(value);
        } catch (UnsupportedValueException unfit) {
            return new Unopened(unfit, String.valueOf(unfit.getMessage()));
        }
    }

    /** Returns the elements of a list, unmodifiable; who wants one of them that cannot be read is told. */
    @SuppressWarnings("unchecked")
    public List<E> readAll(@Nullable Object value) {
        List<?> list = PlainResults.listOf(value);
        @Nullable Object[] copy = new Object[list.size()];
        boolean whole = true;
        int index = 0;
        for (Object element : list) {
            Object read = readOrLeave(element);
            whole &= !(read instanceof Unopened);
            copy[index++] = read;
        }
        if (!whole) {
            return (List<E>) ReadOnlyCopies.listInPart(copy, holder.get());
        }
        // The codec's own lists cannot be changed and say why.
        return anything ? (List<E>) list : (List<E>) ReadOnlyCopies.list(copy);
    }

    /** Returns the elements of a list as a set, in their order, unmodifiable; who wants one that cannot be read is told. */
    @SuppressWarnings("unchecked")
    public Set<E> readSet(@Nullable Object value) {
        List<?> list = PlainResults.listOf(value);
        Set<@Nullable Object> copy = new LinkedHashSet<>();
        boolean whole = true;
        for (Object element : list) {
            Object read = readOrLeave(element);
            whole &= !(read instanceof Unopened);
            copy.add(read);
        }
        return (Set<E>) (whole ? ReadOnlyCopies.set(copy) : ReadOnlyCopies.setInPart(copy, holder.get()));
    }

    /** Returns the elements of a list in a new one; {@link #opened} tells who wants one that cannot be read. */
    public List<@Nullable Object> readEach(@Nullable Object value) {
        List<?> list = PlainResults.listOf(value);
        List<@Nullable Object> elements = new ArrayList<>(list.size());
        for (Object element : list) {
            elements.add(readOrLeave(element));
        }
        return elements;
    }

    /** Returns the elements of a list in a new one, up to the first that cannot be read. */
    public List<E> readFirst(@Nullable Object value) {
        List<E> elements = new ArrayList<>();
        for (Object element : readEach(value)) {
            if (element instanceof Unopened) {
                break;
            }
            elements.add(opened(element));
        }
        return elements;
    }

    /**
     * Returns the elements of a list in a new one.
     *
     * @throws UnsupportedValueException if one of them cannot be read
     */
    public List<E> readCopy(@Nullable Object value) {
        List<?> list = PlainResults.listOf(value);
        List<E> elements = new ArrayList<>(list.size());
        for (Object element : list) {
            elements.add(opened(readOrLeave(element)));
        }
        return elements;
    }
}
