package dev.steward.objects.directory;

import dev.steward.objects.DirectoryInput;
import dev.steward.objects.GroupId;
import dev.steward.objects.Outputs;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Work of the directory that is done in pieces. Everybody needs the directory, so between two pieces it serves whoever came
 * meanwhile; what is unfinished takes turns.
 */
final class Pieces {

    /** Looking at so many objects or references is a piece. */
    static final int MOST_STEPS = 2_000;

    /** Work that takes long in all. */
    @FunctionalInterface
    interface Work {
        /** Does a piece, which takes no more than a millisecond; returns whether there is more. */
        boolean goOn(long now, Outputs out);
    }

    private final Queue<Work> unfinished = new ArrayDeque<>();
    private boolean isAsked;

    /** Does a piece at once, and what is left of it later. */
    void begin(Work work, long now, Outputs out) {
        if (work.goOn(now, out)) {
            unfinished.add(work);
            ask(now, out);
        }
    }

    /** Does the next piece. */
    void goOn(long now, Outputs out) {
        isAsked = false;
        Work work = unfinished.remove();
        if (work.goOn(now, out)) {
            unfinished.add(work);
        }
        ask(now, out);
    }

    private void ask(long now, Outputs out) {
        if (!isAsked && !unfinished.isEmpty()) {
            isAsked = true;
            out.forward(GroupId.DIRECTORY, new DirectoryInput.GoOn(now));
        }
    }
}
