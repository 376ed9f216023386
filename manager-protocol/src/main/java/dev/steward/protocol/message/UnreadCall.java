package dev.steward.protocol.message;

import dev.steward.api.ObjectId;

/**
 * A {@link Call} that came, and for whose arguments its reader had no room: they were passed over. Never sent.
 *
 * @param thread the logical thread that calls
 * @param number the number of the call within the thread
 * @param operation as in {@link Call}
 * @param target the object
 * @param received which replies of this thread have arrived
 */
public record UnreadCall(int thread, long number, int operation, ObjectId target, Received received)
        implements AskingMessage {

    @Override
    public MessageType type() {
        return MessageType.CALL;
    }
}
