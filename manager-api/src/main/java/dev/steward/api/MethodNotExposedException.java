package dev.steward.api;

import org.jspecify.annotations.Nullable;

/** The object exists but does not expose that method. */
public class MethodNotExposedException extends ManagerException {
    private static final long serialVersionUID = 1L;

    /** An error with its message and what is known of the call. */
    public MethodNotExposedException(String message, Outcome outcome) {
        super(message, outcome);
    }

    /** An error with its message, what is known of the call, and its cause (may be null). */
    public MethodNotExposedException(String message, Outcome outcome, @Nullable Throwable cause) {
        super(message, outcome, cause);
    }
}
