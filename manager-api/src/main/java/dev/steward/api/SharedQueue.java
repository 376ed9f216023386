package dev.steward.api;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * A first-in first-out queue that lives on the server, bounded if it was made so. An element that was taken is forgotten
 * only when this process has received it; if the process dies before, it goes back to its old place, flagged as
 * redelivered. Elements on their way do not count in {@link #size()}, and a return may exceed the bound. Takers are
 * served in the order in which they came. Null elements are refused before anything is sent; one that this process may
 * not open, or that is of another type than declared, is an {@link UnsupportedValueException} and keeps its place for
 * others, while this process goes on behind it and comes round to it; {@link #receive()} gives it to be settled.
 *
 * <p>Equal only to a proxy of the same queue. Python twin: {@code AutoProxy[Queue]}; {@code queue.Empty} is
 * {@link #poll()} returning null, {@code queue.Full} is {@link #offer(Object)} returning false.
 *
 * @param <E> the type of the elements
 */
public interface SharedQueue<E> extends BlockingQueue<E>, RemoteProxy, Asynchronous<AsyncQueue<E>> {

    /**
     * Waits until an element is there and takes it, or returns null once the queue is shut down and drained. The way to
     * end several consumers without one sentinel for each.
     *
     * @throws InterruptedException if interrupted while waiting; no element is lost
     */
    @Nullable
    E takeOrNull() throws InterruptedException;

    /**
     * Waits until an element is there and takes it.
     *
     * @param timeout how long to wait at most; zero or less does not wait
     * @return the element, or null if none came in time
     * @throws InterruptedException if interrupted while waiting; no element is lost
     * @throws QueueShutDownException if the queue is shut down and drained: no element will ever come
     */
    @Nullable
    E poll(Duration timeout) throws InterruptedException;

    /**
     * Waits until there is room and puts the element.
     *
     * @param timeout how long to wait at most; zero or less does not wait
     * @return whether the element was put
     * @throws InterruptedException if interrupted while waiting; the element was not put then
     * @throws QueueShutDownException if the queue is shut down
     */
    boolean offer(E element, Duration timeout) throws InterruptedException;

    /**
     * Waits until an element is there and receives it under acknowledgement: it stays the queue's until it is settled.
     *
     * @throws InterruptedException if interrupted while waiting; no element is lost
     * @throws QueueShutDownException if the queue is shut down and drained
     */
    Delivery<E> receive() throws InterruptedException;

    /**
     * Waits until an element is there and receives it under acknowledgement.
     *
     * @param timeout how long to wait at most; zero or less does not wait
     * @return the delivery, or null if no element came in time
     * @throws InterruptedException if interrupted while waiting; no element is lost
     * @throws QueueShutDownException if the queue is shut down and drained
     */
    @Nullable
    Delivery<E> receive(Duration timeout) throws InterruptedException;

    /**
     * Closes the queue for new elements: every way to put throws {@link QueueShutDownException}, takers drain what is
     * left, and then what waits for an element throws it too. What does not wait ({@link #poll()}, {@link #peek},
     * {@link #drainTo}) finds an empty queue. A second call does nothing. Python twin: {@code Queue.shutdown()}.
     */
    void shutdown();

    /** Closes the queue and drops what is in it; every waiting call ends with {@link QueueShutDownException}. */
    void shutdownNow();

    /** Returns whether {@link #shutdown} or {@link #shutdownNow} was called by anyone. */
    boolean isShutdown();

    /** Returns an unmodifiable copy of the elements that wait to be taken, at one instant. */
    @Override
    List<E> snapshot();
}
