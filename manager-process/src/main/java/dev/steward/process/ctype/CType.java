package dev.steward.process.ctype;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A type of C as it lies in memory, and the Java values that it stands for. Immutable.
 *
 * @param <T> the class of the values
 */
public interface CType<T> {

    /** Returns what C calls it, such as {@code unsigned int} or {@code struct Point}. */
    String name();

    /** Returns how many bytes it takes, at least one. */
    int size();

    /** Returns of what its place is a multiple; a power of two. */
    int alignment();

    /** Returns the class of the values. */
    Class<T> type();

    /**
     * Returns the value that lies somewhere.
     *
     * @param memory in native order
     * @throws IllegalStateException if what lies there stands for no value; says what and why
     */
    T read(ByteBuffer memory, int at);

    /**
     * Lays a value where zeros are.
     *
     * @param memory in native order
     * @throws IllegalArgumentException if it is no value of this type; some of it may lie there then
     */
    void write(ByteBuffer memory, int at, @Nullable Object value);
}
