package dev.steward.protocol.message;

/**
 * The server is about to end: it takes no new calls, finishes what runs and then closes.
 *
 * @param reason for people; at most {@value ControlText#MAX_BYTES} bytes, the rest is cut off
 */
public record Draining(String reason) implements Message {

    /** Makes the reason fit. */
    public Draining {
        reason = ControlText.of(reason);
    }

    @Override
    public MessageType type() {
        return MessageType.DRAINING;
    }
}
