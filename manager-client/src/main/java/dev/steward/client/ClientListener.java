package dev.steward.client;

/**
 * Is told how this client's connection to its server fares. Called on the client's callback thread, one event after the
 * other: it may call the manager, but while it blocks nothing else is told.
 */
@FunctionalInterface
public interface ClientListener {

    /** What can happen to a client. */
    enum Event {
        /** A session was opened: at first, and again when the manager is used after LOST. */
        CONNECTED,
        /**
         * The server has not answered for so long that it may take this client for dead soon. New calls throw an exception
         * whose outcome is NOT_EXECUTED, calls under way go on waiting, and what this process holds may pass on. What gives
         * something back (unlock, release, done, nack, closing a hold) waits too, and takes effect at RESUMED.
         */
        SUSPENDED,
        /** The server has resumed the session: nothing was lost. */
        RESUMED,
        /** The session has ended: what it held was released, its proxies throw, calls under way have ended. */
        LOST
    }

    /**
     * Something happened.
     *
     * @param event what
     * @param detail why, for people
     */
    void onEvent(Event event, String detail);
}
