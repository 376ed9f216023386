package dev.steward.api;

/**
 * An element that was received and is not settled yet. {@link #done} forgets it, {@link #nack} gives it back to its old
 * place; {@link #close} without either is a nack, and so is the death of the receiver. May be settled by any thread of
 * the process, once.
 *
 * @param <E> the type of the element
 */
public interface Delivery<E> extends AutoCloseable {

    /**
     * Returns the element.
     *
     * @throws UnsupportedValueException if it cannot be opened here, each time; it can be settled all the same
     */
    E value();

    /** Returns whether the element was delivered before and came back. */
    boolean redelivered();

    /** Returns how often the element has been delivered, this time included; at least 1. */
    int count();

    /**
     * Settles the element: the queue forgets it.
     *
     * @throws IllegalStateException if it was settled before
     */
    void done();

    /**
     * Gives the element back to its old place in the queue, flagged as redelivered.
     *
     * @throws IllegalStateException if it was settled before
     */
    void nack();

    /** Gives the element back unless it was settled. Never throws {@link IllegalStateException}. */
    @Override
    void close();
}
