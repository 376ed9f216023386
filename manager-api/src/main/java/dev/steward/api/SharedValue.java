package dev.steward.api;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One typed cell that lives on the server. Each call is atomic. The functions of {@link #updateAndGet} and
 * {@link #getAndUpdate} run on the client and write only if the cell is unchanged since it was read, so a function may
 * run more than once. Null is allowed where the type is not primitive. Python twin: {@code ValueProxy}.
 *
 * @param <T> the type of the value
 */
public interface SharedValue<T extends @Nullable Object> extends RemoteProxy, Asynchronous<AsyncValue<T>> {

    /** Returns the value. */
    T get();

    /**
     * Sets the value.
     *
     * @throws IllegalArgumentException if it does not fit the type of the cell
     */
    void set(T value);

    /**
     * Adds to the number in the cell and returns what it was before. One step on the server.
     *
     * @throws IllegalArgumentException if the cell holds no number, or the sum does not fit its type; unchanged then
     */
    T getAndAdd(T delta);

    /** Sets the value if it equals the expected one (numbers by amount, whatever their width) and returns whether it did. */
    boolean compareAndSet(T expected, T value);

    /** Replaces the value by what the function makes of it and returns the new one. */
    T updateAndGet(UnaryOperator<T> function);

    /** Replaces the value by what the function makes of it and returns the old one. */
    T getAndUpdate(UnaryOperator<T> function);

    /** Returns the same as {@link #get()}. */
    @Override
    T snapshot();
}
