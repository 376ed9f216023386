package dev.steward.protocol.secret;

import java.security.MessageDigest;

/** A value of exactly {@value #SIZE} bytes that is compared in a time that does not depend on them. Immutable. */
public abstract sealed class FixedBytes permits Nonce, Proof, SessionSecret {

    /** How many bytes there are. */
    public static final int SIZE = 32;

    private final byte[] bytes;

    FixedBytes(byte[] bytes) {
        if (bytes.length != SIZE) {
            throw new IllegalArgumentException(
                    getClass().getSimpleName() + " has " + SIZE + " bytes, not " + bytes.length);
        }
        this.bytes = bytes.clone();
    }

    /** Returns a copy of the bytes. */
    public final byte[] bytes() {
        return bytes.clone();
    }

    /** Returns whether the other has the same bytes, in a time that does not depend on them. */
    final boolean sameBytes(FixedBytes other) {
        return MessageDigest.isEqual(bytes, other.bytes);
    }

    /** Returns a hash code: enough for a table, and tells nothing that a log should not have. */
    final int firstBytes() {
        return ((bytes[0] & 0xFF) << 8) | (bytes[1] & 0xFF);
    }

    /** Returns a text without the bytes. */
    @Override
    public final String toString() {
        return getClass().getSimpleName() + "(" + SIZE + " bytes)";
    }
}
