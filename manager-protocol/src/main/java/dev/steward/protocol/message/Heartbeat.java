package dev.steward.protocol.message;

/**
 * Keeps a session alive.
 *
 * @param tick counts the heartbeats of the client, at least 0
 */
public record Heartbeat(long tick) implements Message {

    /** Checks the tick. */
    public Heartbeat {
        SessionTerms.requireNotNegative("tick", tick);
    }

    @Override
    public MessageType type() {
        return MessageType.HEARTBEAT;
    }
}
