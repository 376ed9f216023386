package dev.steward.protocol.message;

import static java.util.Objects.requireNonNull;

/**
 * The connection belongs to the session now; if the session was suspended, it is resumed.
 *
 * @param terms what the server grants and expects
 */
public record SessionJoined(SessionTerms terms) implements Message {

    /** Checks that there are terms. */
    public SessionJoined {
        requireNonNull(terms, "terms");
    }

    @Override
    public MessageType type() {
        return MessageType.SESSION_JOINED;
    }
}
