package dev.steward.api;

import static java.util.Objects.requireNonNull;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a joinable queue is made. Immutable: each method that sets something returns other options.
 *
 * <pre>{@code
 * var failed = manager.queue("failed", Job.class);
 * var jobs = manager.joinableQueue("jobs", Job.class, QueueOptions.bounded(100).deadLetters(failed, 5));
 * }</pre>
 *
 * <p>When a queue is found by name, what is set here must be what it was made with; what is left out accepts any.
 */
public final class QueueOptions {

    private final @Nullable Integer capacity;
    private final int maxDeliveries;
    private final @Nullable SharedQueue<?> deadLetters;

    private QueueOptions(@Nullable Integer capacity, int maxDeliveries, @Nullable SharedQueue<?> deadLetters) {
        this.capacity = capacity;
        this.maxDeliveries = maxDeliveries;
        this.deadLetters = deadLetters;
    }

    /** Returns options that leave everything open: a queue that is made is unbounded and hands elements out for ever. */
    public static QueueOptions unbounded() {
        return new QueueOptions(null, 0, null);
    }

    /**
     * Returns options of a queue of at most so many elements.
     *
     * @param capacity 0 is unbounded
     * @throws IllegalArgumentException if it is negative
     */
    public static QueueOptions bounded(int capacity) {
        if (capacity < 0) {
            throw new IllegalArgumentException("a capacity is at least 0, which is unbounded, not " + capacity);
        }
        return new QueueOptions(capacity, 0, null);
    }

    /**
     * Returns the same options, and an element that comes back after so many deliveries is dropped.
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public QueueOptions maxDeliveries(int deliveries) {
        return new QueueOptions(capacity, checked(deliveries), null);
    }

    /**
     * Returns the same options, and an element that comes back after so many deliveries goes to the end of another queue,
     * whatever bound that one has; it is dropped if that one was shut down at once. The other queue lives as long as the
     * one that is made.
     *
     * @param queue the queue for dead letters, of the same server
     * @param maxDeliveries how often an element is delivered before
     * @throws IllegalArgumentException if it is less than 1
     */
    public QueueOptions deadLetters(SharedQueue<?> queue, int maxDeliveries) {
        return new QueueOptions(capacity, checked(maxDeliveries), requireNonNull(queue));
    }

    private static int checked(int deliveries) {
        if (deliveries < 1) {
            throw new IllegalArgumentException(
                    "an element is delivered at least once before it is given up, not " + deliveries + " times");
        }
        return deliveries;
    }

    /** Returns how many elements fit, 0 for no bound, or null if that is left open. */
    public @Nullable Integer capacity() {
        return capacity;
    }

    /** Returns after how many deliveries an element does not go back any more, or 0 if that is left open. */
    public int maxDeliveries() {
        return maxDeliveries;
    }

    /** Returns the queue for dead letters, or null if there is none. */
    public @Nullable SharedQueue<?> deadLetters() {
        return deadLetters;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof QueueOptions options
                && Objects.equals(capacity, options.capacity)
                && maxDeliveries == options.maxDeliveries
                && Objects.equals(deadLetters, options.deadLetters);
    }

    @Override
    public int hashCode() {
        return Objects.hash(capacity, maxDeliveries, deadLetters);
    }

    @Override
    public String toString() {
        String bound = capacity == null || capacity == 0 ? "unbounded" : "at most " + capacity + " elements";
        if (maxDeliveries == 0) {
            return bound;
        }
        return bound + ", " + maxDeliveries + " deliveries, then "
                + (deadLetters == null ? "dropped" : "to " + deadLetters.objectToken());
    }
}
