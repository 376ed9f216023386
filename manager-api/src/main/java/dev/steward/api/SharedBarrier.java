package dev.steward.api;

import java.time.Duration;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.TimeoutException;

/**
 * A barrier that lives on the server: a number of parties, threads of any processes, wait for each other and go on together,
 * again and again. Like {@link java.util.concurrent.CyclicBarrier}: a party that times out, is interrupted or dies before
 * all have gone breaks it for all, and it stays broken until {@link #reset()}.
 *
 * <p>A barrier may have an action, which the party that arrives last runs in its own thread, before any party goes on. It
 * cannot travel, so every party brings it along: with {@code manager.barrier(name, parties, action)}, or {@link
 * #withAction} where a barrier came by other ways. If it throws, or the process that runs it dies, the barrier is broken.
 *
 * <p>Equal only to a proxy of the same barrier. {@code wait()} and {@code notify()} are {@link Object}'s own and say
 * nothing to it: use {@link #await()}. Python twin: {@code BarrierProxy}, whose {@code wait()} counts from 0 for the first.
 */
public interface SharedBarrier extends RemoteProxy, Asynchronous<AsyncBarrier> {

    /**
     * Waits until all parties have arrived.
     *
     * @return the arrival index: {@code getParties() - 1} for the first to arrive, 0 for the last
     * @throws InterruptedException if interrupted before or while waiting; the barrier is broken then
     * @throws BrokenBarrierException if the barrier is broken or reset before all have gone on
     * @throws IllegalArgumentException if the barrier has an action and this proxy none, or the other way round; the barrier
     *     is as before then
     */
    int await() throws InterruptedException, BrokenBarrierException;

    /**
     * Waits until all parties have arrived.
     *
     * @param timeout how long to wait at most; zero or less does not wait. Running the action does not count
     * @return the arrival index: {@code getParties() - 1} for the first to arrive, 0 for the last
     * @throws InterruptedException if interrupted before or while waiting; the barrier is broken then
     * @throws BrokenBarrierException if the barrier is broken or reset before all have gone on
     * @throws TimeoutException if the time passed; the barrier is broken then
     * @throws IllegalArgumentException if the barrier has an action and this proxy none, or the other way round; the barrier
     *     is as before then
     */
    int await(Duration timeout) throws InterruptedException, BrokenBarrierException, TimeoutException;

    /** Breaks the barrier: who waits, and who comes, gets a {@link BrokenBarrierException}. Python twin: {@code abort()}. */
    void abort();

    /** Breaks the barrier for who waits, and begins anew for who comes. Python twin: {@code reset()}. */
    void reset();

    /** Returns how many parties it takes. Python twin: {@code parties}. */
    int getParties();

    /** Returns how many parties wait. Python twin: {@code n_waiting}. */
    int getNumberWaiting();

    /** Returns whether it is broken. Python twin: {@code broken}. */
    boolean isBroken();

    /**
     * Returns a proxy of the same barrier that brings this action along, for a barrier that was made with one. Does not call
     * the server.
     */
    SharedBarrier withAction(Runnable action);
}
