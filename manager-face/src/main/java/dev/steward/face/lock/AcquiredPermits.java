package dev.steward.face.lock;

import dev.steward.api.Hold;
import dev.steward.api.ManagerException;
import dev.steward.api.Outcome;
import dev.steward.face.object.Face;
import dev.steward.vocabulary.Operation;
import java.util.concurrent.atomic.AtomicBoolean;

/** Permits that were acquired and are given back once, by whichever thread comes first. */
final class AcquiredPermits implements Hold {

    private final Face semaphore;
    private final int permits;
    private final AtomicBoolean closed = new AtomicBoolean();

    AcquiredPermits(Face semaphore, int permits) {
        this.semaphore = semaphore;
        this.permits = permits;
    }

    @Override
    public long fencingToken() {
        throw new UnsupportedOperationException(semaphore.label()
                + ": permits have no fencing token, as others hold some at the same time; use a lock for what one process"
                + " alone may do");
    }

    @Override
    public boolean abandoned() {
        return false;
    }

    @Override
    public boolean valid() {
        return !closed.get() && semaphore.caller().holdsStand();
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            semaphore.callUninterruptibly(Operation.SEMAPHORE_RELEASE, permits);
        } catch (ManagerException failed) {
            if (failed.outcome() == Outcome.NOT_EXECUTED) {
                // The server never saw it, so that it may be closed yet.
                closed.set(false);
            }
            throw failed;
        }
    }

    @Override
    public String toString() {
        return "Hold[" + semaphore.label() + ", " + permits + (permits == 1 ? " permit" : " permits")
                + (valid() ? "]" : ", not valid]");
    }
}
