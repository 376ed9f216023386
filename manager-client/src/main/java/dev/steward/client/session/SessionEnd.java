package dev.steward.client.session;

import dev.steward.api.ManagerException;
import dev.steward.api.Outcome;
import dev.steward.api.ServerEndedException;
import dev.steward.api.SessionLostException;
import dev.steward.api.StaleProxyException;
import org.jspecify.annotations.Nullable;

/**
 * Why a session has ended: what every open call and every later one is told. Immutable.
 *
 * @param kind who ended it
 * @param text why, and what to do
 * @param cause the failure behind it, or null
 */
record SessionEnd(Kind kind, String text, @Nullable Throwable cause) {

    /** Who ended a session. */
    enum Kind {
        /** This process closed it. */
        CLOSED,
        /** The server ended it, or could not be reached for too long. */
        LOST,
        /** The server has ended, and had said so before. */
        SERVER_ENDED,
        /** The server was started anew: its objects are others now. */
        STALE
    }

    /** Returns what to throw for a call. */
    ManagerException exception(Outcome outcome) {
        return switch (kind) {
            case STALE -> new StaleProxyException(text, outcome, cause);
            case SERVER_ENDED -> new ServerEndedException(text, outcome, cause);
            case CLOSED, LOST -> new SessionLostException(text, outcome, cause);
        };
    }

    /** Returns the same as an exception with the stack of this thread. */
    static ManagerException rethrown(ManagerException lost, Request.Name name) {
        String text = name.text() + ": " + lost.getMessage();
        if (lost instanceof StaleProxyException) {
            return new StaleProxyException(text, lost.outcome(), lost);
        }
        return lost instanceof ServerEndedException
                ? new ServerEndedException(text, lost.outcome(), lost)
                : new SessionLostException(text, lost.outcome(), lost);
    }
}
