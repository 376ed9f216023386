package dev.steward.protocol.message;

import static java.util.Objects.requireNonNull;

import dev.steward.protocol.secret.KeyId;
import dev.steward.protocol.secret.Nonce;

/**
 * The first message of every connection.
 *
 * @param lowestVersion the oldest protocol version that the client speaks, 1 to 65535
 * @param highestVersion the newest, not below the oldest
 * @param features one bit for each optional feature that the client has
 * @param nonce drawn at random for this connection
 * @param keyId which key the client is going to prove
 */
public record ClientHello(int lowestVersion, int highestVersion, long features, Nonce nonce, KeyId keyId)
        implements Message {

    /** The first four bytes of the body, {@code STWD}: tells at once that something else connected. */
    public static final int MAGIC = 0x53545744;

    /** Checks the versions. */
    public ClientHello {
        requireNonNull(nonce, "nonce");
        requireNonNull(keyId, "keyId");
        if (lowestVersion < 1 || lowestVersion > highestVersion || highestVersion > 0xFFFF) {
            throw new IllegalArgumentException(
                    "versions go from 1 to 65535, not from " + lowestVersion + " to " + highestVersion);
        }
    }

    @Override
    public MessageType type() {
        return MessageType.CLIENT_HELLO;
    }
}
