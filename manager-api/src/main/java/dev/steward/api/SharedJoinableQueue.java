package dev.steward.api;

import java.time.Duration;

/**
 * A shared queue that knows when its elements are done. An element that was taken stays reserved to its taker until
 * {@link #taskDone} or {@link #nack} settles it; one that was received, until its {@link Delivery} does. If the taker's
 * process dies before, the element goes back to its old place, flagged as redelivered, and {@link #join} goes on waiting
 * until somebody is done with it.
 *
 * <p>Made with {@link QueueOptions#maxDeliveries} or {@link QueueOptions#deadLetters}, an element that comes back after its
 * last delivery is not handed out again: it is dropped, or goes to the queue for dead letters. Every delivery counts,
 * also one whose taker died or could not open the element.
 *
 * <p>{@link #drainTo(java.util.Collection)} takes several elements at once: each is to be settled. Elements that are
 * removed without being taken ({@link #clear}, {@link #remove(Object)}, {@link #shutdownNow}) need not be done. Python
 * twin: {@code AutoProxy[JoinableQueue]}.
 *
 * @param <E> the type of the elements
 */
public interface SharedJoinableQueue<E> extends SharedQueue<E> {

    /**
     * Says that an element is done: the oldest that this thread has taken and not settled, else the oldest of this
     * process. The queue forgets it. Not cut short by an interrupt. Python twin: {@code task_done()}, whose
     * {@code ValueError} is the exception here.
     *
     * @throws IllegalStateException if this process has taken no element that is not settled; nothing is changed
     */
    void taskDone();

    /**
     * Gives an element back to its old place, flagged as redelivered: the oldest that this thread has taken and not
     * settled, else the oldest of this process. Not cut short by an interrupt.
     *
     * @throws IllegalStateException if this process has taken no element that is not settled; nothing is changed
     */
    void nack();

    /**
     * Waits until no element is in the queue and none is reserved to anybody. Returns at once if that is so now. Elements
     * of a put that still waits for room do not count.
     *
     * @throws InterruptedException if interrupted while waiting
     */
    void join() throws InterruptedException;

    /**
     * Waits until no element is in the queue and none is reserved to anybody.
     *
     * @param timeout how long to wait at most; zero or less does not wait
     * @return whether that was so in time
     * @throws InterruptedException if interrupted while waiting
     */
    boolean join(Duration timeout) throws InterruptedException;

    @Override
    AsyncJoinableQueue<E> async();
}
