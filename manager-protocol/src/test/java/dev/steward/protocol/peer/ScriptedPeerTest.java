package dev.steward.protocol.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.AuthKey;
import dev.steward.api.AuthenticationException;
import dev.steward.protocol.connection.ConnectionRole;
import dev.steward.protocol.handshake.AuthenticatedClient;
import dev.steward.protocol.handshake.Capabilities;
import dev.steward.protocol.handshake.Role;
import dev.steward.protocol.handshake.ServerKeys;
import dev.steward.protocol.handshake.Welcome;
import dev.steward.protocol.message.Failure;
import dev.steward.protocol.message.FailureCode;
import dev.steward.protocol.message.JoinSession;
import dev.steward.protocol.message.SessionRefused;
import dev.steward.protocol.secret.KeyId;
import dev.steward.protocol.secret.SessionSecret;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ScriptedPeerTest {

    private static final AuthKey KEY = AuthKey.of("the key of every client");
    private static final UUID SERVER_ID = new UUID(1, 2);

    @Test
    void twoPeersGoThroughTheHandshakeAndTalk() throws Exception {
        try (ScriptedListener listener = new ScriptedListener()) {
            CompletableFuture<Welcome> welcome = CompletableFuture.supplyAsync(() -> {
                try (ScriptedPeer client = ScriptedPeer.connect(listener.address())) {
                    Welcome result = client.authenticate(KEY, KeyId.AUTH);
                    client.send(new JoinSession(
                            SERVER_ID, new SessionSecret(ScriptedPeer.randomBytes()), ConnectionRole.CALLER));
                    client.receive(SessionRefused.class);
                    client.receiveEnd();
                    return result;
                }
            });
            try (ScriptedPeer server = listener.accept()) {
                AuthenticatedClient client = server.welcome(ServerKeys.of(KEY), SERVER_ID, 7);
                assertThat(client).isEqualTo(new AuthenticatedClient(Role.AUTH, 1, Capabilities.TRACE_CONTEXT));
                server.receive(JoinSession.class);
                server.send(new SessionRefused(SessionRefused.Reason.UNKNOWN, "no such session"));
            }
            assertThat(welcome.get(10, TimeUnit.SECONDS))
                    .isEqualTo(new Welcome(1, Capabilities.TRACE_CONTEXT, SERVER_ID, 7));
        }
    }

    @Test
    void aPeerWithAnotherKeyIsRefused() {
        try (ScriptedListener listener = new ScriptedListener()) {
            CompletableFuture<Void> refused = CompletableFuture.runAsync(() -> {
                try (ScriptedPeer server = listener.accept()) {
                    assertThatThrownBy(() -> server.welcome(ServerKeys.of(KEY), SERVER_ID, 7))
                            .isInstanceOf(AuthenticationException.class);
                    server.send(new Failure(FailureCode.AUTHENTICATION, "wrong key"));
                }
            });
            assertThatThrownBy(() -> ScriptedPeer.connect(listener.address(), AuthKey.of("another")))
                    .isInstanceOf(AuthenticationException.class)
                    .hasMessageEndingWith("wrong key");
            assertThat(refused).succeedsWithin(ScriptedPeer.PATIENCE);
        }
    }

    @Test
    void whatComesInsteadIsAnError() {
        try (ScriptedListener listener = new ScriptedListener();
                ScriptedPeer client = ScriptedPeer.connect(listener.address())) {
            try (ScriptedPeer server = listener.accept()) {
                server.send(new Failure(FailureCode.TOO_SLOW, "five seconds"));
            }
            assertThatThrownBy(client::receiveEnd)
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("five seconds");
            assertThatThrownBy(client::receive)
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("closed the connection");
        }
    }

    @Test
    void aResetIsAnEndToo() {
        try (ScriptedListener listener = new ScriptedListener();
                ScriptedPeer client = ScriptedPeer.connect(listener.address());
                ScriptedPeer server = listener.accept()) {
            server.reset();
            client.receiveEnd();
        }
    }
}
