package dev.steward.protocol.message;

/**
 * Says that nobody waits any more for the result that came: an element goes back to its place, a lock is released.
 *
 * @param thread the logical thread that called
 * @param number the number of the call within the thread
 */
public record GiveBack(int thread, long number) implements CallMessage {

    /** Checks the call id. */
    public GiveBack {
        CallMessage.requireCallId(thread, number);
    }

    @Override
    public MessageType type() {
        return MessageType.GIVE_BACK;
    }
}
