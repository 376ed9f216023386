package dev.steward.api;

import org.jspecify.annotations.Nullable;

/** The queue was shut down: it takes no more elements, or has none left to give. Python twin: {@code queue.ShutDown}. */
public class QueueShutDownException extends ManagerException {
    private static final long serialVersionUID = 1L;

    /** An error with its message and what is known of the call. */
    public QueueShutDownException(String message, Outcome outcome) {
        super(message, outcome);
    }

    /** An error with its message, what is known of the call, and its cause (may be null). */
    public QueueShutDownException(String message, Outcome outcome, @Nullable Throwable cause) {
        super(message, outcome, cause);
    }
}
