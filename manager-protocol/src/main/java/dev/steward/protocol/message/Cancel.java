package dev.steward.protocol.message;

import dev.steward.vocabulary.Status;

/**
 * Asks to end a call. It is answered all the same: with its result, with {@link Status#CANCELLED} if it has not taken effect, or
 * with {@link Status#INTERRUPTED} if users' code had begun.
 *
 * @param thread the logical thread that called
 * @param number the number of the call within the thread
 */
public record Cancel(int thread, long number) implements CallMessage {

    /** Checks the call id. */
    public Cancel {
        CallMessage.requireCallId(thread, number);
    }

    @Override
    public MessageType type() {
        return MessageType.CANCEL;
    }
}
