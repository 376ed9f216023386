package dev.steward.protocol.message;

import static java.util.Objects.requireNonNull;

import dev.steward.vocabulary.Status;

/**
 * A {@link Reply} whose value is larger than a frame: says how large it is. The client pulls it with {@link Pull}, or
 * acknowledges the reply without.
 *
 * @param thread the logical thread that called
 * @param number the number of the call within the thread
 * @param status how the call ended
 * @param redelivered as in {@link Reply}
 * @param underAcknowledgement as in {@link Reply}
 * @param sequence as in {@link Reply}
 * @param transfer tells one value from another within the session: after a break, the same number means the same bytes
 * @param size how many bytes the value has, at least 1
 */
public record LargeReply(
        int thread,
        long number,
        Status status,
        boolean redelivered,
        boolean underAcknowledgement,
        long sequence,
        long transfer,
        int size)
        implements CallMessage {

    /** Checks the numbers. */
    public LargeReply {
        CallMessage.requireCallId(thread, number);
        requireNonNull(status, "status");
        SessionTerms.requireNotNegative("sequence", sequence);
        SessionTerms.requireNotNegative("transfer", transfer);
        if (size < 1) {
            throw new IllegalArgumentException("a value has at least 1 byte, not " + size);
        }
    }

    @Override
    public MessageType type() {
        return MessageType.LARGE_REPLY;
    }
}
