package dev.steward.server.local;

import dev.steward.objects.SessionId;
import dev.steward.server.machine.Sequencer;
import org.jspecify.annotations.Nullable;

/**
 * For whom the calling thread works: on a lane, the session and logical thread that the lane serves. What a user's object
 * does there with a shared object counts as done by that client, so a lock that it takes is released when the client dies.
 *
 * @param sequencer the way into the server of the lane
 * @param session the client
 * @param thread its logical thread
 */
public record LaneCaller(Sequencer sequencer, SessionId session, int thread) {

    private static final ThreadLocal<@Nullable LaneCaller> CURRENT = new ThreadLocal<>();

    /** Returns for whom the calling thread works, or null if it is no lane. */
    static @Nullable LaneCaller current() {
        return CURRENT.get();
    }

    /** Returns whether the calling thread runs users' code for a client. */
    public static boolean isLane() {
        return CURRENT.get() != null;
    }

    /** Runs something as this caller. */
    public void run(Runnable body) {
        CURRENT.set(this);
        try {
            body.run();
        } finally {
            CURRENT.remove();
        }
    }
}
