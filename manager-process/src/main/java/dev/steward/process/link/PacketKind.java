package dev.steward.process.link;

import org.jspecify.annotations.Nullable;

/** What a packet is. One table for all that travels between processes without a manager; numbers are never used again. */
public enum PacketKind {
    /** A value that a user sent. */
    VALUE(1),
    /** Bytes that a user sent. */
    BYTES(2),

    /** First on a connection to the process that made a pipe: which ticket this is. */
    TICKET(0x10),
    /** The holder of an end of a pipe wants the next message. */
    WANT(0x11),
    /** The holder of an end of a pipe has taken the message that it was given. */
    TAKEN(0x12),
    /** So many bytes that a holder had sent were received; it may send as much again. */
    CREDIT(0x13),
    /** Nobody can send to this end any more. */
    END(0x14),
    /** Nobody can receive what this end sends any more. */
    NOBODY(0x15),
    /** The holder of an end wants to pass it on to a child of its own. */
    WANT_TICKET(0x16),
    /** The answer: the ticket for that child. */
    NEW_TICKET(0x17),
    /** A ticket will not be used: the child that it was for is gone. */
    REVOKE_TICKET(0x18),

    /** To a worker of a pool: the function of the tasks that follow. */
    FUNCTION(0x20),
    /** To a worker: run the function with this. */
    TASK(0x21),
    /** To a worker: no more tasks come; end. */
    LEAVE(0x22),
    /** From a worker: it is ready for tasks. */
    READY(0x23),
    /** From a worker: its initializer failed. */
    NOT_READY(0x24),
    /** From a worker: the result of a task. */
    RESULT(0x25),
    /** From a worker: what a task threw. */
    THROWN(0x26),
    /** From a worker: why the result of a task cannot travel. */
    NO_RESULT(0x27);

    private static final @Nullable PacketKind[] BY_CODE = new PacketKind[0x100];

    static {
        for (PacketKind kind : values()) {
            BY_CODE[kind.code] = kind;
        }
    }

    private final int code;

    PacketKind(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    /** Returns the kind with that number from 0 to 255, or null if there is none. */
    static @Nullable PacketKind of(int code) {
        return BY_CODE[code];
    }
}
