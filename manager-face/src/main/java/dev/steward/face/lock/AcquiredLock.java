package dev.steward.face.lock;

import dev.steward.api.Hold;
import dev.steward.api.ManagerException;
import dev.steward.api.Outcome;
import dev.steward.face.object.Face;
import dev.steward.vocabulary.Operation;
import java.util.concurrent.atomic.AtomicBoolean;

/** A lock that was acquired and is given back once, by whichever thread comes first. */
final class AcquiredLock implements Hold {

    private final Face lock;
    private final long fencingToken;
    private final boolean abandoned;
    private final AtomicBoolean closed = new AtomicBoolean();

    AcquiredLock(Face lock, long fencingToken, boolean abandoned) {
        this.lock = lock;
        this.fencingToken = fencingToken;
        this.abandoned = abandoned;
    }

    @Override
    public long fencingToken() {
        return fencingToken;
    }

    @Override
    public boolean abandoned() {
        return abandoned;
    }

    @Override
    public boolean valid() {
        return !closed.get() && lock.caller().holdsStand();
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            lock.callUninterruptibly(Operation.LOCK_RELEASE_HOLD, fencingToken);
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
        return "Hold[" + lock.label() + ", fencing token " + fencingToken + (valid() ? "]" : ", not valid]");
    }
}
