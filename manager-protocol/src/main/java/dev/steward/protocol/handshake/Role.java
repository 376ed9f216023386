package dev.steward.protocol.handshake;

import dev.steward.protocol.secret.KeyId;

/** What the key that a client proved makes it. Follows from the key id alone, never from anything else a client says. */
public enum Role {
    /** Holds the key of every client. */
    AUTH,
    /** Holds the key for administration. */
    ADMIN;

    /** Returns the role that comes with a key. */
    public static Role of(KeyId keyId) {
        return switch (keyId) {
            case AUTH, NEXT_AUTH -> AUTH;
            case ADMIN, NEXT_ADMIN -> ADMIN;
        };
    }
}
