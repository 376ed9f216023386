package dev.steward.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.AuthKey;
import dev.steward.api.AuthenticationException;
import dev.steward.api.ObjectId;
import dev.steward.protocol.message.Failure;
import dev.steward.protocol.message.FailureCode;
import dev.steward.protocol.message.Heartbeat;
import dev.steward.protocol.message.OpenSession;
import dev.steward.protocol.message.Parked;
import dev.steward.protocol.peer.ScriptedPeer;
import dev.steward.protocol.secret.KeyId;
import dev.steward.protocol.secret.SessionSecret;
import dev.steward.vocabulary.Operation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What comes before a session, or instead of one: the server says why it closes, and serves the others. */
@Timeout(30)
class BadConnectionTest {

    private ManagerServer server;
    private RawClient bystander;

    @BeforeEach
    void start() {
        server = ManagerServer.builder()
                .authKey(RawClient.KEY)
                // Short enough to wait for, long enough for a well-behaved client on a loaded machine.
                .limit(ServerLimit.AUTHENTICATION_MILLIS, 3_000)
                .build();
        server.start();
        bystander = RawClient.open(server);
    }

    @AfterEach
    void othersAreServedAndNoThreadIsLeft() {
        try {
            assertThat(bystander.call(Operation.PING, ObjectId.DIRECTORY)).isNull();
            bystander.close();
        } finally {
            server.close();
        }
        ServerThreads.awaitNone();
    }

    private ScriptedPeer connect() {
        return ScriptedPeer.connect(RawClient.addressOf(server));
    }

    private static Failure lastWords(ScriptedPeer peer) {
        Failure failure = peer.receive(Failure.class);
        peer.receiveEnd();
        return failure;
    }

    @Test
    void wrongKeyIsRefusedWithTheCure() {
        try (ScriptedPeer peer = connect()) {
            assertThatThrownBy(() -> peer.authenticate(AuthKey.of("another key of enough bytes"), KeyId.AUTH))
                    .isInstanceOf(AuthenticationException.class)
                    .hasMessageContaining("check that both sides were given the same key");
            peer.receiveEnd();
        }
    }

    @Test
    void clientThatNeverAuthenticatesIsToldSoAndCut() {
        try (ScriptedPeer peer = connect()) {
            Failure failure = lastWords(peer);
            assertThat(failure.code()).isEqualTo(FailureCode.TOO_SLOW);
            assertThat(failure.text()).contains("3000 ms", "AUTHENTICATION_MILLIS");
        }
    }

