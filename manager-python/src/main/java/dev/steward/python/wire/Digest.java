package dev.steward.python.wire;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The digests that CPython's handshake knows, each by its name there. */
enum Digest {
    /** Of CPython up to 3.11, which does not name it. */
    MD5("md5", "MD5", 64),
    SHA_256("sha256", "SHA-256", 64),
    SHA_384("sha384", "SHA-384", 128),
    SHA3_256("sha3_256", "SHA3-256", 136),
    SHA3_384("sha3_384", "SHA3-384", 104);

    private final String prefix;
    private final String algorithm;
    private final int block;

    /**
     * A digest.
     *
     * @param block how many bytes it takes at a time
     */
    Digest(String name, String algorithm, int block) {
        this.prefix = "{" + name + "}";
        this.algorithm = algorithm;
        this.block = block;
    }

    /** Returns the digest that a message names at its start, or null if it names none of these. */
    static @Nullable Digest namedBy(byte[] message) {
        for (Digest digest : values()) {
            byte[] prefix = digest.prefix();
            if (message.length >= prefix.length && Arrays.equals(message, 0, prefix.length, prefix, 0, prefix.length)) {
                return digest;
            }
        }
        return null;
    }

    /** Returns how it is named at the start of a message. */
    byte[] prefix() {
        return prefix.getBytes(StandardCharsets.US_ASCII);
    }

    /** Returns how many bytes the name takes. */
    int prefixLength() {
        return prefix.length();
    }

    /** Returns how many bytes it takes at a time. */
    int block() {
        return block;
    }

    /** Begins a digest of nothing yet. */
    MessageDigest begin() {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException notThere) {
            throw new IllegalStateException(algorithm + " is missing in this JDK", notThere);
        }
    }
}
