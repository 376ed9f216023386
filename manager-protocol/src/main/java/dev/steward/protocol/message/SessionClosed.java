package dev.steward.protocol.message;

/**
 * The session has ended, because the client closed it or the server ended it.
 *
 * @param reason for people; at most {@value ControlText#MAX_BYTES} bytes, the rest is cut off
 */
public record SessionClosed(String reason) implements Message {

    /** Makes the reason fit. */
    public SessionClosed {
        reason = ControlText.of(reason);
    }

    @Override
    public MessageType type() {
        return MessageType.SESSION_CLOSED;
    }
}
