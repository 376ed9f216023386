package dev.steward.server;

import org.jspecify.annotations.Nullable;

/**
 * What a server tells its owner, for logs and alarms. Called on one thread of the server that does nothing else, in
 * order; what a method throws is logged and dropped. If it falls behind by more than 10,000 events, the oldest are dropped.
 */
public interface ServerEvents {

    /**
     * A connection proved its key, or failed to.
     *
     * @param peer its address
     * @param failure null if it proved its key, else why not
     */
    default void authentication(String peer, @Nullable String failure) {}

    /**
     * A session was opened, suspended, resumed, or ended.
     *
     * @param session its printed id
     * @param clientName what the client calls itself
     * @param change what happened, and why
     */
    default void session(String session, String clientName, String change) {}

    /**
     * A lock passed on because its holder died, so that what it protects may be half done.
     *
     * @param object the typeid and number of the lock
     * @param session the session that died
     */
    default void abandoned(String object, String session) {}

    /**
     * An element went back to its old place because its taker died before it had it.
     *
     * @param object the typeid and number of the queue
     * @param session the session that died
     */
    default void redelivered(String object, String session) {}

    /**
     * An element came back to a joinable queue after its last delivery and was given up.
     *
     * @param object the typeid and number of the queue
     * @param session the session that had it last
     * @param deliveries how often it was delivered
     * @param deadLetters the number of the queue that has it now, or null if it was dropped
     */
    default void deadLettered(String object, String session, int deliveries, @Nullable String deadLetters) {}

    /**
     * A connection or a call was refused to protect the server, or for want of a right.
     *
     * @param peer the address of the connection
     * @param reason which limit or right, and how to raise it
     */
    default void refused(String peer, String reason) {}
}
