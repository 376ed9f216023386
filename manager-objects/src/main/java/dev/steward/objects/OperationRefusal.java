package dev.steward.objects;

import dev.steward.vocabulary.Status;

/**
 * Why an operation was not done. Thrown before anything was changed and turned into an answer by the group; carries no
 * stack trace, because it is a result and not a fault.
 */
public final class OperationRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Status status;

    /** Refuses with a status and a sentence that says what, which object, which operation. */
    public OperationRefusal(Status status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    /** Returns the status to answer with. */
    public Status status() {
        return status;
    }

    /** Returns the sentence. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
