package dev.steward.client.transport;

import static dev.steward.client.transport.TransportContract.KEY;
import static dev.steward.client.transport.TransportContract.OPENING;
import static dev.steward.client.transport.TransportContract.SERVER;
import static dev.steward.client.transport.TransportContract.TERMS;
import static dev.steward.client.transport.TransportContract.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.ConnectionLostException;
import dev.steward.protocol.connection.ConnectionRole;
import dev.steward.protocol.connection.Phase;
import dev.steward.protocol.handshake.ProofKeys;
import dev.steward.protocol.handshake.ServerKeys;
import dev.steward.protocol.message.Failure;
import dev.steward.protocol.message.FailureCode;
import dev.steward.protocol.message.JoinSession;
import dev.steward.protocol.message.Message;
import dev.steward.protocol.message.SessionJoined;
import dev.steward.protocol.message.SessionOpened;
import dev.steward.protocol.message.SessionRefused;
import dev.steward.protocol.peer.ScriptedListener;
import dev.steward.protocol.peer.ScriptedPeer;
import dev.steward.protocol.secret.KeyId;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that knows several servers finds the one that lets it in. The test is the servers. */
@Timeout(30)
class SeveralServersTransportTest {

    private static final JoinSession JOINING =
            new JoinSession(OPENING.sessionId(), OPENING.secret(), ConnectionRole.SHARED);

    /** Draws the order in which the servers are named. */
    private static final RandomGenerator IN_ORDER = new RandomGenerator() {
        @Override
        public long nextLong() {
            return 0;
        }

        @Override
        public int nextInt(int bound) {
            return bound - 1;
        }
    };

    private final ScriptedListener known = new ScriptedListener();
    private final ScriptedListener other = new ScriptedListener();
    private final SelectorTransport first = new SelectorTransport(
            new TransportSettings(of(known), new ProofKeys(KEY), KeyId.AUTH, null, Duration.ofSeconds(10), true, 0),
            "several");

    @AfterEach
    void close() {
        first.close();
        known.close();
        other.close();
    }

    private static ServerAddress of(ScriptedListener listener) {
        return new ServerAddress.Tcp("127.0.0.1", listener.address().getPort());
    }

    private static ServerAddress dead() {
        try (ScriptedListener gone = new ScriptedListener()) {
            return of(gone);
        }
    }

    /** A transport whose order is drawn from that seed. */
    private SeveralServersTransport transport(long seed, ServerAddress... servers) {
        return new SeveralServersTransport(first, List.of(servers), Duration.ofSeconds(10), new SplittableRandom(seed));
    }

    /** Enters by way of such a transport. */
    private CompletableFuture<Entered> entering(long seed, ServerAddress... servers) {
        return transport(seed, servers).enter(OPENING, new ListeningReceiver());
    }

    private static ScriptedPeer accepted(ScriptedListener listener, Message expected) {
        ScriptedPeer peer = listener.accept();
        peer.welcome(ServerKeys.of(KEY), SERVER, 1);
        assertThat(peer.receive()).isEqualTo(expected);
        return peer;
    }

    private static ScriptedPeer letIn(ScriptedListener listener) {
        ScriptedPeer peer = accepted(listener, OPENING);
        peer.enter(Phase.IN_SESSION);
        peer.send(new SessionOpened(TERMS));
        return peer;
    }

    private static void refuse(ScriptedListener listener, String leader) {
        refuse(listener, OPENING, leader);
    }

