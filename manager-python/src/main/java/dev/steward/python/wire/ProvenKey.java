package dev.steward.python.wire;

import dev.steward.api.AuthKey;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A key that clients may prove, ready to make codes: each connection of a client of Python needs two, and a proxy of theirs three
 * connections. Safe for use by any number of threads.
 */
public final class ProvenKey {

    private static final byte INNER = 0x36;
    private static final byte OUTER = 0x5C;

    private final AuthKey key;
    private final boolean admin;
    private final Map<Digest, Begun> begun = new ConcurrentHashMap<>();

    /** The two digests of a code as far as the key alone determines them; copied for each code and never continued themselves. */
    private record Begun(MessageDigest inner, MessageDigest outer) {}

    /**
     * Of a key.
     *
     * @param admin whether who has it is an administrator
     */
    public ProvenKey(AuthKey key, boolean admin) {
        this.key = key;
        this.admin = admin;
    }

    private Begun begin(Digest digest) {
        byte[] secret = key.bytes();
        byte[] padded =
                Arrays.copyOf(secret.length > digest.block() ? digest.begin().digest(secret) : secret, digest.block());
        Begun both = new Begun(begun(digest, padded, INNER), begun(digest, padded, OUTER));
        Arrays.fill(padded, (byte) 0);
        Arrays.fill(secret, (byte) 0);
        return both;
    }

    private static MessageDigest begun(Digest digest, byte[] padded, byte each) {
        byte[] block = padded.clone();
        for (int i = 0; i < block.length; i++) {
            block[i] ^= each;
        }
        MessageDigest begun = digest.begin();
        begun.update(block);
        Arrays.fill(block, (byte) 0);
        return begun;
    }

    /** Returns the key. */
    public AuthKey key() {
        return key;
    }

    /** Returns whether it is an administrator's. */
    public boolean isAdmin() {
        return admin;
    }

    /**
     * Returns the code of a message: HMAC of RFC 2104. The JDK's Mac does the same, and looks through all providers of
     * cryptography each time.
     */
    byte[] code(Digest digest, byte[] message) {
        Begun both = begun.computeIfAbsent(digest, this::begin);
        MessageDigest outer = copy(both.outer());
        outer.update(copy(both.inner()).digest(message));
        return outer.digest();
    }

    private static MessageDigest copy(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException not) {
            throw new IllegalStateException(digest.getAlgorithm() + " of this JDK cannot be copied", not);
        }
    }
}
