package dev.steward.client.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.AuthKey;
import dev.steward.api.ConnectionLostException;
import dev.steward.api.ManagerException;
import dev.steward.api.ObjectId;
import dev.steward.api.Outcome;
import dev.steward.api.ProtocolException;
import dev.steward.api.SessionLostException;
import dev.steward.protocol.connection.ConnectionRole;
import dev.steward.protocol.connection.Phase;
import dev.steward.protocol.handshake.ProofKeys;
import dev.steward.protocol.handshake.ServerKeys;
import dev.steward.protocol.message.Call;
import dev.steward.protocol.message.Heartbeat;
import dev.steward.protocol.message.HeartbeatAnswer;
import dev.steward.protocol.message.JoinSession;
import dev.steward.protocol.message.Message;
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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
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

    TransportSettings settings(int connections) {
        return settings(connections, Duration.ofSeconds(5));
    }

    private TransportSettings settings(int connections, Duration timeout) {
        return new TransportSettings(
                new ServerAddress.Tcp("127.0.0.1", listener.address().getPort()),
                new ProofKeys(KEY),
                KeyId.AUTH,
                null,
                timeout,
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

    private static Call large(long number, int bytes) {
        return new Call(
                1,
                number,
                Operation.LIST_ADD.code(),
                new ObjectId(5),
                Received.below(number),
                List.of(EncodedValue.of(new byte[bytes])));
    }

    @Test
    void whatTheServerReadsLateArrivesWholeAndInItsOrder() throws Exception {
        CompletableFuture<Entered> entering = entering();
        try (ScriptedPeer peer = acceptShared()) {
            ServerLink link = get(entering).link();
            for (long number = 1; number <= 100; number++) {
                link.send(large(number, number % 3 == 0 ? 500_000 : 100));
                link.send(new Heartbeat(number));
            }
            // More than any socket takes: the loop goes on with what else there is, such as an answer.
            peer.send(new HeartbeatAnswer(7));
            assertThat(receiver.next(HeartbeatAnswer.class).tick()).isEqualTo(7);
            for (long number = 1; number <= 100; number++) {
                assertThat(peer.receive()).isEqualTo(large(number, number % 3 == 0 ? 500_000 : 100));
                assertThat(peer.receive()).isEqualTo(new Heartbeat(number));
            }
        }
    }

    @Test
    void whoeverWantsToKnowHearsWhenAMessageWasWrittenAndNotBefore() throws Exception {
        CompletableFuture<Entered> entering = entering();
        try (ScriptedPeer peer = acceptShared()) {
            ServerLink link = get(entering).link();
            int count = 60;
            CountDownLatch written = new CountDownLatch(count);
            for (long number = 1; number <= count; number++) {
                link.send(large(number, 500_000), written::countDown);
            }
            link.send(new Heartbeat(1));
            assertThat(written.getCount()).isPositive();
            int small = 0;
            for (long number = 1; number <= count; ) {
                Message message = peer.receive();
                if (message instanceof Heartbeat) {
                    small++;
                } else {
                    assertThat(message).isEqualTo(large(number++, 500_000));
                }
            }
            if (small == 0) {
                peer.receive(Heartbeat.class);
            }
            assertThat(written.await(10, TimeUnit.SECONDS)).isTrue();
            // Nobody hears of what cannot be written any more.
            link.close();
            assertThat(receiver.breaks.poll(10, TimeUnit.SECONDS)).isNotNull();
            link.send(
                    new Heartbeat(2), () -> receiver.onBroken(new ConnectionLostException("written", Outcome.UNKNOWN)));
            assertThat(receiver.breaks.poll(200, TimeUnit.MILLISECONDS)).isNull();
        }
    }

    @Test
    void whatCameBeforeTheEndIsToldBeforeIt() throws Exception {
        CompletableFuture<Entered> entering = entering();
        ScriptedPeer peer = acceptShared();
        get(entering);
        for (long tick = 0; tick < 1_000; tick++) {
            peer.send(new HeartbeatAnswer(tick));
        }
        peer.close();
        assertThat(receiver.breaks.poll(10, TimeUnit.SECONDS)).isNotNull();
        assertThat(receiver.messages).hasSize(1_000).first().isEqualTo(new HeartbeatAnswer(0));
    }

    @Test
    void whatMayNotComeBreaksTheLinkOnce() throws Exception {
        CompletableFuture<Entered> entering = entering();
        try (ScriptedPeer peer = acceptShared()) {
            get(entering);
            peer.send(new HeartbeatAnswer(1));
            peer.sendBytes(new byte[] {0, 0, 0, 20, 99, 1, 2, 3, 4, 5, 6, 7});
            assertThat(receiver.breaks.poll(10, TimeUnit.SECONDS)).isInstanceOf(ProtocolException.class);
            assertThat(receiver.messages).containsExactly(new HeartbeatAnswer(1));
            peer.receiveEnd();
            assertThat(receiver.breaks.poll(200, TimeUnit.MILLISECONDS)).isNull();
        }
    }

    @Test
    void aReceiverThatThrowsBreaksTheLink() throws Exception {
        receiver.fails = true;
        CompletableFuture<Entered> entering = entering();
        try (ScriptedPeer peer = acceptShared()) {
            get(entering);
            peer.send(new HeartbeatAnswer(1));
            assertThat(receiver.breaks.poll(10, TimeUnit.SECONDS)).isNotNull();
            peer.receiveEnd();
        }
    }

    @Test
    void whereNobodyListensTheAddressIsNamed() {
        listener.close();
        assertThatThrownBy(() -> get(entering()))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(ConnectionLostException.class)
                .hasMessageContaining("127.0.0.1:");
        assertThat(receiver.breaks).isEmpty();
    }

    @Test
    void whoeverSaysNothingIsGivenUpAndLeft() {
        ClientTransport hasty = transport(settings(2, Duration.ofMillis(300)));
        try {
            CompletableFuture<Entered> entering = hasty.enter(OPENING, receiver);
            try (ScriptedPeer peer = listener.accept()) {
                assertThatThrownBy(() -> get(entering))
                        .cause()
                        .isInstanceOf(ConnectionLostException.class)
                        .hasMessageContaining("within 300 ms");
                peer.receive();
                peer.receiveEnd();
            }
        } finally {
            hasty.close();
        }
    }

    @Test
    void closingTheTransportEndsItsLinksAndItsThread() throws Exception {
        CompletableFuture<Entered> entering = entering();
        try (ScriptedPeer peer = acceptShared()) {
            ServerLink link = get(entering).link();
            CompletableFuture<Thread> loop = new CompletableFuture<>();
            transport.loop().execute(() -> loop.complete(Thread.currentThread()));
            transport.close();
            assertThat(get(loop).isAlive()).isFalse();
            assertThat(receiver.breaks.poll(10, TimeUnit.SECONDS)).isNotNull();
            peer.receiveEnd();
            link.send(new Heartbeat(1));
            link.close();
            assertThatThrownBy(() -> transport.loop().execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
        }
    }
}
