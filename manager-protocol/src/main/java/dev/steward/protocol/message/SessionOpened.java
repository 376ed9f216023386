package dev.steward.protocol.message;

import static java.util.Objects.requireNonNull;

/**
 * The session stands.
 *
 * @param terms what the server grants and expects
 */
public record SessionOpened(SessionTerms terms) implements Message {

    /** Checks that there are terms. */
    public SessionOpened {
        requireNonNull(terms, "terms");
    }

    @Override
    public MessageType type() {
        return MessageType.SESSION_OPENED;
    }
}
