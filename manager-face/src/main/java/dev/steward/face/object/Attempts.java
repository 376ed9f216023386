package dev.steward.face.object;

import java.util.ConcurrentModificationException;

/**
 * Counts how often a function of the caller runs again because the object was changed meanwhile. Others who are faster let
 * it through in the end; a function that changes the object itself would run for ever. Made for one change.
 */
public final class Attempts {

    /** So many in a row do not fail by chance, however many clients change the same entry. */
    public static final int MOST = 100_000;

    private final Face face;
    private int failed;

    public Attempts(Face face) {
        this.face = face;
    }

    /**
     * Counts one that came to nothing.
     *
     * @throws ConcurrentModificationException if there were too many
     */
    public void next() {
        if (++failed == MOST) {
            throw new ConcurrentModificationException(
                    face.label() + ": it was changed each of the " + MOST
                            + " times that a function made a change of it; a function must not change the object that it is for");
        }
    }
}
