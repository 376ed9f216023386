package dev.steward.protocol.handshake;

import static dev.steward.protocol.handshake.TwoSides.ADMIN_KEY;
import static dev.steward.protocol.handshake.TwoSides.CHANNEL;
import static dev.steward.protocol.handshake.TwoSides.INCARNATION;
import static dev.steward.protocol.handshake.TwoSides.KEY;
import static dev.steward.protocol.handshake.TwoSides.NEXT_KEY;
import static dev.steward.protocol.handshake.TwoSides.OTHER_KEY;
import static dev.steward.protocol.handshake.TwoSides.SERVER_ID;
import static dev.steward.protocol.handshake.TwoSides.assertRefused;
import static dev.steward.protocol.handshake.TwoSides.clientProof;
import static dev.steward.protocol.handshake.TwoSides.only;
import static dev.steward.protocol.handshake.TwoSides.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.AuthKey;
import dev.steward.api.AuthenticationException;
import dev.steward.api.ConnectionLostException;
import dev.steward.api.OverloadedException;
import dev.steward.api.ProtocolException;
import dev.steward.protocol.message.ClientProof;
import dev.steward.protocol.message.CloseSession;
import dev.steward.protocol.message.Failure;
import dev.steward.protocol.message.FailureCode;
import dev.steward.protocol.message.Heartbeat;
import dev.steward.protocol.message.Message;
import dev.steward.protocol.message.ServerHello;
import dev.steward.protocol.message.ServerProof;
import dev.steward.protocol.secret.KeyId;
import dev.steward.protocol.secret.Proof;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Both state machines against each other: who ends with what, and in which order. */
@Timeout(30)
class HandshakeTest {

    private static final Proof ZEROS = new Proof(new byte[Proof.SIZE]);

    private final TwoSides sides = new TwoSides();

    @Test
    void bothSidesEndWithWhatTheyAgreedOn() {
        ClientHandshake client = sides.client();
        ServerHandshake server = sides.server();
        run(client, server);
        assertThat(client.result()).isEqualTo(new Welcome(1, Capabilities.TRACE_CONTEXT, SERVER_ID, INCARNATION));
        assertThat(server.result()).isEqualTo(new AuthenticatedClient(Role.AUTH, 1, Capabilities.TRACE_CONTEXT));
    }

    @Test
    void succeedsOverOneTlsChannel() {
        ClientHandshake client = sides.client(CHANNEL);
        ServerHandshake server = sides.server(CHANNEL);
        run(client, server);
        assertThat(client.isComplete()).isTrue();
        assertThat(server.isComplete()).isTrue();
    }

    @Test
    void aKeyOfOneByteAndOneOfThousandsWork() {
        for (AuthKey key : List.of(AuthKey.of(new byte[1]), AuthKey.of(new byte[4_096]))) {
            assertThat(sides.roleOf(ServerKeys.of(key), key, KeyId.AUTH)).isEqualTo(Role.AUTH);
        }
    }

    // Keys and roles.

    @Test
    void theRoleFollowsFromTheKeyId() {
        ServerKeys keys = new ServerKeys(KEY, null, ADMIN_KEY, null);
        assertThat(sides.roleOf(keys, KEY, KeyId.AUTH)).isEqualTo(Role.AUTH);
        assertThat(sides.roleOf(keys, ADMIN_KEY, KeyId.ADMIN)).isEqualTo(Role.ADMIN);
        assertThat(sides.roleOf(keys, KEY, KeyId.ADMIN)).isNull();
        assertThat(sides.roleOf(keys, ADMIN_KEY, KeyId.AUTH)).isNull();
    }

    @Test
    void whileKeysAreChangedTheCurrentAndTheNextAreLive() {
        ServerKeys changing = new ServerKeys(KEY, NEXT_KEY, OTHER_KEY, ADMIN_KEY);
        assertThat(sides.roleOf(changing, KEY, KeyId.AUTH)).isEqualTo(Role.AUTH);
        assertThat(sides.roleOf(changing, NEXT_KEY, KeyId.AUTH)).isEqualTo(Role.AUTH);
        assertThat(sides.roleOf(changing, OTHER_KEY, KeyId.ADMIN)).isEqualTo(Role.ADMIN);
        assertThat(sides.roleOf(changing, ADMIN_KEY, KeyId.ADMIN)).isEqualTo(Role.ADMIN);
    }

    @Test
    void theNextKeyCanBeAskedForAlone() {
        ServerKeys changing = new ServerKeys(KEY, NEXT_KEY, OTHER_KEY, ADMIN_KEY);
        assertThat(sides.roleOf(changing, NEXT_KEY, KeyId.NEXT_AUTH)).isEqualTo(Role.AUTH);
        assertThat(sides.roleOf(changing, ADMIN_KEY, KeyId.NEXT_ADMIN)).isEqualTo(Role.ADMIN);
        assertThat(sides.roleOf(changing, KEY, KeyId.NEXT_AUTH)).isNull();
        assertThat(sides.roleOf(changing, OTHER_KEY, KeyId.NEXT_ADMIN)).isNull();
    }

    @Test
    void aKeyThatWasReplacedIsDead() {
        assertThat(sides.roleOf(ServerKeys.of(NEXT_KEY), KEY, KeyId.AUTH)).isNull();
    }

    // Versions and features.

    @Test
    void theNewestVersionInCommonIsChosen() {
        assertThat(versionOf(1, 3, 2, 5)).isEqualTo(3);
        assertThat(versionOf(2, 5, 1, 3)).isEqualTo(3);
        assertThat(versionOf(1, 1, 1, 9)).isEqualTo(1);
    }

