package dev.steward.python.wire;

import dev.steward.api.AuthKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The digests that CPython's handshake knows, each by its name there. */
enum Digest {
    /** Of CPython up to 3.11, which does not name it. */
    MD5("md5", "HmacMD5"),
    SHA_256("sha256", "HmacSHA256"),
    SHA_384("sha384", "HmacSHA384"),
    SHA3_256("sha3_256", "HmacSHA3-256"),
    SHA3_384("sha3_384", "HmacSHA3-384");

    private final String prefix;
    private final String algorithm;

    Digest(String name, String algorithm) {
        this.prefix = "{" + name + "}";
        this.algorithm = algorithm;
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

    /** Returns what makes codes with a key. */
    Mac begin(AuthKey key) {
        byte[] secret = key.bytes();
        try {
            Mac mac = Mac.getInstance(algorithm);
            // A key is filled up with zeros, so that one is none; Java knows no empty key.
            mac.init(new SecretKeySpec(secret.length == 0 ? new byte[1] : secret, algorithm));
            return mac;
        } catch (GeneralSecurityException notThere) {
            throw new IllegalStateException(algorithm + " is missing in this JDK", notThere);
        }
    }
}
