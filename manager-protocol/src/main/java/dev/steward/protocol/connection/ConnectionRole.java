package dev.steward.protocol.connection;

import org.jspecify.annotations.Nullable;

/** What a connection is for within its session. */
public enum ConnectionRole {
    /** The session's shared connection: heartbeats, asynchronous calls and every reply that has no other way. */
    SHARED(0),
    /** Borrowed by one caller at a time. */
    CALLER(1);

    private final int code;

    ConnectionRole(int code) {
        this.code = code;
    }

    /** Returns the role of a number, or null if there is none. */
    public static @Nullable ConnectionRole of(int code) {
        return code == 0 ? SHARED : code == 1 ? CALLER : null;
    }

    /** Returns the number on the wire, one byte. */
    public int code() {
        return code;
    }
}