    @Test
    void oneByteAtATimeDoesNotProlongTheDeadline() throws Exception {
        ScheduledExecutorService dripping = Executors.newSingleThreadScheduledExecutor();
        try (ScriptedPeer peer = connect()) {
            // The length of a hello, whose bytes then take longer than the deadline: each in time after the last.
            peer.sendBytes((byte) 0, (byte) 0, (byte) 0, (byte) 62);
            dripping.scheduleAtFixedRate(() -> peer.sendBytes((byte) 1), 100, 100, TimeUnit.MILLISECONDS);
            assertThat(lastWords(peer).code()).isEqualTo(FailureCode.TOO_SLOW);
        } finally {
            dripping.shutdownNow();
            assertThat(dripping.awaitTermination(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void clientThatAuthenticatesButOpensNoSessionIsCut() {
        try (ScriptedPeer peer = ScriptedPeer.connect(RawClient.addressOf(server), RawClient.KEY)) {
            assertThat(lastWords(peer).text()).contains("no session");
        }
    }

    /** Connections from this machine that say nothing, as many as wanted; they stay open until closed. */
    private static List<Socket> silent(ManagerServer crowded, int count) throws IOException {
        List<Socket> sockets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sockets.add(new Socket(InetAddress.getLoopbackAddress(), crowded.port()));
        }
        return sockets;
    }

    private static void close(List<Socket> sockets) throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private static ManagerServer.Builder patient() {
        return ManagerServer.builder()
                .authKey(RawClient.KEY)
                .limit(ServerLimit.UNAUTHENTICATED, 16)
                .limit(ServerLimit.AUTHENTICATION_MILLIS, 600_000);
    }

    @Test
    void whoSaysNothingKeepsNobodyOutAndTakesNoPlaceOfThoseWhoDo() throws Exception {
        try (ManagerServer crowded = patient().build()) {
            crowded.start();
            try (ScriptedPeer slow = ScriptedPeer.connect(RawClient.addressOf(crowded))) {
                // The length of a hello that takes its time.
                slow.sendBytes((byte) 0, (byte) 0, (byte) 0, (byte) 62);
                // By the time that another one is let in this is read.
                RawClient.open(crowded).close();
                List<Socket> silent = silent(crowded, 300);
                try (RawClient honest = RawClient.open(crowded)) {
                    assertThat(honest.call(Operation.PING, ObjectId.DIRECTORY)).isNull();
                }
                slow.sendBytes(new byte[62]);
                assertThat(lastWords(slow).code()).isEqualTo(FailureCode.PROTOCOL);
                close(silent);
            }
        }
    }

    @Test
    void whoSaysNothingTakesNoPlaceOfTheAdministrator() throws Exception {
        AuthKey admin = AuthKey.of("the administrator's own key");
        try (ManagerServer crowded = patient()
                .adminKey(admin)
                .limit(ServerLimit.CONNECTIONS, 3)
                .limit(ServerLimit.ADMIN_CONNECTIONS, 2)
                .build()) {
            crowded.start();
            List<Socket> silent = silent(crowded, 12);
            try (RawClient user = RawClient.open(crowded);
                    RawClient one = RawClient.open(crowded, admin, KeyId.ADMIN, Duration.ofSeconds(9), Duration.ZERO);
                    RawClient two = RawClient.open(crowded, admin, KeyId.ADMIN, Duration.ofSeconds(9), Duration.ZERO)) {
                for (RawClient client : List.of(user, one, two)) {
                    assertThat(client.call(Operation.PING, ObjectId.DIRECTORY)).isNull();
                }
            }
            close(silent);
        }
    }

    @Test
    void garbageIsRefusedAsSuch() {
        try (ScriptedPeer peer = connect()) {
            peer.sendBytes("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            Failure failure = lastWords(peer);
            assertThat(failure.code()).isEqualTo(FailureCode.PROTOCOL);
            assertThat(failure.text()).contains("is the other side a Steward peer?");
        }
    }

    @Test
    void oversizedLengthIsRefusedBeforeItsBytesCome() {
        try (ScriptedPeer peer = connect()) {
            peer.sendBytes((byte) 0x7F, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF);
            assertThat(lastWords(peer).text()).contains("2147483647 bytes");
        }
    }

    @Test
    void frameOfMoreThan512BytesIsRefusedBeforeAuthentication() {
        try (ScriptedPeer peer = connect()) {
            peer.sendBytes((byte) 0, (byte) 0, (byte) 2, (byte) 1);
            assertThat(lastWords(peer).text()).contains("513 bytes", "before authentication");
        }
    }

    @Test
    void unknownMessageTypeIsRefused() {
        try (ScriptedPeer peer = connect()) {
            byte[] frame = new byte[4 + 13];
            frame[3] = 13;
            frame[4] = 0x7B;
            peer.sendBytes(frame);
            assertThat(lastWords(peer).text()).contains("0x7B", "unknown");
        }
    }

    @Test
    void messageForTheOtherSideIsRefused() {
        try (RawClient client = RawClient.open(server)) {
            client.peer.send(new Parked(1, 1));
            assertThat(lastWords(client.peer).text()).contains("PARKED", "not for this side");
        }
    }

    @Test
    void messageOutOfStateIsRefused() {
        try (ScriptedPeer peer = ScriptedPeer.connect(RawClient.addressOf(server), RawClient.KEY)) {
            peer.send(new Heartbeat(1));
            assertThat(lastWords(peer).text()).contains("HEARTBEAT", "AUTHENTICATED");
        }
    }

    @Test
    void requestBeforeTheWelcomeIsRefused() {
        try (ScriptedPeer peer = connect()) {
            peer.send(new OpenSession(
                    UUID.randomUUID(),
                    new SessionSecret(ScriptedPeer.randomBytes()),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(3),
                    1,
                    "hasty"));
            assertThat(lastWords(peer).text()).contains("OPEN_SESSION", "HANDSHAKE");
        }
    }
}
