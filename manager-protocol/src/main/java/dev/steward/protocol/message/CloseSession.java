package dev.steward.protocol.message;

/** Ends the session of this connection at once: the client is done, nothing is kept for it. */
public record CloseSession() implements Message {

    @Override
    public MessageType type() {
        return MessageType.CLOSE_SESSION;
    }
}
