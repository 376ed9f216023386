package dev.steward.api;

import org.jspecify.annotations.Nullable;

/** The proxy belongs to another incarnation of the server, so the object it stood for is gone; ask the manager for it again. */
public class StaleProxyException extends ManagerException {
    private static final long serialVersionUID = 1L;

    /** An error with its message and what is known of the call. */
    public StaleProxyException(String message, Outcome outcome) {
        super(message, outcome);
    }

    /** An error with its message, what is known of the call, and its cause (may be null). */
    public StaleProxyException(String message, Outcome outcome, @Nullable Throwable cause) {
        super(message, outcome, cause);
    }
}
