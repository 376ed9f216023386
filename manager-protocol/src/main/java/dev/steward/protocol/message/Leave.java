package dev.steward.protocol.message;

/**
 * The process of this session is about to end, in order: the session goes on until its last connection breaks, and ends then
 * as if it had been closed, whatever its resume window is.
 */
public record Leave() implements Message {

    @Override
    public MessageType type() {
        return MessageType.LEAVE;
    }
}
