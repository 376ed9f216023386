package dev.steward.client.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.AuthKey;
import dev.steward.api.ConnectionLostException;
import dev.steward.api.ManagerException;
import dev.steward.api.ObjectId;
import dev.steward.api.SessionLostException;
import dev.steward.protocol.connection.ConnectionRole;
import dev.steward.protocol.connection.Phase;
import dev.steward.protocol.handshake.ProofKeys;
import dev.steward.protocol.handshake.ServerKeys;
import dev.steward.protocol.message.Call;
import dev.steward.protocol.message.Heartbeat;
import dev.steward.protocol.message.HeartbeatAnswer;
import dev.steward.protocol.message.JoinSession;
import dev.steward.protocol.message.OpenSession;
import dev.steward.protocol.message.Received;
import dev.steward.protocol.message.Reply;
import dev.steward.protocol.message.SessionJoined;
import dev.steward.protocol.message.SessionOpened;
import dev.steward.protocol.message.SessionRefused;
import dev.steward.protocol.message.SessionTerms;
import dev.steward.protocol.peer.ScriptedListener;
import dev.steward.protocol.peer.ScriptedPeer;
import dev.steward.protocol.secret.KeyId;
import dev.steward.protocol.secret.SessionSecret;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every transport keeps. The test is the server. */
@Timeout(30)
abstract class TransportContract {

    static final AuthKey KEY = AuthKey.of("0123456789abcdef");
    static final UUID SERVER = new UUID(1, 2);
    static final SessionTerms TERMS = new SessionTerms(
            Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofSeconds(10), 10, 10, 1 << 20, 1 << 20);
    static final OpenSession OPENING = new OpenSession(
            new UUID(3, 4),
            new SessionSecret(new byte[SessionSecret.SIZE]),
            Duration.ofMinutes(1),
            Duration.ofMinutes(1),
            1,
            "contract");

    final ScriptedListener listener = new ScriptedListener();
    final ListeningReceiver receiver = new ListeningReceiver();
    private final ExecutorService callers = Executors.newCachedThreadPool();
    private @org.jspecify.annotations.Nullable ClientTransport transport;

    abstract ClientTransport transport(TransportSettings settings);

    @BeforeEach
    void connectLater() {
        transport = transport(settings(2));
    }

    /** Goes on with a transport of so many caller connections at most. */
    void connectLaterBy(int connections) {
        transport.close();
        transport = transport(settings(connections));
    }

    private TransportSettings settings(int connections) {
        return new TransportSettings(
                new ServerAddress.Tcp("127.0.0.1", listener.address().getPort()),
                new ProofKeys(KEY),
                KeyId.AUTH,
                null,
                Duration.ofSeconds(5),
                true,
                connections);
    }

    @AfterEach
    void close() {
        transport.close();
        listener.close();
        callers.shutdownNow();
    }

    /** Lets the client's shared connection into its session. */
    ScriptedPeer acceptShared() {
        ScriptedPeer peer = listener.accept();
        peer.welcome(ServerKeys.of(KEY), SERVER, 1);
        assertThat(peer.receive(OpenSession.class)).isEqualTo(OPENING);
        peer.enter(Phase.IN_SESSION);
        peer.send(new SessionOpened(TERMS));
        return peer;
    }

    /** Lets a caller connection into the session. */
    ScriptedPeer acceptCaller() {
        ScriptedPeer peer = listener.accept();
        peer.welcome(ServerKeys.of(KEY), SERVER, 1);
        assertThat(peer.receive(JoinSession.class))
                .isEqualTo(new JoinSession(OPENING.sessionId(), OPENING.secret(), ConnectionRole.CALLER));
        peer.enter(Phase.IN_SESSION);
        peer.send(new SessionJoined(TERMS));
        return peer;
    }

    CompletableFuture<Entered> entering() {
        return transport.enter(OPENING, receiver);
    }

    static <T> T get(Future<T> future) throws Exception {
        return future.get(10, TimeUnit.SECONDS);
    }

    Future<?> meanwhile(Runnable use) {
        return callers.submit(use);
    }

    static Call call(long number) {
        return new Call(1, number, Operation.LIST_SIZE.code(), new ObjectId(5), Received.below(number), List.of());
    }

    static Reply reply(long number) {
        return new Reply(1, number, Status.OK, false, false, 1, EncodedValue.of(number));
    }

    @Test
    void entersASessionAndTellsWhichServerItIs() throws Exception {
        CompletableFuture<Entered> entering = entering();
        try (ScriptedPeer peer = acceptShared()) {
            assertThat(get(entering).terms()).isEqualTo(TERMS);
            assertThat(receiver.welcomes).hasSize(1).first().satisfies(welcome -> {
                assertThat(welcome.serverId()).isEqualTo(SERVER);
                assertThat(welcome.incarnation()).isEqualTo(1);
            });
            assertThat(peer).isNotNull();
        }
    }

    @Test
    void messagesOfOneThreadArriveInTheOrderInWhichTheyWereSent() throws Exception {
        CompletableFuture<Entered> entering = entering();
        try (ScriptedPeer peer = acceptShared()) {
            ServerLink link = get(entering).link();
            for (long tick = 0; tick < 1_000; tick++) {
                link.send(new Heartbeat(tick));
            }
            for (long tick = 0; tick < 1_000; tick++) {
                assertThat(peer.receive()).isEqualTo(new Heartbeat(tick));
            }
        }
    }

    @Test
    void whatTheServerSaysReachesTheReceiverInOrder() throws Exception {
        CompletableFuture<Entered> entering = entering();
        try (ScriptedPeer peer = acceptShared()) {
            get(entering);
            for (long tick = 0; tick < 100; tick++) {
                peer.send(new HeartbeatAnswer(tick));
            }
            for (long tick = 0; tick < 100; tick++) {
                assertThat(receiver.next(HeartbeatAnswer.class).tick()).isEqualTo(tick);
            }
        }
    }

    @Test
    void anEndIsToldOnceAndWhatIsSentAfterItIsDropped() throws Exception {
        CompletableFuture<Entered> entering = entering();
        ScriptedPeer peer = acceptShared();
        ServerLink link = get(entering).link();
        peer.close();
        ManagerException why = receiver.breaks.poll(10, TimeUnit.SECONDS);
        assertThat(why).isInstanceOf(ConnectionLostException.class).hasMessageContaining("127.0.0.1:");
        link.send(new Heartbeat(1));
        link.call(call(1), receiver.expecting(1, true));
        link.close();
        assertThat(receiver.breaks.poll(200, TimeUnit.MILLISECONDS)).isNull();
    }

    @Test
    void closingALinkBreaksItOnBothSides() throws Exception {
        CompletableFuture<Entered> entering = entering();
        try (ScriptedPeer peer = acceptShared()) {
            get(entering).link().close();
            peer.receiveEnd();
            assertThat(receiver.breaks.poll(10, TimeUnit.SECONDS)).isNotNull();
        }
    }

    @Test
    void aRefusalNamesTheAddressAndLeavesNoConnection() {
        CompletableFuture<Entered> entering = entering();
        try (ScriptedPeer peer = listener.accept()) {
            peer.welcome(ServerKeys.of(KEY), SERVER, 1);
            peer.receive(OpenSession.class);
            peer.send(new SessionRefused(SessionRefused.Reason.UNKNOWN, "not you"));
            assertThatThrownBy(() -> get(entering))
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOf(SessionLostException.class)
                    .hasMessageContaining("127.0.0.1:" + listener.address().getPort())
                    .hasMessageContaining("not you");
            peer.receiveEnd();
        }
        assertThat(receiver.breaks).isEmpty();
    }
}
