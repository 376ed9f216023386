package dev.steward.api;

import org.jspecify.annotations.Nullable;

/** The calling thread was interrupted in a method that cannot throw {@link InterruptedException}. The interrupt flag is set again. */
public class CallInterruptedException extends ManagerException {
    private static final long serialVersionUID = 1L;

    /** An error with its message and what is known of the call. */
    public CallInterruptedException(String message, Outcome outcome) {
        super(message, outcome);
    }

    /** An error with its message, what is known of the call, and its cause (may be null). */
    public CallInterruptedException(String message, Outcome outcome, @Nullable Throwable cause) {
        super(message, outcome, cause);
    }
}
