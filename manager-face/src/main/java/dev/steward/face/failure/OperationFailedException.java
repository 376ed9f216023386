package dev.steward.face.failure;

import dev.steward.vocabulary.Status;
import org.jspecify.annotations.Nullable;

/**
 * An operation was answered with something other than OK. Never reaches a user: {@link RemoteFailures} makes of it what
 * the method promises. Has no stack trace of its own.
 */
public final class OperationFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Status status;
    private final transient @Nullable RemoteThrowable thrown;

    /**
     * A failed operation.
     *
     * @param status how it ended
     * @param message what the server says about it
     * @param thrown what was thrown there, if the status is {@link Status#USER_EXCEPTION}
     */
    public OperationFailedException(Status status, String message, @Nullable RemoteThrowable thrown) {
        super(message, null, false, false);
        this.status = status;
        this.thrown = thrown;
    }

    /**
     * Reads the value of a reply that is not OK.
     *
     * @param status the status of the reply
     * @param value its decoded value: a text, or for {@link Status#USER_EXCEPTION} the list that describes what was
     *     thrown
     */
    public static OperationFailedException of(Status status, @Nullable Object value) {
        if (status == Status.USER_EXCEPTION) {
            RemoteThrowable thrown = RemoteThrowable.of(value);
            return new OperationFailedException(status, thrown.describe(), thrown);
        }
        return new OperationFailedException(status, value instanceof String text ? text : "", null);
    }

    /** Returns how the operation ended. */
    public Status status() {
        return status;
    }

    /** Returns the text of the server; empty if it sent none. */
    public String text() {
        String message = getMessage();
        return message == null ? "" : message;
    }

    /** Returns what was thrown on the server, or null if nothing was. */
    public @Nullable RemoteThrowable thrown() {
        return thrown;
    }
}
