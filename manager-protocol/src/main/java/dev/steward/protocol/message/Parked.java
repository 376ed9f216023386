package dev.steward.protocol.message;

/**
 * Answers {@link Park} on the connection it came on. After it, or after the reply if that was already on its way, this connection carries nothing more of that call.
 *
 * @param thread the logical thread that called
 * @param number the number of the call within the thread
 */
public record Parked(int thread, long number) implements CallMessage {

    /** Checks the call id. */
    public Parked {
        CallMessage.requireCallId(thread, number);
    }

    @Override
    public MessageType type() {
        return MessageType.PARKED;
    }
}
