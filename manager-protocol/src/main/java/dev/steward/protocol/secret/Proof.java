package dev.steward.protocol.secret;

import org.jspecify.annotations.Nullable;

/** What only a holder of the key can compute for one handshake. */
public final class Proof extends FixedBytes {

    /**
     * Takes a copy of the bytes.
     *
     * @throws IllegalArgumentException if there are not {@value FixedBytes#SIZE}
     */
    public Proof(byte[] bytes) {
        super(bytes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Proof proof && sameBytes(proof);
    }

    @Override
    public int hashCode() {
        return firstBytes();
    }
}