    private static void refuse(ScriptedListener listener, Message entry, String leader) {
        try (ScriptedPeer peer = accepted(listener, entry)) {
            peer.send(new SessionRefused(SessionRefused.Reason.ELSEWHERE, leader));
            peer.skipToEnd();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void aDeadServerIsPassedOver(long seed) throws Exception {
        CompletableFuture<Entered> entering = entering(seed, dead(), of(known));
        try (ScriptedPeer peer = letIn(known)) {
            assertThat(get(entering).terms()).isEqualTo(TERMS);
            assertThat(peer).isNotNull();
        }
    }

    @Test
    void aServerThatDoesNotLeadSaysWhoDoes() throws Exception {
        CompletableFuture<Entered> entering = entering(1, of(known), dead());
        refuse(known, of(other).toString());
        try (ScriptedPeer peer = letIn(other)) {
            assertThat(get(entering).terms()).isEqualTo(TERMS);
            assertThat(peer).isNotNull();
        }
    }

    @Test
    void theyAreAskedAgainWhileNoneLeads() throws Exception {
        CompletableFuture<Entered> entering = entering(1, of(known), dead());
        refuse(known, "");
        try (ScriptedPeer newcomer = known.accept()) {
            newcomer.send(new Failure(FailureCode.ELSEWHERE, "no server leads yet"));
            newcomer.skipToEnd();
        }
        refuse(known, "what is no address");
        try (ScriptedPeer peer = letIn(known)) {
            assertThat(get(entering).terms()).isEqualTo(TERMS);
            assertThat(peer).isNotNull();
        }
    }

    @Test
    void aSessionThatAServerOpenedBeforeItDiedIsFoundAtTheNext() throws Exception {
        CompletableFuture<Entered> entering = entering(1, of(known), dead());
        refuse(known, of(other).toString());
        try (ScriptedPeer dying = accepted(other, OPENING)) {
            dying.reset();
        }
        try (ScriptedPeer heir = accepted(known, OPENING)) {
            heir.send(new SessionRefused(SessionRefused.Reason.TAKEN, "taken"));
            heir.skipToEnd();
        }
        try (ScriptedPeer heir = accepted(known, JOINING)) {
            heir.enter(Phase.IN_SESSION);
            heir.send(new SessionJoined(TERMS));
            assertThat(get(entering).terms()).isEqualTo(TERMS);
        }
    }

    @Test
    void theOthersAreAskedOnceEachWhileTheLinkStands() throws Exception {
        SeveralServersTransport several = transport(1, of(known), of(other));
        CompletableFuture<Entered> entering = several.enter(OPENING, new ListeningReceiver());
        try (ScriptedPeer silent = letIn(known)) {
            assertThat(get(entering).terms()).isEqualTo(TERMS);
            CompletableFuture<Entered> asking = elsewhere(several);
            refuse(other, JOINING, of(known).toString());
            assertThatThrownBy(() -> get(asking)).hasCauseInstanceOf(ConnectionLostException.class);
            assertThat(known.isCalled()).as("the one that it has").isFalse();
            CompletableFuture<Entered> askingAgain = elsewhere(several);
            try (ScriptedPeer leader = accepted(other, JOINING)) {
                leader.enter(Phase.IN_SESSION);
                leader.send(new SessionJoined(TERMS));
                assertThat(get(askingAgain).terms()).isEqualTo(TERMS);
            }
            assertThat(silent).isNotNull();
        }
    }

    @Test
    void whatOneThatIsThereSaysIsToldAndNotThatAnotherOneIsGone() throws Exception {
        SeveralServersTransport several = new SeveralServersTransport(
                first, List.of(of(known), of(other), dead()), Duration.ofSeconds(10), IN_ORDER);
        CompletableFuture<Entered> entering = several.enter(OPENING, new ListeningReceiver());
        try (ScriptedPeer silent = letIn(known)) {
            assertThat(get(entering).terms()).isEqualTo(TERMS);
            CompletableFuture<Entered> asking = elsewhere(several);
            refuse(other, JOINING, "");
            assertThatThrownBy(() -> get(asking))
                    .hasCauseInstanceOf(ConnectionLostException.class)
                    .hasMessageContaining("one that is there: ")
                    .hasMessageContaining("none does, as far as it knows");
            assertThat(silent).isNotNull();
        }
    }

    private static CompletableFuture<Entered> elsewhere(SeveralServersTransport several) {
        return CompletableFuture.supplyAsync(
                        () -> several.enterElsewhere(JOINING, new ListeningReceiver()), several.loop())
                .thenCompose(entering -> entering);
    }

    @Test
    void whereNoneIsThereTheClientHearsOfAll() {
        ServerAddress one = dead();
        ServerAddress two = dead();
        assertThatThrownBy(() -> get(entering(1, one, two)))
                .hasCauseInstanceOf(ConnectionLostException.class)
                .hasMessageContaining(one.toString())
                .hasMessageContaining(two.toString())
                .hasMessageContaining("nobody listens");
    }
}
