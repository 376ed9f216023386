package dev.steward.objects.lock;

import dev.steward.api.ObjectId;
import dev.steward.objects.waiting.Presence;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Who holds a lock, and how deep. Each level keeps the fencing token that its acquirer was told, so that closing a hold
 * ends the right level also after a wait has changed hands and token in between.
 */
final class LockHold {

    final Presence presence;
    final int thread;
    /** The time of the machine at which it was given. */
    final long since;
    /** The fencing token of this change of hands. */
    final long token;
    /** Whether the last holder died. */
    final boolean abandoned;
    /** The condition whose signal brought the lock back, until it is given up again; else null. */
    @Nullable
    ObjectId signalledBy;

    /** Whether a thread waited for it and no future; only such a thread is told that it has the lock already. */
    boolean ofThread;

    private long[] levels;
    private int depth;

    LockHold(Presence presence, int thread, long since, long token, boolean abandoned, long[] levels) {
        this.presence = presence;
        this.thread = thread;
        this.since = since;
        this.token = token;
        this.abandoned = abandoned;
        this.levels = levels;
        this.depth = levels.length;
    }

    /** Enters one level deeper. */
    void enter() {
        if (depth == levels.length) {
            levels = Arrays.copyOf(levels, depth + 1 + (depth >> 1));
        }
        levels[depth++] = token;
    }

    /** Leaves the innermost level and returns whether it was the last. */
    boolean leave() {
        return --depth == 0;
    }

    /** Returns whether a level was entered under that token, and makes it the innermost one. */
    boolean moveInnermost(long wanted) {
        for (int i = depth - 1; i >= 0; i--) {
            if (levels[i] == wanted) {
                System.arraycopy(levels, i + 1, levels, i, depth - 1 - i);
                levels[depth - 1] = wanted;
                return true;
            }
        }
        return false;
    }

    /** Returns how many levels deep it is. */
    int depth() {
        return depth;
    }

    /** Returns the tokens of all levels. */
    long[] levels() {
        return Arrays.copyOf(levels, depth);
    }
}
