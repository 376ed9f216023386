package dev.steward.api;

import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A set that lives on the server and keeps the order of insertion. Each call is one atomic step there, also
 * {@link #addAll}, {@link #removeAll}, {@link #retainAll} and {@link #containsAll}; {@link #removeIf} runs its filter on
 * the client and removes only if the set is unchanged since it was read, so a filter may run more than once. Iterators,
 * streams and {@link #toArray()} see one snapshot; an iterator's {@code remove} leaves alone what another added again
 * since.
 *
 * <p>Elements are what keys of a {@link SharedDict} are, and equal as they are: the server says so, without code of
 * yours. A null element, or one that cannot be a key, is refused before anything is sent; in the argument of a method
 * that only looks for elements it is none of them. Elements are copied in and out. Safe for any number of threads.
 *
 * <p>Equal by content, as every {@link Set}. Python twin: {@code SetProxy} of CPython 3.14.
 *
 * @param <E> the type of the elements: the closed set of values, enums, and records made only of those
 */
public interface SharedSet<E> extends Set<E>, RemoteProxy, Asynchronous<AsyncSet<E>> {

    /** Adds an element unless an equal one is there, in one step, and returns whether it was added. As {@link #add}. */
    default boolean addIfAbsent(E element) {
        return add(element);
    }

    /**
     * Removes those of the elements that are there and adds those that are not, in one step; an element that is given
     * twice counts once. Python twin: {@code ^=}.
     *
     * @return whether the set changed
     */
    boolean toggleAll(Collection<? extends E> elements);

    /** Removes and returns the element that was added first, or returns null if there is none. Python twin: {@code pop()}. */
    @Nullable
    E pollFirst();

    /**
     * Returns a copy of the elements at one instant, and behind them of those others that are not among them. Python twin:
     * {@code |}.
     *
     * @return unmodifiable
     */
    Set<E> union(Collection<? extends E> others);

    /**
     * Returns a copy of the elements at one instant that are among the others. Python twin: {@code &}.
     *
     * @return unmodifiable
     */
    Set<E> intersection(Collection<?> others);

    /**
     * Returns a copy of the elements at one instant that are not among the others. Python twin: {@code -}.
     *
     * @return unmodifiable
     */
    Set<E> difference(Collection<?> others);

    /**
     * Returns a copy of the elements at one instant that are not among the others, and behind them of those others that are
     * not in the set. Python twin: {@code ^}.
     *
     * @return unmodifiable
     */
    Set<E> symmetricDifference(Collection<? extends E> others);

    /** Returns an unmodifiable copy of all elements at one instant, in the order of insertion. */
    @Override
    Set<E> snapshot();
}
