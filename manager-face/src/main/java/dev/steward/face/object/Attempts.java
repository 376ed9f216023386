package dev.steward.face.object;

import dev.steward.api.ManagerTimeoutException;
import dev.steward.api.Outcome;
import dev.steward.vocabulary.Manner;
import dev.steward.vocabulary.Operation;
import java.util.ConcurrentModificationException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts how often a function of the caller runs again because the object was changed meanwhile. Others who are faster let
 * it through in the end, or the time for the call is over; a function that changes the object itself would run for ever, and
 * is told so. Made for one change; used by one thread after the other.
 */
public final class Attempts {

    /** So many in a row do not fail by chance, however many clients change the same entry. */
    public static final int MOST = 100_000;

    /** After so many in a row in which the function changed the object, it is not others who keep it from an end. */
    public static final int MOST_BY_ITSELF = 10;

    /** The change whose function this thread runs now. */
    private static final ThreadLocal<@Nullable Attempts> RUNNING = new ThreadLocal<>();

    private final Face face;
    private final long begun = System.nanoTime();
    private int failed;
    private int failedByItself;
    private boolean changedByItself;
    /** The change from whose function this one was begun. */
    private @Nullable Attempts around;

    public Attempts(Face face) {
        this.face = face;
    }

    /** Runs the function once, and notices if it changes the object that it is for. */
    public <T extends @Nullable Object> T run(Supplier<T> function) {
        Attempts before = RUNNING.get();
        around = before;
        RUNNING.set(this);
        try {
            return function.get();
        } finally {
            if (before == null) {
                RUNNING.remove();
            } else {
                RUNNING.set(before);
            }
        }
    }

    /** This thread calls an object. */
    static void calls(ObjectCaller caller, Operation operation) {
        Attempts running = RUNNING.get();
        if (running != null && operation.manner() == Manner.CHANGES) {
            for (Attempts each = running; each != null; each = each.around) {
                each.changedByItself |= each.face.caller().token().equals(caller.token());
            }
        }
    }

    /**
     * Counts one that came to nothing.
     *
     * @throws ConcurrentModificationException if there were too many, or the function itself is what keeps it from an end
     * @throws ManagerTimeoutException if the time for a call of this object is over
     */
    public void next() {
        failed++;
        failedByItself = changedByItself ? failedByItself + 1 : 0;
        changedByItself = false;
        if (failedByItself == MOST_BY_ITSELF) {
            throw new ConcurrentModificationException(face.label()
                    + ": the function that makes a change of it changes it itself, each time that it runs; a"
                    + " function must not change the object that it is for: let it return what is to stand there");
        }
        if (failed == MOST) {
            throw new ConcurrentModificationException(
                    face.label() + ": it was changed each of the " + MOST
                            + " times that a function made a change of it; a function must not change the object that it is for");
        }
        long timeout = face.caller().timeoutNanos();
        if (System.nanoTime() - begun >= timeout) {
            throw new ManagerTimeoutException(
                    face.describeCall() + ": it was changed by others each of the " + failed
                            + " times that the function ran within its deadline; nothing was written",
                    Outcome.NOT_EXECUTED);
        }
    }
}
