package dev.steward.protocol.handshake;

import static dev.steward.protocol.handshake.TwoSides.CHANNEL;
import static dev.steward.protocol.handshake.TwoSides.INCARNATION;
import static dev.steward.protocol.handshake.TwoSides.KEY;
import static dev.steward.protocol.handshake.TwoSides.NO_TLS;
import static dev.steward.protocol.handshake.TwoSides.OTHER_CHANNEL;
import static dev.steward.protocol.handshake.TwoSides.OTHER_KEY;
import static dev.steward.protocol.handshake.TwoSides.SERVER_ID;
import static dev.steward.protocol.handshake.TwoSides.assertRefused;
import static dev.steward.protocol.handshake.TwoSides.clientProof;
import static dev.steward.protocol.handshake.TwoSides.only;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.AuthKey;
import dev.steward.api.AuthenticationException;
import dev.steward.protocol.message.ClientHello;
import dev.steward.protocol.message.ClientProof;
import dev.steward.protocol.message.Failure;
import dev.steward.protocol.message.Message;
import dev.steward.protocol.message.ServerHello;
import dev.steward.protocol.message.ServerProof;
import dev.steward.protocol.secret.KeyId;
import dev.steward.protocol.secret.Proof;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whoever stands in place of one of the two sides, or between them, gets nowhere. */
@Timeout(30)
class HandshakeAttackTest {

    private static final Capabilities NEW = new Capabilities(1, 2, 1);
    private static final Class<AuthenticationException> WRONG = AuthenticationException.class;

    private final TwoSides sides = new TwoSides();

    // In place of a client.

    @Test
    void wrongKey() {
        ServerHandshake server = sides.server();
        assertRefused(server, clientProof(sides.client(OTHER_KEY, KeyId.AUTH), server), WRONG);
    }

    @Test
    void unknownKeyIdIsRefusedInTheWordsOfAWrongKey() {
        String wrongKey = refusal(OTHER_KEY, KeyId.AUTH);
        for (KeyId absent : List.of(KeyId.ADMIN, KeyId.NEXT_AUTH, KeyId.NEXT_ADMIN)) {
            assertThat(refusal(KEY, absent)).isEqualTo(wrongKey);
        }
    }

    @Test
    void replayOfAClient() {
        ClientHandshake recorded = sides.client();
        ServerHandshake then = sides.server();
        Message hello = only(recorded.start());
        Message proof = only(recorded.onMessage(only(then.onMessage(hello))));
        then.onMessage(proof);
        assertThat(then.isComplete()).isTrue();

        ServerHandshake now = sides.server();
        now.onMessage(hello);
        assertRefused(now, proof, WRONG);
    }

    // In place of a server.

    @Test
    void aServerWithoutTheKey() {
        ClientHandshake client = sides.client();
        client.start();
        client.onMessage(sides.hello());
        assertRefused(client, new ServerProof(new Proof(new byte[Proof.SIZE])), WRONG);
    }

    @Test
    void replayOfAServer() {
        ClientHandshake then = sides.client();
        ServerHandshake recorded = sides.server();
        Message hello = only(recorded.onMessage(only(then.start())));
        Message proof = only(recorded.onMessage(only(then.onMessage(hello))));
        then.onMessage(proof);
        assertThat(then.isComplete()).isTrue();

        ClientHandshake now = sides.client();
        now.start();
        now.onMessage(hello);
        assertRefused(now, proof, WRONG);
    }

    /** A server without the key says back to the client what the client says to it. */
    @Test
    void reflectionOfTheProof() {
        ClientHandshake client = sides.client();
        client.start();
        ClientProof proof = (ClientProof) only(client.onMessage(sides.hello()));
        assertRefused(client, new ServerProof(proof.proof()), WRONG);
    }

    @Test
    void reflectionOfTheNonce() {
        ClientHandshake client = sides.client();
        ClientHello hello = (ClientHello) only(client.start());
        assertRefused(client, new ServerHello(1, 0, hello.nonce(), SERVER_ID, INCARNATION), WRONG);
    }

