package dev.steward.protocol.message;

import static java.util.Objects.requireNonNull;

import dev.steward.protocol.value.EncodedValue;
import dev.steward.vocabulary.Status;

/**
 * Answers a {@link Call}; every call is answered exactly once.
 *
 * @param thread the logical thread that called
 * @param number the number of the call within the thread
 * @param status how the call ended
 * @param redelivered whether an element in the value was delivered before, to somebody who did not acknowledge it
 * @param underAcknowledgement whether the value is forgotten only when the client has told that the reply arrived
 * @param sequence the object's sequence number when the call took effect, at least 0
 * @param value the result, or what {@link Status} says of the error
 */
public record Reply(
        int thread,
        long number,
        Status status,
        boolean redelivered,
        boolean underAcknowledgement,
        long sequence,
        EncodedValue value)
        implements CallMessage {

    /** Checks the numbers. */
    public Reply {
        CallMessage.requireCallId(thread, number);
        requireNonNull(status, "status");
        requireNonNull(value, "value");
        SessionTerms.requireNotNegative("sequence", sequence);
    }

    @Override
    public MessageType type() {
        return MessageType.REPLY;
    }
}
