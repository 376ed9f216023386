package dev.steward.protocol.message;

import static java.util.Objects.requireNonNull;

import dev.steward.api.ManagerException;
import dev.steward.api.Outcome;

/**
 * The last message on a connection: says why it is closed.
 *
 * @param code which kind of failure
 * @param text for people; at most {@value ControlText#MAX_BYTES} bytes, the rest is cut off
 */
public record Failure(FailureCode code, String text) implements Message {

    /** Makes the text fit. */
    public Failure {
        requireNonNull(code, "code");
        text = ControlText.of(text);
    }

    /**
     * Returns what to tell the other side about a problem on this one. Of an unexpected exception it learns nothing: the
     * log has it.
     */
    public static Failure of(Throwable problem) {
        FailureCode code = FailureCode.of(problem);
        String message = problem.getMessage();
        return new Failure(code, code == FailureCode.INTERNAL || message == null ? "internal error" : message);
    }

    /** Returns the exception that tells a caller of this side; {@code outcome} is what is known of its call. */
    public ManagerException toException(Outcome outcome) {
        return code.toException(text, outcome);
    }

    @Override
    public MessageType type() {
        return MessageType.FAILURE;
    }
}
