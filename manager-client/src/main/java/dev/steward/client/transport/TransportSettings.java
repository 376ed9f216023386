package dev.steward.client.transport;

import dev.steward.protocol.handshake.ProofKeys;
import dev.steward.protocol.secret.KeyId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a transport must know to connect.
 *
 * @param server where the server is
 * @param keys of the key to prove
 * @param keyId which of the server's keys that is
 * @param trust the certificates to trust, or null to connect without TLS
 * @param connectTimeout how long connecting, authenticating and entering may take together
 * @param polling whether a caller polls its connection for some microseconds before it blocks
 * @param connections how many caller connections there are at most; 0 sends all calls on the shared one
 */
public record TransportSettings(
        ServerAddress server,
        ProofKeys keys,
        KeyId keyId,
        @Nullable Trust trust,
        Duration connectTimeout,
        boolean polling,
        int connections) {

    /** Returns the same for another server, with another time to connect. */
    TransportSettings to(ServerAddress other, Duration timeout) {
        return new TransportSettings(other, keys, keyId, trust, timeout, polling, connections);
    }
}
