package dev.steward.protocol.message;

import dev.steward.protocol.value.Stretch;

/**
 * Some of the bytes that were asked for with {@link Pull}.
 *
 * @param thread the logical thread that called
 * @param number the number of the call within the thread
 * @param from where the first of them stands, counted from 0
 * @param bytes at least one
 */
public record Chunk(int thread, long number, long from, Stretch bytes) implements CallMessage {

    /** Checks the numbers. */
    public Chunk {
        CallMessage.requireCallId(thread, number);
        SessionTerms.requireNotNegative("from", from);
        if (bytes.size() < 1) {
            throw new IllegalArgumentException("a chunk has at least 1 byte");
        }
    }

    @Override
    public MessageType type() {
        return MessageType.CHUNK;
    }
}
