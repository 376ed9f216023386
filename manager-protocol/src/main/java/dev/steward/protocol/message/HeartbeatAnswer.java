package dev.steward.protocol.message;

/**
 * Answers {@link Heartbeat} at once.
 *
 * @param tick the one of the heartbeat
 */
public record HeartbeatAnswer(long tick) implements Message {

    /** Checks the tick. */
    public HeartbeatAnswer {
        SessionTerms.requireNotNegative("tick", tick);
    }

    @Override
    public MessageType type() {
        return MessageType.HEARTBEAT_ANSWER;
    }
}
