package dev.steward.protocol.handshake;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.steward.api.AuthKey;
import dev.steward.protocol.secret.Proof;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * The two keys derived from a shared key, one for each direction, so that no proof of one side is ever a proof of the
 * other. HKDF of RFC 5869 over HMAC-SHA256; as nothing longer than one hash is derived, its expansion is a single step.
 * Immutable.
 */
public final class ProofKeys {

    private static final String HASH = "SHA-256";

    /** How many bytes the hash takes at a time. */
    private static final int BLOCK = 64;

    private static final byte INNER = 0x36;
    private static final byte OUTER = 0x5C;
    private static final byte[] SALT = "steward handshake".getBytes(US_ASCII);
    private static final byte[] CLIENT = "client".getBytes(US_ASCII);
    private static final byte[] SERVER = "server".getBytes(US_ASCII);

    private final byte[] clientKey;
    private final byte[] serverKey;

    /**
     * Derives them. Best done before there is a connection: in a JVM that has just begun, what the first derivation loads
     * takes longer than all the rest of a handshake, and the server waits only so long for a proof.
     */
    public ProofKeys(AuthKey key) {
        byte[] secret = key.bytes();
        byte[] extracted = extract(SALT, secret);
        clientKey = expand(extracted, CLIENT);
        serverKey = expand(extracted, SERVER);
        Arrays.fill(extracted, (byte) 0);
        Arrays.fill(secret, (byte) 0);
    }

    /** Returns what a client that holds the key says to a transcript. */
    Proof ofClient(byte[] transcript) {
        return new Proof(hmac(clientKey, transcript));
    }

    /** Returns what a server that holds the key says to a transcript and the proof that the client gave for it. */
    Proof ofServer(byte[] transcript, Proof clientProof) {
        return new Proof(hmac(serverKey, transcript, clientProof.bytes()));
    }

    /** HKDF-Extract: what the salt makes of a secret of any length. */
    static byte[] extract(byte[] salt, byte[] secret) {
        return hmac(salt, secret);
    }

    /** HKDF-Expand, first block: 32 bytes for one purpose. */
    static byte[] expand(byte[] extracted, byte[] purpose) {
        return hmac(extracted, purpose, new byte[] {1});
    }

    /**
     * HMAC of RFC 2104 over SHA-256. The JDK's Mac does the same, and in a JVM that has just begun takes 30 ms of the
     * processor for it: it looks through all providers of cryptography, and reads the policy of what they may do.
     */
    static byte[] hmac(byte[] key, byte[]... parts) {
        MessageDigest digest = digest();
        byte[] block = Arrays.copyOf(key.length > BLOCK ? digest.digest(key) : key, BLOCK);
        digest.update(each(block, INNER));
        for (byte[] part : parts) {
            digest.update(part);
        }
        byte[] inner = digest.digest();
        digest.update(each(block, OUTER));
        Arrays.fill(block, (byte) 0);
        return digest.digest(inner);
    }

    private static byte[] each(byte[] block, byte with) {
        byte[] mixed = new byte[block.length];
        for (int n = 0; n < block.length; n++) {
            mixed[n] = (byte) (block[n] ^ with);
        }
        return mixed;
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance(HASH);
        } catch (NoSuchAlgorithmException impossible) {
            // Every JDK has it.
            throw new IllegalStateException(impossible);
        }
    }
}
