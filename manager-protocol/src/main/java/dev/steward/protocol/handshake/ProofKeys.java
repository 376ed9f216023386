package dev.steward.protocol.handshake;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.steward.api.AuthKey;
import dev.steward.protocol.secret.Proof;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The two keys derived from a shared key, one for each direction, so that no proof of one side is ever a proof of the
 * other. HKDF of RFC 5869 over HMAC-SHA256; as nothing longer than one hash is derived, its expansion is a single step.
 * Immutable.
 */
public final class ProofKeys {

    private static final String HMAC = "HmacSHA256";
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

    private static byte[] hmac(byte[] key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
            // Every JDK has HMAC-SHA256, and any bytes are a key to it.
            throw new IllegalStateException(impossible);
        }
    }
}
