package dev.steward.api;

import org.jspecify.annotations.Nullable;

/** The two sides do not share a key, or the other side could not prove that it holds it. Python twin: {@code multiprocessing.AuthenticationError}. */
public class AuthenticationException extends ManagerException {
    private static final long serialVersionUID = 1L;

    /** An error with its message and what is known of the call. */
    public AuthenticationException(String message, Outcome outcome) {
        super(message, outcome);
    }

    /** An error with its message, what is known of the call, and its cause (may be null). */
    public AuthenticationException(String message, Outcome outcome, @Nullable Throwable cause) {
        super(message, outcome, cause);
    }
}
