package dev.steward.protocol.value.codec;

import dev.steward.protocol.value.ValueKind;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** 128 bits of SHA-256: what nobody can find two different values for. Used by one thread at a time. */
final class ValueHash {

    private final MessageDigest digest = make();
    private final byte[] whole = new byte[32];

    private static MessageDigest make() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Returns the hash of some bytes. */
    byte[] of(byte[] bytes, int start, int length) {
        digest.update(bytes, start, length);
        try {
            digest.digest(whole, 0, whole.length);
        } catch (DigestException e) {
            throw new IllegalStateException("there is room for it", e);
        }
        return Arrays.copyOf(whole, ValueKind.FINGERPRINT_BYTES);
    }

    /** Returns the hash of an array. */
    static byte[] ofBytes(byte[] bytes) {
        return new ValueHash().of(bytes, 0, bytes.length);
    }
}
