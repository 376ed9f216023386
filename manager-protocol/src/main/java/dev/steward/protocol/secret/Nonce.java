package dev.steward.protocol.secret;

import org.jspecify.annotations.Nullable;

/** Drawn at random by each side for each connection, so that no proof ever fits a second one. */
public final class Nonce extends FixedBytes {

    /**
     * Takes a copy of the bytes.
     *
     * @throws IllegalArgumentException if there are not {@value FixedBytes#SIZE}
     */
    public Nonce(byte[] bytes) {
        super(bytes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Nonce nonce && sameBytes(nonce);
    }

    @Override
    public int hashCode() {
        return firstBytes();
    }
}
