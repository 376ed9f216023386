package dev.steward.face.lock;

import dev.steward.face.object.Face;
import dev.steward.vocabulary.Operation;

/** Permits that were acquired. */
final class AcquiredPermits extends Acquired {

    private final int permits;

    AcquiredPermits(Face semaphore, int permits) {
        super(semaphore);
        this.permits = permits;
    }

    @Override
    public long fencingToken() {
        throw new UnsupportedOperationException(object().label()
                + ": permits have no fencing token, as others hold some at the same time; use a lock for what one process"
                + " alone may do");
    }

    @Override
    public boolean abandoned() {
        return false;
    }

    @Override
    void giveBack() {
        object().callUninterruptibly(Operation.SEMAPHORE_RELEASE, permits);
    }

    @Override
    String what() {
        return permits + (permits == 1 ? " permit" : " permits");
    }
}
