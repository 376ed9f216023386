package dev.steward.face.lock;

import dev.steward.face.object.Face;
import dev.steward.vocabulary.Operation;

/** A lock that was acquired. */
final class AcquiredLock extends Acquired {

    private final long fencingToken;
    private final boolean abandoned;

    AcquiredLock(Face lock, long fencingToken, boolean abandoned) {
        super(lock);
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
    void giveBack() {
        object().callUninterruptibly(Operation.LOCK_RELEASE_HOLD, fencingToken);
    }

    @Override
    String what() {
        return "fencing token " + fencingToken;
    }
}
