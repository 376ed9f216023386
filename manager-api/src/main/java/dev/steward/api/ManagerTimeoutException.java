package dev.steward.api;

import org.jspecify.annotations.Nullable;

/** A call was not answered within its deadline ({@code ClientOptions.callTimeout} or {@code withDeadline}). */
public class ManagerTimeoutException extends ManagerException {
    private static final long serialVersionUID = 1L;

    /** An error with its message and what is known of the call. */
    public ManagerTimeoutException(String message, Outcome outcome) {
        super(message, outcome);
    }

    /** An error with its message, what is known of the call, and its cause (may be null). */
    public ManagerTimeoutException(String message, Outcome outcome, @Nullable Throwable cause) {
        super(message, outcome, cause);
    }
}
