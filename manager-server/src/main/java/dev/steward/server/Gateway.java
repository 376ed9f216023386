package dev.steward.server;

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

    /** Lets go of what it has. Called once, when the sessions of the server have ended; not if it was never opened. */
    void close();
}
