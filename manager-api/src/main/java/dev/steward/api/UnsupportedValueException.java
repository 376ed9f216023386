package dev.steward.api;

import org.jspecify.annotations.Nullable;

/** A value cannot travel, or its class is not one that this side allows to be opened. */
public class UnsupportedValueException extends ManagerException {
    private static final long serialVersionUID = 1L;

    /** An error with its message and what is known of the call. */
    public UnsupportedValueException(String message, Outcome outcome) {
        super(message, outcome);
    }

    /** An error with its message, what is known of the call, and its cause (may be null). */
    public UnsupportedValueException(String message, Outcome outcome, @Nullable Throwable cause) {
        super(message, outcome, cause);
    }
}
