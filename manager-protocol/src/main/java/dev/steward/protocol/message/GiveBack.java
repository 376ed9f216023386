package dev.steward.protocol.message;

/**
 * Says that nobody waits any more for the result that came: an element goes back to its place, a lock is released.
 *
 * @param thread the logical thread that called
 * @param number the number of the call within the thread
 * @param counted whether the client has counted the references in the result, and gives them back itself
 * @param unopened whether this client cannot open the first element: it goes on behind it, others still get it
 * @param kept how many of the first elements it has received all the same
 */
public record GiveBack(int thread, long number, boolean counted, boolean unopened, int kept) implements CallMessage {

    /** Checks the call id, and that nothing is kept of what cannot be opened. */
    public GiveBack {
        CallMessage.requireCallId(thread, number);
        if (kept < 0 || (kept > 0 && unopened)) {
            throw new IllegalArgumentException("kept " + kept + (unopened ? " of what cannot be opened" : ""));
        }
    }

    /** Says that a result is not wanted which nobody has looked into. */
    public GiveBack(int thread, long number) {
        this(thread, number, false, false, 0);
    }

    @Override
    public MessageType type() {
        return MessageType.GIVE_BACK;
    }
}