    /** A server without the key is connected to twice and lets each connection answer the other. */
    @Test
    void reflectionOverASecondConnection() {
        ClientHandshake first = sides.client();
        ClientHandshake second = sides.client();
        ClientHello firstHello = (ClientHello) only(first.start());
        ClientHello secondHello = (ClientHello) only(second.start());
        first.onMessage(new ServerHello(1, 0, secondHello.nonce(), SERVER_ID, INCARNATION));
        ClientProof proof =
                (ClientProof) only(second.onMessage(new ServerHello(1, 0, firstHello.nonce(), SERVER_ID, INCARNATION)));
        assertRefused(first, new ServerProof(proof.proof()), WRONG);
    }

    // Between the two.

    /** One TLS channel to the client, another to the server, every message passed on. */
    @Test
    void relayBetweenTwoTlsChannels() {
        ServerHandshake server = sides.server(CHANNEL);
        assertRefused(server, clientProof(sides.client(OTHER_CHANNEL), server), WRONG);
    }

    @Test
    void relayBetweenATlsChannelAndAPlainOne() {
        ServerHandshake plain = sides.server(NO_TLS);
        assertRefused(plain, clientProof(sides.client(CHANNEL), plain), WRONG);
        ServerHandshake tls = sides.server(CHANNEL);
        assertRefused(tls, clientProof(sides.client(NO_TLS), tls), WRONG);
    }

    /** The newer version, or the feature, is taken out of what the client offers. */
    @Test
    void downgradeOfTheOffer() {
        for (Capabilities less : List.of(new Capabilities(1, 1, 1), new Capabilities(1, 2, 0))) {
            ClientHandshake client = sides.client(NEW);
            ServerHandshake server = sides.server(NEW);
            ClientHello hello = (ClientHello) only(client.start());
            Message chosen = only(server.onMessage(new ClientHello(
                    less.lowestVersion(), less.highestVersion(), less.features(), hello.nonce(), hello.keyId())));
            assertRefused(server, only(client.onMessage(chosen)), WRONG);
        }
    }

    /** The client is made to believe that the server chose the older version, or no feature. */
    @Test
    void downgradeOfTheChoice() {
        for (Capabilities less : List.of(new Capabilities(1, 1, 1), new Capabilities(2, 2, 0))) {
            ClientHandshake client = sides.client(NEW);
            ServerHandshake server = sides.server(NEW);
            ServerHello chosen = (ServerHello) only(server.onMessage(only(client.start())));
            Message changed = new ServerHello(
                    less.highestVersion(), less.features(), chosen.nonce(), chosen.serverId(), chosen.incarnation());
            assertRefused(server, only(client.onMessage(changed)), WRONG);
        }
    }

    @Test
    void anotherServerIdOrIncarnation() {
        List<ServerHello> changes = List.of(
                new ServerHello(1, 0, sides.nonce(), new UUID(1, 3), INCARNATION),
                new ServerHello(1, 0, sides.nonce(), SERVER_ID, INCARNATION + 1));
        for (ServerHello change : changes) {
            ClientHandshake client = sides.client();
            ServerHandshake server =
                    new ServerHandshake(ServerKeys.of(KEY), SERVER_ID, INCARNATION, change.nonce(), NO_TLS);
            server.onMessage(only(client.start()));
            assertRefused(server, only(client.onMessage(change)), WRONG);
        }
    }

    /** Even where both roles share one key, nobody between the two can raise a client to administrator. */
    @Test
    void anotherKeyId() {
        ClientHandshake client = sides.client();
        ServerHandshake server = sides.server(new ServerKeys(KEY, null, KEY, null));
        ClientHello hello = (ClientHello) only(client.start());
        Message answer = only(server.onMessage(new ClientHello(1, 1, 0, hello.nonce(), KeyId.ADMIN)));
        assertRefused(server, only(client.onMessage(answer)), WRONG);
    }

    private String refusal(AuthKey key, KeyId keyId) {
        ServerHandshake server = sides.server();
        Message proof = clientProof(sides.client(key, keyId), server);
        try {
            server.onMessage(proof);
        } catch (AuthenticationException refused) {
            return Failure.of(refused).text();
        }
        throw new AssertionError("a client with " + keyId + " was let in");
    }
}
