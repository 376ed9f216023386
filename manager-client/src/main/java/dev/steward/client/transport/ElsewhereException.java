package dev.steward.client.transport;

import dev.steward.api.ConnectionLostException;
import dev.steward.api.Outcome;

/** A server is one of several and lets no client in, because another one leads them, or none does at the moment. */
final class ElsewhereException extends ConnectionLostException {
    private static final long serialVersionUID = 1L;

    private final String leader;

    /**
     * An exception with a text for people.
     *
     * @param leader where the one that leads is reached; empty if the server did not know
     */
    ElsewhereException(String message, String leader) {
        super(message, Outcome.NOT_EXECUTED);
        this.leader = leader;
    }

    /** Returns where the one that leads is reached; empty if the server did not know. */
    String leader() {
        return leader;
    }
}
