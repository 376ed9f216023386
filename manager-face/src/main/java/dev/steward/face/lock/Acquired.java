package dev.steward.face.lock;

import dev.steward.api.Hold;
import dev.steward.api.ManagerException;
import dev.steward.api.Outcome;
import dev.steward.face.object.Face;
import java.util.concurrent.atomic.AtomicBoolean;

/** What was acquired of an object and is given back once, by whichever thread comes first. */
abstract class Acquired implements Hold {

    private final Face object;
    private final AtomicBoolean closed = new AtomicBoolean();

    Acquired(Face object) {
        this.object = object;
    }

    final Face object() {
        return object;
    }

    /** Gives it back, and waits until that is done. */
    abstract void giveBack();

    /** Says what it is. */
    abstract String what();

    @Override
    public final boolean valid() {
        return !closed.get() && object.caller().holdsStand();
    }

    @Override
    public final void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            giveBack();
        } catch (ManagerException failed) {
            if (failed.outcome() == Outcome.NOT_EXECUTED) {
                // The server never saw it, so that it may be closed yet.
                closed.set(false);
            }
            throw failed;
        }
    }

    @Override
    public final String toString() {
        return "Hold[" + object.label() + ", " + what() + (valid() ? "]" : ", not valid]");
    }
}
