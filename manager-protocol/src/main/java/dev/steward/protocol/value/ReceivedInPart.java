package dev.steward.protocol.value;

/**
 * Says of an answer that takes several elements that its caller has received the first few of them, and wants the others
 * to go back. Thrown by what reads an answer; never seen by users.
 */
public final class ReceivedInPart extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int received;

    /** Says how many of the first elements were received. */
    public ReceivedInPart(int received) {
        super("received " + received + " of the elements", null, false, false);
        this.received = received;
    }

    /** Returns how many of the first elements were received. */
    public int received() {
        return received;
    }
}
