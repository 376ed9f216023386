package dev.steward.api;

import org.jspecify.annotations.Nullable;

/** No connection to the server can be had, or the one in use broke and was not replaced in time. */
public class ConnectionLostException extends ManagerException {
    private static final long serialVersionUID = 1L;

    /** An error with its message and what is known of the call. */
    public ConnectionLostException(String message, Outcome outcome) {
        super(message, outcome);
    }

    /** An error with its message, what is known of the call, and its cause (may be null). */
    public ConnectionLostException(String message, Outcome outcome, @Nullable Throwable cause) {
        super(message, outcome, cause);
    }
}
