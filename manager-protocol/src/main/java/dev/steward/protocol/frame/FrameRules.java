package dev.steward.protocol.frame;

import static java.util.Objects.requireNonNull;

import dev.steward.api.Outcome;
import dev.steward.api.ProtocolException;
import dev.steward.protocol.connection.Direction;
import dev.steward.protocol.connection.Phase;
import dev.steward.protocol.message.MessageType;
import dev.steward.protocol.message.SessionTerms;

/**
 * What may come in on a connection as far as it has come: which way, in which phase, how long. Immutable.
 *
 * @param way who sends what comes in here: TO_SERVER in the server, TO_CLIENT in the client
 * @param phase how far the connection has come
 * @param maxFrame the longest frame after authentication, in bytes after its length field
 */
public record FrameRules(Direction way, Phase phase, int maxFrame) {

    /** The longest frame before authentication, in bytes after its length field. */
    public static final int MAX_BEFORE_AUTHENTICATION = 512;

    /** The longest frame after authentication unless the server says otherwise, in bytes after its length field. */
    public static final int DEFAULT_MAX_FRAME = 16 << 20;

    /** Checks way and limit. */
    public FrameRules {
        requireNonNull(phase, "phase");
        if (way == Direction.BOTH) {
            throw new IllegalArgumentException("one side reads one way");
        }
        SessionTerms.requireMaxFrame(maxFrame);
    }

    /** Returns the rules of a new connection, seen from the server. */
    public static FrameRules ofServer(int maxFrame) {
        return new FrameRules(Direction.TO_SERVER, Phase.HANDSHAKE, maxFrame);
    }

    /** Returns the rules of a new connection, seen from the client. */
    public static FrameRules ofClient() {
        return new FrameRules(Direction.TO_CLIENT, Phase.HANDSHAKE, DEFAULT_MAX_FRAME);
    }

    /**
     * Returns the rules of the next phase.
     *
     * @throws IllegalStateException if it does not follow this one
     */
    public FrameRules enter(Phase next) {
        return new FrameRules(way, phase.enter(next), maxFrame);
    }

    /** Returns the same rules with another limit after authentication. */
    public FrameRules withMaxFrame(int bytes) {
        return new FrameRules(way, phase, bytes);
    }

    /** Checks the length that a frame claims, before anything is allocated for it. */
    void checkLength(int length) {
        int limit = phase == Phase.HANDSHAKE ? MAX_BEFORE_AUTHENTICATION : maxFrame;
        // A length from 2^31 on is negative here, so the signed compare below catches it as too short a frame does.
        if (length < FrameCodec.HEADER_BYTES || length > limit) {
            throw refused("a frame of " + Integer.toUnsignedLong(length) + " bytes came, "
                    + FrameCodec.HEADER_BYTES + " to " + limit + " may come "
                    + (phase == Phase.HANDSHAKE ? "before authentication: is the other side a Steward peer?" : "here"));
        }
    }

    /** Returns the type of a frame if such a one, with a body of that length, may come now. */
    MessageType checkType(int code, int bodyLength) {
        MessageType type = MessageType.of(code);
        if (type == null) {
            throw refused(String.format("message type 0x%02X is unknown", code));
        }
        if (type.isReserved()) {
            throw refused(type + " is reserved and not spoken in this version");
        }
        if (!type.direction().includes(way)) {
            throw refused(type + " is not for this side to receive");
        }
        if (!type.isLegalIn(phase)) {
            throw refused(type + " may not come when the connection is in phase " + phase);
        }
        if (bodyLength < type.minBody() || bodyLength > type.maxBody()) {
            throw refused(type + " has a body of " + bodyLength + " bytes, outside " + type.minBody() + " to "
                    + type.maxBody());
        }
        return type;
    }

    static ProtocolException refused(String why) {
        return new ProtocolException(why, Outcome.UNKNOWN);
    }
}
