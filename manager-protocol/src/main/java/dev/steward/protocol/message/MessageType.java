package dev.steward.protocol.message;

import static dev.steward.protocol.connection.Direction.BOTH;
import static dev.steward.protocol.connection.Direction.TO_CLIENT;
import static dev.steward.protocol.connection.Direction.TO_SERVER;
import static dev.steward.protocol.connection.Phase.AUTHENTICATED;
import static dev.steward.protocol.connection.Phase.HANDSHAKE;
import static dev.steward.protocol.connection.Phase.IN_SESSION;

import dev.steward.protocol.connection.Direction;
import dev.steward.protocol.connection.Phase;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The one table of message types: number, who sends it, in which phases of a connection, how long its body may be, and
 * whether its header names a call. Numbers are never used again.
 */
public enum MessageType {
    CLIENT_HELLO(0x01, TO_SERVER, 49, 49, HANDSHAKE),
    SERVER_HELLO(0x02, TO_CLIENT, 66, 66, HANDSHAKE),
    CLIENT_PROOF(0x03, TO_SERVER, 32, 32, HANDSHAKE),
    SERVER_PROOF(0x04, TO_CLIENT, 32, 32, HANDSHAKE),

    OPEN_SESSION(0x10, TO_SERVER, 52, 48 + 3 * Lengths.VARINT + Lengths.TEXT, AUTHENTICATED),
    SESSION_OPENED(0x11, TO_CLIENT, 7, Lengths.TERMS, AUTHENTICATED),
    JOIN_SESSION(0x12, TO_SERVER, 49, 49, AUTHENTICATED),
    SESSION_JOINED(0x13, TO_CLIENT, 7, Lengths.TERMS, AUTHENTICATED),
    SESSION_REFUSED(0x14, TO_CLIENT, 2, 1 + Lengths.TEXT, AUTHENTICATED),
    ASK_CLUSTER(0x15, TO_SERVER, 1, 1, AUTHENTICATED),
    CLUSTER_STATE(0x16, TO_CLIENT, 11, 2 * Lengths.TEXT + 1 + 7 * Lengths.VARINT + Lengths.MEMBERS, AUTHENTICATED),

    CALL(0x20, TO_SERVER, 13, Lengths.FRAME, IN_SESSION),
    REPLY(0x21, TO_CLIENT, 5, Lengths.FRAME, IN_SESSION),
    CANCEL(0x22, TO_SERVER, 0, 0, IN_SESSION),
    GIVE_BACK(0x23, TO_SERVER, 2, 6, IN_SESSION),
    PARK(0x24, TO_SERVER, 0, 0, IN_SESSION),
    PARKED(0x25, TO_CLIENT, 0, 0, IN_SESSION),
    ACKNOWLEDGE(0x26, TO_SERVER, 7, Lengths.FRAME, IN_SESSION),

    HEARTBEAT(0x30, TO_SERVER, 1, Lengths.VARINT, IN_SESSION),
    HEARTBEAT_ANSWER(0x31, TO_CLIENT, 1, Lengths.VARINT, IN_SESSION),
    THREADS_ENDED(0x32, TO_SERVER, 5, 2 + 4 * ThreadsEnded.MAX_THREADS, IN_SESSION),
    CLOSE_SESSION(0x33, TO_SERVER, 0, 0, IN_SESSION),
    SESSION_CLOSED(0x34, TO_CLIENT, 1, Lengths.TEXT, IN_SESSION),
    LEAVE(0x35, TO_SERVER, 0, 0, IN_SESSION),

    DRAINING(0x3E, TO_CLIENT, 1, Lengths.TEXT, AUTHENTICATED, IN_SESSION),
    FAILURE(0x3F, BOTH, 2, 1 + Lengths.TEXT, HANDSHAKE, AUTHENTICATED, IN_SESSION),

    CHUNK(0x40, BOTH, 3, Lengths.FRAME, IN_SESSION),
    /** Reserved: something that the server says unasked about an object. */
    PUSH(0x41),
    /** Reserved: several calls in one frame. */
    BATCH(0x42),
    /** Reserved: how much more the other side may send. */
    CREDIT(0x43),
    /** Reserved: named values that go before a call, such as a trace id. */
    HEADER_MAP(0x44),

    PULL(0x45, BOTH, 2, Lengths.VARINT + 5, IN_SESSION),
    LARGE_CALL(0x46, TO_SERVER, 14, Lengths.FRAME, IN_SESSION),
    LARGE_REPLY(0x47, TO_CLIENT, 5, 2 + 2 * Lengths.VARINT + 5, IN_SESSION);

    /** The parts that lengths are made of. A holder, because an enum's constants cannot see its own static fields. */
    private static final class Lengths {
        /** The longest variable-length number, in bytes: 63 bits, 7 in each. */
        static final int VARINT = 9;
        /** The longest terms of a session: four such numbers, and three of 31 bits. */
        static final int TERMS = 4 * VARINT + 3 * 5;
        /** The longest control text with the number before it, in bytes. */
        static final int TEXT = 2 + ControlText.MAX_BYTES;
        /** The longest list of servers, with the number before it, in bytes. */
        static final int MEMBERS = 2 + ClusterMessage.ClusterState.MAX_MEMBERS * (3 * TEXT + 1);
        /** Bounded by the limit of frames alone. */
        static final int FRAME = Integer.MAX_VALUE;
    }

    private static final @Nullable MessageType[] BY_CODE = new MessageType[0x100];

    static {
        for (MessageType type : values()) {
            BY_CODE[type.code] = type;
        }
    }

    private final int code;
    private final Direction direction;
    private final int minBody;
    private final int maxBody;
    private final boolean inHandshake;
    private final boolean whenAuthenticated;
    private final boolean inSession;
    private final boolean namesCall;

    MessageType(int code) {
        this(code, BOTH, 0, 0);
    }

    MessageType(int code, Direction direction, int minBody, int maxBody, Phase... phases) {
        this.code = code;
        this.direction = direction;
        this.minBody = minBody;
        this.maxBody = maxBody;
        Set<Phase> legal = Set.of(phases);
        this.inHandshake = legal.contains(HANDSHAKE);
        this.whenAuthenticated = legal.contains(AUTHENTICATED);
        this.inSession = legal.contains(IN_SESSION);
        this.namesCall = (code >= 0x20 && code <= 0x25) || code == 0x40 || (code >= 0x45 && code <= 0x47);
    }

    /** Returns the type of a number from 0 to 255, or null if there is none. */
    public static @Nullable MessageType of(int code) {
        return BY_CODE[code];
    }

    /** Returns the number on the wire, one byte. */
    public int code() {
        return code;
    }

    /** Returns who may send it. */
    public Direction direction() {
        return direction;
    }

    /** Returns the fewest bytes that its body may have. */
    public int minBody() {
        return minBody;
    }

    /** Returns the most bytes that its body may have; {@link Integer#MAX_VALUE} if only the limit of frames bounds it. */
    public int maxBody() {
        return maxBody;
    }

    /** Returns whether it may come in that phase of a connection. */
    public boolean isLegalIn(Phase phase) {
        return switch (phase) {
            case HANDSHAKE -> inHandshake;
            case AUTHENTICATED -> whenAuthenticated;
            case IN_SESSION -> inSession;
        };
    }

    /** Returns whether the number is kept for later; nobody may send it yet. */
    public boolean isReserved() {
        return !inHandshake && !whenAuthenticated && !inSession;
    }

    /** Returns whether the header of its frame names a call; if not, thread and number are 0 there. */
    public boolean namesCall() {
        return namesCall;
    }
}
