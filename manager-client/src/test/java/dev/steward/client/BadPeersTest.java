package dev.steward.client;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.steward.api.AuthKey;
import dev.steward.api.AuthenticationException;
import dev.steward.api.CallInterruptedException;
import dev.steward.api.ConnectionLostException;
import dev.steward.api.ManagerException;
import dev.steward.api.Outcome;
import dev.steward.api.OverloadedException;
import dev.steward.api.ProtocolException;
import dev.steward.protocol.handshake.ServerKeys;
import dev.steward.protocol.message.Failure;
import dev.steward.protocol.message.OpenSession;
import dev.steward.protocol.message.SessionRefused;
import dev.steward.protocol.peer.ScriptedListener;
import dev.steward.protocol.peer.ScriptedPeer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is at the other end: a clear error within the connect timeout, and no thread left behind. */
@Timeout(30)
class BadPeersTest {

    private static final AuthKey KEY = AuthKey.of("0123456789abcdef");
    private static final Duration TIMEOUT = Duration.ofSeconds(4);

    private final ScriptedListener listener = new ScriptedListener();
    private final ClientOptions options =
            ClientOptions.builder().name("bad-peers").connectTimeout(TIMEOUT).build();

    @AfterEach
    void leavesNoThreadBehind() {
        listener.close();
        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().contains("bad-peers")));
    }

    private ThrowingCallable connecting() {
        return () -> ManagerClient.connect("127.0.0.1", listener.address().getPort(), KEY, options)
                .close();
    }

    /** Connects on another thread, while the test plays the server. */
    private CompletableFuture<Void> connectingMeanwhile() {
        return CompletableFuture.runAsync(
                () -> ManagerClient.connect("127.0.0.1", listener.address().getPort(), KEY, options)
                        .close());
    }

    private static ManagerException failureOf(CompletableFuture<Void> connecting) throws Exception {
        try {
            connecting.get(10, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            assertThat(failed.getCause()).isInstanceOf(ManagerException.class);
            ManagerException why = (ManagerException) failed.getCause();
            assertThat(why.outcome()).isEqualTo(Outcome.NOT_EXECUTED);
            return why;
        }
        throw new AssertionError("it connected");
    }

    @Test
    void nobodyListens() {
        int port = listener.address().getPort();
        listener.close();
        assertThatThrownBy(connecting())
                .isInstanceOf(ConnectionLostException.class)
                .hasMessageContaining("nobody listens at 127.0.0.1:" + port)
                .hasMessageContaining("start the server");
    }

    @Test
    void noSocketFile(@TempDir Path folder) {
        assertThatThrownBy(() -> ManagerClient.connect(folder.resolve("none.sock"), KEY, options))
                .isInstanceOf(ConnectionLostException.class)
                .hasMessageContaining("there is no socket at unix:")
                .hasMessageContaining("none.sock");
    }

    @Test
    void aHostWithoutAnAddress() {
        assertThatThrownBy(() -> ManagerClient.connect("no-such-host.invalid", 1, KEY, options))
                .isInstanceOf(ConnectionLostException.class)
                .hasMessageContaining("no-such-host.invalid:1");
    }

    @Test
    void aWebServerListens() throws Exception {
        CompletableFuture<Void> connecting = connectingMeanwhile();
        try (ScriptedPeer web = listener.accept()) {
            web.sendBytes("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n".getBytes(US_ASCII));
            assertThat(failureOf(connecting))
                    .isInstanceOf(ProtocolException.class)
                    .hasMessageContaining("does not speak Steward's protocol")
                    .hasMessageContaining("127.0.0.1:" + listener.address().getPort());
        }
    }

    @Test
    void nobodySpeaks() throws Exception {
        CompletableFuture<Void> connecting = connectingMeanwhile();
        long start = System.nanoTime();
        try (ScriptedPeer silent = listener.accept()) {
            assertThat(failureOf(connecting))
                    .isInstanceOf(ConnectionLostException.class)
                    .hasMessageContaining("did not let this client in within 4000 ms");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(9));
            assertThat(silent).isNotNull();
        }
    }

    @Test
    void somebodyHangsUpWithoutAWord() throws Exception {
        CompletableFuture<Void> connecting = connectingMeanwhile();
        listener.accept().close();
        assertThat(failureOf(connecting))
                .hasMessageContaining("127.0.0.1:" + listener.address().getPort());
    }

    @Test
    void aLengthThatIsTooLong() throws Exception {
        CompletableFuture<Void> connecting = connectingMeanwhile();
        try (ScriptedPeer peer = listener.accept()) {
            peer.sendBytes(new byte[] {0x7F, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 2});
            assertThat(failureOf(connecting)).isInstanceOf(ProtocolException.class);
            // What the client had sent before it left.
            assertThat(peer.receive()).isNotNull();
            peer.receiveEnd();
        }
    }

    @Test
    void aServerWithAnotherKey() throws Exception {
        CompletableFuture<Void> connecting = connectingMeanwhile();
        try (ScriptedPeer server = listener.accept()) {
            try {
                server.welcome(ServerKeys.of(AuthKey.of("another key of 16")), UUID.randomUUID(), 1);
            } catch (AuthenticationException wrong) {
                server.send(Failure.of(wrong));
            }
            assertThat(failureOf(connecting))
                    .isInstanceOf(AuthenticationException.class)
                    .hasMessageContaining("same key")
                    .hasMessageContaining("127.0.0.1:");
        }
    }

    @Test
    void aServerThatHasNoRoom() throws Exception {
        CompletableFuture<Void> connecting = connectingMeanwhile();
        try (ScriptedPeer server = listener.accept()) {
            server.welcome(ServerKeys.of(KEY), UUID.randomUUID(), 1);
            assertThat(server.receive()).isInstanceOf(OpenSession.class);
            server.send(new SessionRefused(SessionRefused.Reason.TOO_MANY, "10000 are enough"));
            assertThat(failureOf(connecting))
                    .isInstanceOf(OverloadedException.class)
                    .hasMessageContaining("10000 are enough");
        }
    }

    @Test
    void aServerThatHangsUpAfterItsGreeting() throws Exception {
        CompletableFuture<Void> connecting = connectingMeanwhile();
        try (ScriptedPeer server = listener.accept()) {
            server.welcome(ServerKeys.of(KEY), UUID.randomUUID(), 1);
            server.receive();
        }
        assertThat(failureOf(connecting)).hasMessageContaining("before the session stood");
    }

    @Test
    void anInterruptedConnectSaysSoAndKeepsTheFlag() {
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(connecting()).isInstanceOf(CallInterruptedException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
