package dev.steward.protocol.connection;

/** How far a connection has come, and so what may be said on it. Both sides keep it for themselves. */
public enum Phase {
    /** The two sides have yet to prove to each other that they share a key. Next: AUTHENTICATED. */
    HANDSHAKE,
    /** Proved on both sides; the connection belongs to no session yet. Next: IN_SESSION. */
    AUTHENTICATED,
    /** Belongs to a session, to its end. */
    IN_SESSION;

    /**
     * Returns the next phase.
     *
     * @throws IllegalStateException if it does not follow this one
     */
    public Phase enter(Phase next) {
        boolean follows = switch (this) {
            case HANDSHAKE -> next == AUTHENTICATED;
            case AUTHENTICATED -> next == IN_SESSION;
            case IN_SESSION -> false;
        };
        if (!follows) {
            throw new IllegalStateException("a connection that is " + this + " cannot become " + next);
        }
        return next;
    }
}
