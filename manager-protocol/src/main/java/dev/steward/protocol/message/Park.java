package dev.steward.protocol.message;

/**
 * Asks to send the reply on the session's shared connection, because the caller stops reading this one.
 *
 * @param thread the logical thread that called
 * @param number the number of the call within the thread
 */
public record Park(int thread, long number) implements CallMessage {

    /** Checks the call id. */
    public Park {
        CallMessage.requireCallId(thread, number);
    }

    @Override
    public MessageType type() {
        return MessageType.PARK;
    }
}
