package dev.steward.process.ctype;

import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * So many of one type of C in a row; in Java an array of exactly that length.
 *
 * @param <T> the class of the array
 */
final class CArray<T> implements CType<T> {

    private final CType<?> element;
    private final int length;
    private final int size;
    private final Class<T> type;

    /** A row, of which the array in Java has a class that fits the elements. */
    CArray(CType<?> element, int length, int size, Class<T> type) {
        this.element = element;
        this.length = length;
        this.size = size;
        this.type = type;
    }

    @Override
    public String name() {
        return element.name() + "[" + length + "]";
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int alignment() {
        return element.alignment();
    }

    @Override
    public Class<T> type() {
        return type;
    }

    @Override
    public T read(ByteBuffer memory, int at) {
        Object array = Array.newInstance(type.getComponentType(), length);
        if (array instanceof byte[] bytes) {
            memory.get(at, bytes);
            return type.cast(array);
        }
        for (int i = 0; i < length; i++) {
            Array.set(array, i, element.read(memory, at + i * element.size()));
        }
        return type.cast(array);
    }

    @Override
    public void write(ByteBuffer memory, int at, @Nullable Object value) {
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException("a " + name() + " holds a " + type.getSimpleName() + ", not "
                    + (value == null ? "null" : "a " + value.getClass().getSimpleName()));
        }
        int given = Array.getLength(value);
        if (given != length) {
            throw new IllegalArgumentException("a " + name() + " holds exactly " + length + " elements, not " + given
                    + "; give an array of that length");
        }
        for (int i = 0; i < length; i++) {
            try {
                element.write(memory, at + i * element.size(), Array.get(value, i));
            } catch (IllegalArgumentException refused) {
                throw new IllegalArgumentException(
                        "element " + i + " of a " + name() + ": " + refused.getMessage(), refused);
            }
        }
    }

    @Override
    public String toString() {
        return name();
    }
}
