package dev.steward.api;

import org.jspecify.annotations.Nullable;

/** The session of this client has ended on the server: what it held was released, and its proxies are of no use any more. */
public class SessionLostException extends ManagerException {
    private static final long serialVersionUID = 1L;

    /** An error with its message and what is known of the call. */
    public SessionLostException(String message, Outcome outcome) {
        super(message, outcome);
    }

    /** An error with its message, what is known of the call, and its cause (may be null). */
    public SessionLostException(String message, Outcome outcome, @Nullable Throwable cause) {
        super(message, outcome, cause);
    }
}
