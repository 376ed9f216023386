package dev.steward.api;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.function.BooleanSupplier;

/**
 * A condition that lives on the server, with a re-entrant lock of its own or over a given one, see {@link
 * SharedLock#newCondition()}. {@link #await()} gives the lock up, waits for
 * a signal, and owns the lock again when it returns. A signal given to a process that dies before it owns the lock again
 * passes on to the next waiter. Waits may return without a signal; wait in a loop, or with {@link #awaitFor}.
 *
 * <p>{@code wait()} and {@code notify()} are {@link Object}'s own: use {@link #await()} and {@link #signal()}. Every
 * method that needs the lock throws {@link IllegalMonitorStateException} if the calling thread, or of a plain lock this
 * process, does not hold it. Python twin: {@code ConditionProxy}.
 */
public interface SharedCondition extends SharedLock, Condition {

    /**
     * Waits for a signal.
     *
     * @param timeout how long to wait at most
     * @return false if the time passed without a signal
     * @throws InterruptedException if interrupted while waiting; the lock is held again then
     */
    boolean await(Duration timeout) throws InterruptedException;

    /**
     * Waits until the predicate is true. It runs on the calling thread with the lock held, once at first and again after
     * each signal. Python twin: {@code wait_for}.
     *
     * @throws InterruptedException if interrupted while waiting; the lock is held again then
     */
    void awaitFor(BooleanSupplier predicate) throws InterruptedException;

    /**
     * Waits until the predicate is true.
     *
     * @param timeout how long to wait at most
     * @return the last value of the predicate
     * @throws InterruptedException if interrupted while waiting; the lock is held again then
     */
    boolean awaitFor(BooleanSupplier predicate, Duration timeout) throws InterruptedException;

    /**
     * Wakes up to n waiters, those that wait longest first. Python twin: {@code notify(n)}.
     *
     * @throws IllegalArgumentException if n is negative
     */
    void signal(int n);

    @Override
    AsyncCondition async();
}
