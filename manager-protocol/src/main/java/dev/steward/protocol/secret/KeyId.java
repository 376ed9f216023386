package dev.steward.protocol.secret;

import org.jspecify.annotations.Nullable;

/**
 * Which of the server's keys a client proves to hold. What it may do follows from this and from nothing else that it
 * says. A server may have two live keys for each role, the current and the next, so that keys can be changed while
 * clients are connected; see {@code docs/protocol.md}.
 */
public enum KeyId {
    /** The key of every client: the current one, or the next one. */
    AUTH(0),
    /** The key for shutting down, looking into the server and putting right: the current one, or the next one. */
    ADMIN(1),
    /** The next key of every client only. */
    NEXT_AUTH(2),
    /** The next key for administration only. */
    NEXT_ADMIN(3);

    private final int code;

    KeyId(int code) {
        this.code = code;
    }

    /** Returns the key id of a number, or null if there is none. */
    public static @Nullable KeyId of(int code) {
        for (KeyId id : values()) {
            if (id.code == code) {
                return id;
            }
        }
        return null;
    }

    /** Returns the number on the wire, one byte. */
    public int code() {
        return code;
    }
}
