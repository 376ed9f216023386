package dev.steward.protocol.handshake;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.AuthKey;
import dev.steward.api.AuthenticationException;
import dev.steward.api.ManagerException;
import dev.steward.protocol.message.CloseSession;
import dev.steward.protocol.message.Message;
import dev.steward.protocol.message.ServerHello;
import dev.steward.protocol.secret.KeyId;
import dev.steward.protocol.secret.Nonce;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes clients and servers, each with a nonce of its own, and lets them talk. */
final class TwoSides {

    static final AuthKey KEY = AuthKey.of("the key of every client");
    static final AuthKey NEXT_KEY = AuthKey.of("the key that comes after it");
    static final AuthKey ADMIN_KEY = AuthKey.of("the key for administration");
    static final AuthKey OTHER_KEY = AuthKey.of("a key that nobody shares");
    static final UUID SERVER_ID = new UUID(1, 2);
    static final long INCARNATION = 7;
    static final byte[] NO_TLS = {};
    static final byte[] CHANNEL = "hash of the first certificate".getBytes(US_ASCII);
    static final byte[] OTHER_CHANNEL = "hash of the other certificate".getBytes(US_ASCII);

    private int nonces;

    Nonce nonce() {
        byte[] bytes = new byte[Nonce.SIZE];
        Arrays.fill(bytes, (byte) ++nonces);
        return new Nonce(bytes);
    }

    ClientHandshake client() {
        return client(KEY, KeyId.AUTH);
    }

    ClientHandshake client(AuthKey key, KeyId keyId) {
        return new ClientHandshake(new ProofKeys(key), keyId, nonce(), NO_TLS);
    }

    ClientHandshake client(byte[] channelBinding) {
        return new ClientHandshake(new ProofKeys(KEY), KeyId.AUTH, nonce(), channelBinding);
    }

    ClientHandshake client(Capabilities capabilities) {
        return new ClientHandshake(new ProofKeys(KEY), KeyId.AUTH, nonce(), NO_TLS, capabilities);
    }

    ServerHandshake server() {
        return server(ServerKeys.of(KEY));
    }

    ServerHandshake server(ServerKeys keys) {
        return new ServerHandshake(keys, SERVER_ID, INCARNATION, nonce(), NO_TLS);
    }

    ServerHandshake server(byte[] channelBinding) {
        return new ServerHandshake(ServerKeys.of(KEY), SERVER_ID, INCARNATION, nonce(), channelBinding);
    }

    ServerHandshake server(Capabilities capabilities) {
        return new ServerHandshake(ServerKeys.of(KEY), SERVER_ID, INCARNATION, nonce(), NO_TLS, capabilities);
    }

    /** The hello of a server that anybody could send. */
    ServerHello hello() {
        return new ServerHello(1, 0, nonce(), SERVER_ID, INCARNATION);
    }

    /** Lets both go through the whole handshake. */
    static void run(ClientHandshake client, ServerHandshake server) {
        Message serverProof = only(server.onMessage(clientProof(client, server)));
        assertThat(client.onMessage(serverProof)).isEmpty();
    }

    /** Lets both go as far as the client's proof, which the server has not seen. */
    static Message clientProof(ClientHandshake client, ServerHandshake server) {
        return only(client.onMessage(only(server.onMessage(only(client.start())))));
    }

    static Message only(List<Message> messages) {
        assertThat(messages).hasSize(1);
        return messages.get(0);
    }

    /** Returns the role that a client with that key gets, or null if it is refused. */
    @Nullable
    Role roleOf(ServerKeys keys, AuthKey key, KeyId keyId) {
        ServerHandshake server = server(keys);
        try {
            run(client(key, keyId), server);
        } catch (AuthenticationException refused) {
            return null;
        }
        return server.result().role();
    }

    static void assertRefused(ServerHandshake server, Message message, Class<? extends ManagerException> with) {
        assertThatThrownBy(() -> server.onMessage(message)).isInstanceOf(with);
        assertThat(server.isComplete()).isFalse();
        assertThatThrownBy(server::result).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> server.onMessage(new CloseSession()))
                .hasMessageEndingWith("does not fit a handshake that is FAILED");
    }

    static void assertRefused(ClientHandshake client, Message message, Class<? extends ManagerException> with) {
        assertThatThrownBy(() -> client.onMessage(message)).isInstanceOf(with);
        assertThat(client.isComplete()).isFalse();
        assertThatThrownBy(client::result).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> client.onMessage(new CloseSession()))
                .hasMessageEndingWith("does not fit a handshake that is FAILED");
    }
}
