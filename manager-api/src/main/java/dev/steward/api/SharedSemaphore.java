package dev.steward.api;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A number of permits that live on the server. Waiters are served in the order in which they came; who waits for several
 * permits is not overtaken by who wants fewer. Permits belong to the process that acquired them, not to a thread: any of
 * its threads may release them, and when it dies they return, or are used up, as {@link PermitPolicy} says.
 *
 * <p>A process may release permits that it did not acquire, as in {@link java.util.concurrent.Semaphore}: then those are
 * meant that some process has longest, or new ones if nobody has any. A <em>bounded</em> semaphore, {@code
 * manager.boundedSemaphore(n)}, refuses what would make more than n permits free.
 *
 * <p>Equal only to a proxy of the same semaphore. {@code wait()} and {@code notify()} are {@link Object}'s own and say
 * nothing to it. Python twins: {@code Semaphore} and {@code BoundedSemaphore}, by {@code AcquirerProxy}.
 */
public interface SharedSemaphore extends RemoteProxy, Asynchronous<AsyncSemaphore> {

    /**
     * Waits for a permit and acquires it.
     *
     * @throws InterruptedException if interrupted while waiting; nothing is acquired then
     */
    void acquire() throws InterruptedException;

    /**
     * Waits until so many permits are free at once and acquires them.
     *
     * @throws InterruptedException if interrupted while waiting; nothing is acquired then
     * @throws IllegalArgumentException if negative, or more than a bounded semaphore has
     */
    void acquire(int permits) throws InterruptedException;

    /** Acquires a permit if one is free and nobody waits before; does not wait. */
    boolean tryAcquire();

    /**
     * Acquires so many permits if they are free and nobody waits before; does not wait.
     *
     * @throws IllegalArgumentException if negative, or more than a bounded semaphore has
     */
    boolean tryAcquire(int permits);

    /**
     * Waits for a permit and acquires it.
     *
     * @param timeout how long to wait at most; zero or less does not wait
     * @return whether it was acquired
     * @throws InterruptedException if interrupted while waiting; nothing is acquired then
     */
    boolean tryAcquire(Duration timeout) throws InterruptedException;

    /**
     * Waits until so many permits are free at once and acquires them.
     *
     * @param timeout how long to wait at most; zero or less does not wait
     * @return whether they were acquired, all of them
     * @throws InterruptedException if interrupted while waiting; nothing is acquired then
     * @throws IllegalArgumentException if negative, or more than a bounded semaphore has
     */
    boolean tryAcquire(int permits, Duration timeout) throws InterruptedException;

    /**
     * Releases a permit.
     *
     * @throws IllegalStateException if a bounded semaphore would have more than it began with; nothing is released then.
     *     Python's {@code ValueError}
     */
    void release();

    /**
     * Releases so many permits, all or none.
     *
     * @throws IllegalArgumentException if negative
     * @throws IllegalStateException if a bounded semaphore would have more than it began with, or any more than {@link
     *     Integer#MAX_VALUE}; nothing is released then. Python's {@code ValueError}
     */
    void release(int permits);

    /**
     * Waits for a permit and returns it as something to close: {@code try (Hold hold = semaphore.hold()) { ... }} is Python's
     * {@code with semaphore:}. Permits are no lock, so that the hold has no fencing token and is never abandoned.
     *
     * @throws InterruptedException if interrupted while waiting; nothing is acquired then
     */
    Hold hold() throws InterruptedException;

    /**
     * Waits until so many permits are free at once and returns them as something to close, all of them.
     *
     * @throws InterruptedException if interrupted while waiting; nothing is acquired then
     * @throws IllegalArgumentException if negative, or more than a bounded semaphore has
     */
    Hold hold(int permits) throws InterruptedException;

    /**
     * Waits for a permit and returns it as something to close.
     *
     * @param timeout how long to wait at most; zero or less does not wait
     * @return the hold, or null if no permit was free in time
     * @throws InterruptedException if interrupted while waiting; nothing is acquired then
     */
    @Nullable
    Hold tryHold(Duration timeout) throws InterruptedException;

    /** Returns how many permits are free. */
    int availablePermits();
}
