package dev.steward.client.session;

/** How a session stands, seen from its client. */
public enum ClientSessionState {
    /** Calls go through. Next: BROKEN, SUSPENDED, LOST or CLOSED. */
    OPEN,
    /** No connection for the moment; new calls wait with the others. Next: OPEN, SUSPENDED, LOST or CLOSED. */
    BROKEN,
    /** The server may have taken it for dead: new calls are refused, waits stay. Next: OPEN, LOST or CLOSED. */
    SUSPENDED,
    /** It has ended, and not by this process. Last. */
    LOST,
    /** This process closed it. Last. */
    CLOSED;

    /** Returns whether it has ended. */
    public boolean isLast() {
        return this == LOST || this == CLOSED;
    }

    /**
     * Returns the next state.
     *
     * @throws IllegalStateException if it cannot follow this one
     */
    ClientSessionState enter(ClientSessionState next) {
        boolean legal = !isLast() && (next != BROKEN || this == OPEN);
        if (!legal) {
            throw new IllegalStateException("a session that is " + this + " cannot become " + next);
        }
        return next;
    }
}
