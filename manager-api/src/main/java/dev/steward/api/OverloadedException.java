package dev.steward.api;

import java.time.Duration;

/** The server refused the call to protect itself; reads and givings-back are still served. Try again later. */
public class OverloadedException extends ManagerException {
    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    /**
     * A refusal. The call was not executed.
     *
     * @param message which limit was met and how to raise it
     * @param retryAfter how long to wait before the next try
     */
    public OverloadedException(String message, Duration retryAfter) {
        super(message, Outcome.NOT_EXECUTED);
        this.retryAfter = retryAfter;
    }

    /** Returns how long to wait before the next try. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
