package dev.steward.protocol.message;

import dev.steward.vocabulary.Status;

/**
 * Asks to end a call that has not taken effect. The call is answered all the same: with its result, or with {@link Status#CANCELLED}.
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
