package dev.steward.protocol.frame;

import dev.steward.protocol.connection.Direction;
import dev.steward.protocol.connection.Phase;
import dev.steward.protocol.message.MessageType;

/** Rules that let a type in. */
final class Rules {

    static final int MAX_FRAME = FrameRules.DEFAULT_MAX_FRAME;

    private Rules() {}

    static FrameRules in(MessageType type) {
        for (Phase phase : Phase.values()) {
            if (type.isLegalIn(phase)) {
                return new FrameRules(wayOf(type), phase, MAX_FRAME);
            }
        }
        throw new AssertionError(type + " is reserved");
    }

    static FrameRules server(Phase phase) {
        return new FrameRules(Direction.TO_SERVER, phase, MAX_FRAME);
    }

    static FrameRules client(Phase phase) {
        return new FrameRules(Direction.TO_CLIENT, phase, MAX_FRAME);
    }

    private static Direction wayOf(MessageType type) {
        return type.direction() == Direction.BOTH ? Direction.TO_CLIENT : type.direction();
    }
}
