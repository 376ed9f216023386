package dev.steward.server.admission;

import dev.steward.vocabulary.Operation;
import java.util.List;
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

    /** A client that had proved a key opened a session. */
    void opened(Party client);

    /** Returns whether what is {@link #forced} is written down; if not, it need not be reported. */
    boolean writesForced();

    /**
     * Whoever looks after the server has asked for something that changes what is shared.
     *
     * @param object its number, 0 for the directory and the server
     * @param names what was named with it: an object, a session
     */
    void forced(Party by, Operation operation, long object, List<String> names);

    /**
     * Who does something.
     *
     * @param peer the address of the connection
     * @param admin whether it proved the admin key
     * @param session the number of the session, empty if there is none
     * @param name what the client calls itself
     * @param process the number of its process, 0 if it did not say
     */
    record Party(String peer, boolean admin, String session, String name, long process) {}
}
