package dev.steward.api;

import org.jspecify.annotations.Nullable;

/** The other side sent something that the protocol does not allow, or is not a Steward peer at all. */
public class ProtocolException extends ManagerException {
    private static final long serialVersionUID = 1L;

    /** An error with its message and what is known of the call. */
    public ProtocolException(String message, Outcome outcome) {
        super(message, outcome);
    }

    /** An error with its message, what is known of the call, and its cause (may be null). */
    public ProtocolException(String message, Outcome outcome, @Nullable Throwable cause) {
        super(message, outcome, cause);
    }
}
