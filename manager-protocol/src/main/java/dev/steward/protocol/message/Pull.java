package dev.steward.protocol.message;

/**
 * Asks for bytes of the large arguments, or of the large result, of a call. They come as {@link Chunk}s, in order. Where it
 * begins at the end of the one before, more is asked for; anywhere else the transfer begins anew there.
 *
 * @param thread the logical thread that called
 * @param number the number of the call within the thread
 * @param from the first byte, counted from 0
 * @param count how many, at least 1 and at most {@value #MOST_BYTES}
 */
public record Pull(int thread, long number, long from, int count) implements CallMessage {

    /** The most bytes that one message may ask for. */
    public static final int MOST_BYTES = 4 << 20;

    /** Checks the numbers. */
    public Pull {
        CallMessage.requireCallId(thread, number);
        SessionTerms.requireNotNegative("from", from);
        if (count < 1 || count > MOST_BYTES) {
            throw new IllegalArgumentException("1 to " + MOST_BYTES + " bytes are pulled at once, not " + count);
        }
    }

    @Override
    public MessageType type() {
        return MessageType.PULL;
    }
}