    @Test
    void withoutACommonVersionBothRangesAreNamed() {
        assertThatThrownBy(() -> versionOf(1, 2, 3, 3))
                .isInstanceOf(ProtocolException.class)
                .hasMessage("no version in common: the server speaks version 3, the client versions 1 to 2;"
                        + " use releases that match");
        assertThatThrownBy(() -> versionOf(4, 9, 1, 3)).isInstanceOf(ProtocolException.class);
    }

    @Test
    void theFeaturesThatBothHaveAreChosen() {
        ClientHandshake client = sides.client(new Capabilities(1, 1, 0b0110));
        ServerHandshake server = sides.server(new Capabilities(1, 1, 0b1100));
        run(client, server);
        assertThat(client.result().features()).isEqualTo(0b0100);
        assertThat(server.result().features()).isEqualTo(0b0100);
    }

    @Test
    void aServerThatChoosesWhatWasNotOfferedIsRefused() {
        ServerHello version = new ServerHello(2, 0, sides.nonce(), SERVER_ID, INCARNATION);
        ServerHello feature = new ServerHello(1, 2, sides.nonce(), SERVER_ID, INCARNATION);
        for (ServerHello chosen : List.of(version, feature)) {
            ClientHandshake client = sides.client();
            client.start();
            assertRefused(client, chosen, ProtocolException.class);
        }
    }

    // Order.

    @Test
    void theServerProvesNothingToAClientThatHasNotProvedItself() {
        ServerHandshake server = sides.server();
        Message answer = only(server.onMessage(only(sides.client().start())));
        assertThat(answer).isInstanceOf(ServerHello.class);
        assertThat(server.isComplete()).isFalse();
        assertThatThrownBy(server::result).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theClientIsNotCompleteBeforeTheServerHasProvedItself() {
        ClientHandshake client = sides.client();
        clientProof(client, sides.server());
        assertThat(client.isComplete()).isFalse();
        assertThatThrownBy(client::result).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aMessageOutOfOrderEndsTheServersHandshake() {
        Message hello = only(sides.client().start());
        List<Message> beforeHello = List.of(new ClientProof(ZEROS), sides.hello(), new CloseSession());
        for (Message wrong : beforeHello) {
            assertRefused(sides.server(), wrong, ProtocolException.class);
        }
        List<Message> afterHello = List.of(hello, new ServerProof(ZEROS), new Heartbeat(1));
        for (Message wrong : afterHello) {
            ServerHandshake server = sides.server();
            server.onMessage(hello);
            assertRefused(server, wrong, ProtocolException.class);
        }
    }

    @Test
    void aMessageOutOfOrderEndsTheClientsHandshake() {
        Message otherHello = only(sides.client().start());
        List<Message> beforeHello = List.of(new ServerProof(ZEROS), otherHello, new CloseSession());
        for (Message wrong : beforeHello) {
            ClientHandshake client = sides.client();
            client.start();
            assertRefused(client, wrong, ProtocolException.class);
        }
        List<Message> afterHello = List.of(sides.hello(), new ClientProof(ZEROS), new Heartbeat(1));
        for (Message wrong : afterHello) {
            ClientHandshake client = sides.client();
            client.start();
            client.onMessage(sides.hello());
            assertRefused(client, wrong, ProtocolException.class);
        }
    }

    @Test
    void aClientThatHasNotStartedTakesNothing() {
        assertRefused(sides.client(), sides.hello(), ProtocolException.class);
    }

    @Test
    void nothingFollowsASuccess() {
        ClientHandshake client = sides.client();
        ServerHandshake server = sides.server();
        run(client, server);
        assertThatThrownBy(client::start).isInstanceOf(IllegalStateException.class);
        assertRefused(server, new ClientProof(ZEROS), ProtocolException.class);
        assertRefused(client, new ServerProof(ZEROS), ProtocolException.class);
    }

    @Test
    void thereIsNoSecondTry() {
        ClientHandshake client = sides.client();
        ServerHandshake server = sides.server();
        Message proof = clientProof(client, server);
        assertRefused(server, new ClientProof(ZEROS), AuthenticationException.class);
        assertRefused(server, proof, ProtocolException.class);
    }

    // When the other side gives up.

    @Test
    void theClientTellsWhyTheServerRefused() {
        assertRefusedWith(FailureCode.PROTOCOL, ProtocolException.class);
        assertRefusedWith(FailureCode.AUTHENTICATION, AuthenticationException.class);
        assertRefusedWith(FailureCode.OVERLOADED, OverloadedException.class);
        assertRefusedWith(FailureCode.DRAINING, ConnectionLostException.class);
        assertRefusedWith(FailureCode.TOO_SLOW, ConnectionLostException.class);
        assertRefusedWith(FailureCode.INTERNAL, ConnectionLostException.class);
    }

    @Test
    void theServerEndsWhenTheClientGivesUp() {
        ServerHandshake server = sides.server();
        server.onMessage(only(sides.client().start()));
        assertRefused(server, new Failure(FailureCode.AUTHENTICATION, "no"), AuthenticationException.class);
    }

    private void assertRefusedWith(FailureCode code, Class<? extends RuntimeException> kind) {
        ClientHandshake client = sides.client();
        client.start();
        assertThatThrownBy(() -> client.onMessage(new Failure(code, "the reason")))
                .isInstanceOf(kind)
                .hasMessageEndingWith("the reason");
        assertThat(client.isComplete()).isFalse();
    }

    private int versionOf(int clientLowest, int clientHighest, int serverLowest, int serverHighest) {
        ClientHandshake client = sides.client(new Capabilities(clientLowest, clientHighest, 0));
        ServerHandshake server = sides.server(new Capabilities(serverLowest, serverHighest, 0));
        run(client, server);
        assertThat(client.result().version()).isEqualTo(server.result().version());
        return client.result().version();
    }
}
