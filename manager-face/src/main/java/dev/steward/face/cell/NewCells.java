package dev.steward.face.cell;

import dev.steward.api.Type;
import dev.steward.api.TypeCode;
import dev.steward.api.UnsupportedValueException;
import dev.steward.face.object.Preview;
import dev.steward.protocol.value.decoded.Coercion;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What new typed cells, alone or in an array, are created with.
 *
 * @param type the class of their values
 * @param cellType what the server checks them by
 */
public record NewCells<T>(Class<T> type, String cellType) {

    /** What cells hold that were given no value, where that is not null, as in arrays of Java and Python. */
    private static final Map<Class<?>, Object> ZEROS = Map.of(Boolean.class, false, Character.class, '\0');

    /** Cells of a class; of a primitive type, those of its wrapper. */
    // The class literal of a primitive type has the wrapper as its argument: int.class is a Class<Integer>.
    @SuppressWarnings("unchecked")
    public static <T> NewCells<T> of(Class<T> type) {
        Class<T> boxed = (Class<T>) MethodType.methodType(type).wrap().returnType();
        return new NewCells<>(boxed, boxed.getName());
    }

    /** Cells of a type code. */
    public static <T> NewCells<T> of(TypeCode<T> code) {
        return new NewCells<>(code.type(), "code:" + code.code());
    }

    /**
     * Returns the creation arguments of one cell.
     *
     * @throws IllegalArgumentException if the value is not of the class
     */
    public @Nullable Object[] cell(@Nullable T initial) {
        return new @Nullable Object[] {cellType, fitting(initial)};
    }

    /**
     * Returns the creation arguments of an array whose cells hold zero, false, or null where the type has neither.
     *
     * @throws IllegalArgumentException if the length is negative
     */
    public @Nullable Object[] array(int length) {
        if (length < 0) {
            throw new IllegalArgumentException("a length is at least 0, not " + length);
        }
        Object zero = Number.class.isAssignableFrom(type) ? Coercion.to(Type.of(type), 0) : ZEROS.get(type);
        return new @Nullable Object[] {cellType, length, zero};
    }

    /**
     * Returns the creation arguments of an array that begins with these values.
     *
     * @throws IllegalArgumentException if one of them is not of the class
     */
    public @Nullable Object[] array(Collection<? extends T> initial) {
        List<@Nullable Object> cells = new ArrayList<>(initial.size());
        for (T value : initial) {
            cells.add(fitting(value));
        }
        return new @Nullable Object[] {cellType, cells};
    }

    private @Nullable Object fitting(@Nullable Object value) {
        try {
            return Coercion.to(Type.of(type), value);
        } catch (UnsupportedValueException other) {
            throw new IllegalArgumentException("a cell of " + cellType + " cannot hold " + Preview.show(value), other);
        }
    }
}
