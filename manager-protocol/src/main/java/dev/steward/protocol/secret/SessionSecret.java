package dev.steward.protocol.secret;

import org.jspecify.annotations.Nullable;

/** What a connection must know to join a session; drawn at random by the client that opens it. */
public final class SessionSecret extends FixedBytes {

    /**
     * Takes a copy of the bytes.
     *
     * @throws IllegalArgumentException if there are not {@value FixedBytes#SIZE}
     */
    public SessionSecret(byte[] bytes) {
        super(bytes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SessionSecret secret && sameBytes(secret);
    }

    @Override
    public int hashCode() {
        return firstBytes();
    }
}
