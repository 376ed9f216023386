package dev.steward.client.session;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * How many more calls of one kind may be unanswered. Callers wait here rather than be cut by the server. Any thread;
 * replies give back.
 */
final class CreditGate {

    /** More than any server grants; given once the session has ended, so that nobody waits any longer. */
    private static final int FLOOD = Integer.MAX_VALUE / 2;

    private final Semaphore permits;

    CreditGate(int calls) {
        permits = new Semaphore(calls);
    }

    /**
     * Takes one if it is there.
     *
     * @return whether it was
     */
    boolean tryTake() {
        return permits.tryAcquire();
    }

    /**
     * Waits for one.
     *
     * @param nanos how long at most; {@link Long#MAX_VALUE} for ever
     * @return whether it came in time
     */
    boolean take(long nanos) throws InterruptedException {
        return permits.tryAcquire(nanos, TimeUnit.NANOSECONDS);
    }

    /** Waits for one whatever the interrupt flag says. */
    void takeUninterruptibly() {
        permits.acquireUninterruptibly();
    }

    /** Gives one back. */
    void giveBack() {
        permits.release();
    }

    /** Lets everybody through who waits here, now and later: the session has ended and will tell them so. */
    void open() {
        permits.drainPermits();
        permits.release(FLOOD);
    }
}
