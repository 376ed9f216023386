package dev.steward.api;

import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An array that lives on the server: cells of one type, as many as there were from the start. Each call is one atomic
 * step, whole ranges too: either all of its values are set or none. The functions of {@link #updateAndGet} and
 * {@link #getAndUpdate} run on the client and write only if that cell is unchanged since it was read, so a function may
 * run more than once; changes of other cells do not disturb them. {@link #iterator}, {@link #forEach} and
 * {@link #spliterator} see one snapshot.
 *
 * <p>Equal only to a proxy of the same array. Python twin: {@code ArrayProxy}.
 *
 * @param <T> the type of the values
 */
public interface SharedArray<T extends @Nullable Object> extends Iterable<T>, RemoteProxy, Asynchronous<AsyncArray<T>> {

    /** Returns how many cells there are; never changes. */
    int length();

    /**
     * Returns a value.
     *
     * @throws IndexOutOfBoundsException if there is no such cell
     */
    T get(int index);

    /**
     * Sets a value.
     *
     * @throws IndexOutOfBoundsException if there is no such cell
     * @throws IllegalArgumentException if it does not fit the type of the cells
     */
    void set(int index, T value);

    /**
     * Returns an unmodifiable copy of a range at one instant.
     *
     * @param from the first index
     * @param to the index behind the last one
     * @throws IndexOutOfBoundsException if that is no range of the array
     */
    List<T> getRange(int from, int to);

    /**
     * Sets as many cells as there are values, in one step.
     *
     * @param from the index of the first one
     * @throws IndexOutOfBoundsException if they are more than fit; nothing is changed
     * @throws IllegalArgumentException if a value does not fit the type of the cells; nothing is changed
     */
    void setRange(int from, Collection<? extends T> values);

    /** As {@link #setRange(int, Collection)}. */
    void setRange(int from, int... values);

    /** As {@link #setRange(int, Collection)}. */
    void setRange(int from, long... values);

    /** As {@link #setRange(int, Collection)}. */
    void setRange(int from, double... values);

    /** As {@link #setRange(int, Collection)}. */
    void setRange(int from, byte... values);

    /** Returns an unmodifiable copy of all values at one instant. */
    List<T> toList();

    /**
     * Returns a copy of all values at one instant.
     *
     * @throws UnsupportedValueException if a value is no number that an int can hold exactly
     */
    int[] toIntArray();

    /**
     * Returns a copy of all values at one instant.
     *
     * @throws UnsupportedValueException if a value is no number that a long can hold exactly
     */
    long[] toLongArray();

    /**
     * Returns a copy of all values at one instant.
     *
     * @throws UnsupportedValueException if a value is no number that a double can hold exactly
     */
    double[] toDoubleArray();

    /**
     * Returns a copy of all values at one instant.
     *
     * @throws UnsupportedValueException if a value is no number that a byte can hold exactly
     */
    byte[] toByteArray();

    /**
     * Adds to the number in a cell and returns what it was before. One step on the server.
     *
     * @throws IndexOutOfBoundsException if there is no such cell
     * @throws IllegalArgumentException if the cell holds no number, or the sum does not fit its type; unchanged then
     */
    T getAndAdd(int index, T delta);

    /**
     * Sets a value if the cell holds the expected one (numbers by amount, whatever their width) and returns whether it
     * did.
     *
     * @throws IndexOutOfBoundsException if there is no such cell
     * @throws IllegalArgumentException if the new value does not fit the type of the cells
     */
    boolean compareAndSet(int index, T expected, T value);

    /**
     * Replaces a value by what the function makes of it and returns the new one.
     *
     * @throws IndexOutOfBoundsException if there is no such cell
     * @throws IllegalArgumentException if the new value does not fit the type of the cells
     */
    T updateAndGet(int index, UnaryOperator<T> function);

    /**
     * Replaces a value by what the function makes of it and returns the old one.
     *
     * @throws IndexOutOfBoundsException if there is no such cell
     * @throws IllegalArgumentException if the new value does not fit the type of the cells
     */
    T getAndUpdate(int index, UnaryOperator<T> function);

    /** Returns the same as {@link #toList()}. */
    @Override
    List<T> snapshot();
}
