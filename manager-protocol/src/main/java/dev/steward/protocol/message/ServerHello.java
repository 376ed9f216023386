package dev.steward.protocol.message;

import static java.util.Objects.requireNonNull;

import dev.steward.protocol.secret.Nonce;
import java.util.UUID;

/**
 * The answer to {@link ClientHello}.
 *
 * @param version the protocol version that the server chose, 1 to 65535
 * @param features the optional features of this connection, among those that the client has
 * @param nonce drawn at random for this connection
 * @param serverId the random id of the server
 * @param incarnation which start of that server
 */
public record ServerHello(int version, long features, Nonce nonce, UUID serverId, long incarnation) implements Message {

    /** Checks the version. */
    public ServerHello {
        requireNonNull(nonce, "nonce");
        requireNonNull(serverId, "serverId");
        if (version < 1 || version > 0xFFFF) {
            throw new IllegalArgumentException("versions go from 1 to 65535, not " + version);
        }
    }

    @Override
    public MessageType type() {
        return MessageType.SERVER_HELLO;
    }
}
