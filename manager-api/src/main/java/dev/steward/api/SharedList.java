package dev.steward.api;

import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * A list that lives on the server. Each call is one atomic step there, also {@link #sort}, {@link #reverse}, {@link #replaceAll},
 * {@link #removeIf} and the bulk methods; iterators, streams and {@link #toArray()} see one snapshot. Values are copied
 * in and out: to change an element, set it again, or store a shared object. Null elements are allowed.
 *
 * <p>Equal by content, as every {@link List}. Methods throw {@link CallInterruptedException} when the caller is
 * interrupted. Python twin: {@code ListProxy}.
 *
 * @param <E> the type of the elements
 */
public interface SharedList<E extends @Nullable Object> extends List<E>, RemoteProxy, Asynchronous<AsyncList<E>> {

    // Java 21 gives every list the methods for its ends; here they are one step each, on 17 too.

    /**
     * Returns the first element.
     *
     * @throws NoSuchElementException if there is none
     */
    E getFirst();

    /**
     * Returns the last element.
     *
     * @throws NoSuchElementException if there is none
     */
    E getLast();

    /** Puts an element before all others. */
    void addFirst(E element);

    /** Puts an element behind all others. */
    void addLast(E element);

    /**
     * Removes and returns the first element.
     *
     * @throws NoSuchElementException if there is none
     */
    E removeFirst();

    /**
     * Removes and returns the last element.
     *
     * @throws NoSuchElementException if there is none
     */
    E removeLast();

    /** Turns the order of all elements round, in one step. Python twin: {@code reverse()}. */
    void reverse();

    /**
     * Returns a live view of the list, the last element first. An iterator or stream of it sees one snapshot; what takes an
     * index is two steps, because it is counted from the size. Java 21 gives every list this method. Python twin: {@code
     * reversed(list)}.
     */
    List<E> reversed();

    /**
     * Has all elements, in their order, stand there so many times, in one step. Python twin: {@code list *= times}.
     *
     * @param times 1 changes nothing, 0 clears the list
     * @throws IllegalArgumentException if it is negative
     * @throws OverloadedException if there would be more elements than a server lets a queue have, 1,000,000 by default, or
     *     they would take more than 128 MiB there; the list is unchanged then
     */
    void repeat(int times);

    /** Returns an unmodifiable copy of all elements at one instant. */
    @Override
    List<E> snapshot();
}
