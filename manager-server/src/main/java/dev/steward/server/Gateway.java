package dev.steward.server;

import dev.steward.api.AuthKey;
import java.io.IOException;
import java.time.Duration;

/**
 * A further way into a server, beside the protocol of its own: for clients that speak another one, or for whoever looks after
 * it. The server opens it when it starts and ends it when it ends, and knows nothing else of it.
 */
public interface Gateway {

    /**
     * Begins to listen. Called once, before {@link ManagerServer#start} returns.
     *
     * @param host what the server does for it
     * @throws IllegalStateException if it cannot; the server does not start then. The message says what to do
     */
    void open(GatewayHost host);

    /**
     * Returns whether clients come by it and have sessions. Those end with the process, so one of several servers takes no such
     * gateway; one that only tells of the server it takes.
     */
    default boolean opensSessions() {
        return true;
    }

    /** Lets go of what it has. Called once, when the sessions of the server have ended; not if it was never opened. */
    void close();

    /**
     * Calls what it serves, as its clients do, so that its code is loaded and compiled; called while it is open at a server that
     * was started for that ({@link ManagerServer#warmUp(Gateway)}). Blocks. One that has nothing to gain does nothing.
     *
     * @param key what that server takes
     * @param longest after which time to stop
     * @throws IOException if it cannot be called
     */
    default void exercise(AuthKey key, Duration longest) throws IOException {}
}
