package dev.steward.server.admission;

import org.jspecify.annotations.Nullable;

/** Where the rooms of the server report what its owner may want to know. Never blocks, never throws; any thread. */
public interface Journal {

    /** A connection proved its key, or failed to, for that reason. */
    void authentication(String peer, @Nullable String failure);

    /** A session was opened, suspended, resumed, or ended. */
    void session(String session, String clientName, String change);

    /** A lock passed on because its holder died. */
    void abandoned(String object, String session);

    /** An element went back because its taker died before it had it. */
    void redelivered(String object, String session);

    /** A joinable queue gave an element up after its last delivery; null if no other queue has it now. */
    void deadLettered(String object, String session, int deliveries, @Nullable String deadLetters);

    /** A connection or a call was refused. */
    void refused(String peer, String reason);
}
