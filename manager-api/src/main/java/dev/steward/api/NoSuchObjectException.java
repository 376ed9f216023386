package dev.steward.api;

import org.jspecify.annotations.Nullable;

/** No object of that name or id exists, or it exists with another type or shape. */
public class NoSuchObjectException extends ManagerException {
    private static final long serialVersionUID = 1L;

    /** An error with its message and what is known of the call. */
    public NoSuchObjectException(String message, Outcome outcome) {
        super(message, outcome);
    }

    /** An error with its message, what is known of the call, and its cause (may be null). */
    public NoSuchObjectException(String message, Outcome outcome, @Nullable Throwable cause) {
        super(message, outcome, cause);
    }
}
