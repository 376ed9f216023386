package dev.steward.client;

import static dev.steward.client.ScriptedServer.answer;
import static dev.steward.client.ScriptedServer.calm;
import static dev.steward.client.ScriptedServer.get;
import static dev.steward.client.ScriptedServer.next;
import static dev.steward.client.ScriptedServer.terms;
import static dev.steward.client.ScriptedSession.failure;
import static dev.steward.client.ScriptedSession.tells;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.steward.api.ConnectionLostException;
import dev.steward.api.ManagerException;
import dev.steward.api.Outcome;
import dev.steward.api.ServerEndedException;
import dev.steward.api.SessionLostException;
import dev.steward.api.SharedLock;
import dev.steward.api.SharedQueue;
import dev.steward.api.SharedSemaphore;
import dev.steward.api.StaleProxyException;
import dev.steward.api.SyncManager;
import dev.steward.client.ClientListener.Event;
import dev.steward.protocol.message.Acknowledge;
import dev.steward.protocol.message.Call;
import dev.steward.protocol.message.CloseSession;
import dev.steward.protocol.message.Draining;
import dev.steward.protocol.message.Heartbeat;
import dev.steward.protocol.message.HeartbeatAnswer;
import dev.steward.protocol.message.JoinSession;
import dev.steward.protocol.message.Message;
import dev.steward.protocol.message.SessionClosed;
import dev.steward.protocol.message.SessionRefused;
import dev.steward.protocol.message.SessionTerms;
import dev.steward.protocol.peer.ScriptedPeer;
import dev.steward.protocol.value.EncodedValue;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How a session stands for its client when connections break, heartbeats stay away or it ends, message by message. */
@Timeout(60)
class ClientStandingTest {

    /** As short as a test can wait for, and long beside what a busy machine makes of a step. */
    private static final Duration LEASE = Duration.ofSeconds(4);

    private final ScriptedServer server = new ScriptedServer();
    private final List<Event> events = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        server.close();
    }

    private ClientOptions.Builder options() {
        return server.options().listener((event, detail) -> events.add(event));
    }

    private ScriptedSession begin(ClientOptions options, SessionTerms terms) throws Exception {
        return ScriptedSession.begin(server, options, terms);
    }

    @Test
    void unansweredCallsAreSentAgainUnderTheirNumbersAndAnsweredOnesAreNot() throws Exception {
        ScriptedSession s = begin(options().build(), calm());
        Future<Integer> sizing = server.meanwhile(s.queue()::size);
        answer(s.peer(), next(s.peer(), Call.class), EncodedValue.of(0));
        get(sizing);
        Future<Integer> taking = server.meanwhile(s.queue()::take);
        Call before = next(s.peer(), Call.class);
        s.peer().reset();
        try (ScriptedPeer again = server.resume(calm())) {
            Call after = next(again, Call.class);
            assertThat(after.thread()).isEqualTo(before.thread());
            assertThat(after.number()).isEqualTo(before.number());
            assertThat(after.arguments()).isEqualTo(before.arguments());
            answer(again, after, EncodedValue.of(42));
            // The kept reply, answered to the first sending too.
            answer(again, after, EncodedValue.of(42));
            assertThat(get(taking)).isEqualTo(42);
            server.closeWith(again, s.manager());
        }
        awaitEvents(Event.CONNECTED);
        assertThat(events).hasSize(1);
    }

    @Test
    void aCallThatIsMadeDuringABreakIsSentWhenTheSessionIsResumed() throws Exception {
        ScriptedSession s = begin(options().build(), calm());
        s.peer().close();
        try (ScriptedPeer again = server.acceptAuthenticated()) {
            Future<Integer> sizing = server.meanwhile(s.queue()::size);
            again.receive(JoinSession.class);
            again.enter(dev.steward.protocol.connection.Phase.IN_SESSION);
            again.send(new dev.steward.protocol.message.SessionJoined(calm()));
            answer(again, next(again, Call.class), EncodedValue.of(5));
            assertThat(get(sizing)).isEqualTo(5);
            server.closeWith(again, s.manager());
        }
    }

    @Test
    void aSessionThatTheServerNoLongerKnowsIsLostAndEveryOpenCallEnds() throws Exception {
        ScriptedSession s = begin(options().build(), calm());
        Future<Integer> taking = server.meanwhile(s.queue()::take);
        next(s.peer(), Call.class);
        Future<Integer> sizing = server.meanwhile(s.queue()::size);
        next(s.peer(), Call.class);
        s.peer().close();
        try (ScriptedPeer again = server.acceptAuthenticated()) {
            again.receive(JoinSession.class);
            again.send(new SessionRefused(SessionRefused.Reason.UNKNOWN, "no such session"));
            ManagerException lost = failure(taking);
            assertThat(lost).isInstanceOf(SessionLostException.class).hasMessageContaining("queue 7");
            assertThat(lost.outcome()).isEqualTo(Outcome.UNKNOWN);
            // What only reads changed nothing, wherever it got to.
            assertThat(failure(sizing).outcome()).isEqualTo(Outcome.NOT_EXECUTED);
        }
        assertThatThrownBy(s.queue()::size)
                .isInstanceOf(SessionLostException.class)
                .extracting(why -> ((ManagerException) why).outcome())
                .isEqualTo(Outcome.NOT_EXECUTED);
        await().untilAsserted(() -> assertThat(events).containsExactly(Event.CONNECTED, Event.LOST));
        s.manager().close();
    }

    @Test
    void anotherIncarnationMakesOldProxiesStaleAndTheManagerOpensAnotherSession() throws Exception {
        ScriptedSession s = begin(options().build(), calm());
        Future<Integer> taking = server.meanwhile(s.queue()::take);
        next(s.peer(), Call.class);
        server.startAnew();
        s.peer().close();
        try (ScriptedPeer other = server.acceptAuthenticated()) {
            assertThat(failure(taking)).isInstanceOf(StaleProxyException.class);
            other.receiveEnd();
        }
        assertThatThrownBy(s.queue()::size).isInstanceOf(StaleProxyException.class);
        Future<SharedQueue<Integer>> making = server.meanwhile(() -> s.manager().queue("jobs", Integer.class));
        try (ScriptedPeer anew = server.open(calm())) {
            server.answerWithObject(anew, "queue", 1);
            SharedQueue<Integer> jobs = get(making);
            assertThatThrownBy(() ->
                            s.manager().attach(s.queue().objectToken(), dev.steward.api.Type.queue(Integer.class)))
                    .isInstanceOf(StaleProxyException.class);
            assertThatThrownBy(s.queue()::size).isInstanceOf(StaleProxyException.class);
            assertThat(jobs).isNotEqualTo(s.queue());
            server.closeWith(anew, s.manager());
        }
        awaitEvents(Event.CONNECTED, Event.LOST);
    }

    @Test
    void theServersWordEndsTheSession() throws Exception {
        ScriptedSession s = begin(options().build(), calm());
        Future<Integer> taking = server.meanwhile(s.queue()::take);
        next(s.peer(), Call.class);
        s.peer().send(new SessionClosed("no sign of life for its lease"));
        assertThat(failure(taking)).isInstanceOf(SessionLostException.class).hasMessageContaining("no sign of life");
        s.manager().close();
    }

    @Test
    void aServerThatStaysAwayIsGivenUp() throws Exception {
        ScriptedSession s = begin(options().giveUp(Duration.ofMillis(300)).build(), calm());
        Future<Integer> taking = server.meanwhile(s.queue()::take);
        next(s.peer(), Call.class);
        s.peer().close();
        server.close();
        assertThat(failure(taking))
                .isInstanceOf(SessionLostException.class)
                .hasMessageContaining("could not be resumed within 300 ms");
        s.manager().close();
    }

    @Test
    void withoutAnsweredHeartbeatsNewCallsAreRefusedWaitsStayAndAnAnswerResumes() throws Exception {
        // So rarely a heartbeat: the only one is that by which the suspended client asks, and it waits as long for the
        // answer.
        Duration rarely = Duration.ofMinutes(1);
        ScriptedSession s = begin(options().heartbeat(rarely).build(), terms(LEASE, rarely, 100));
        Future<Integer> taking = server.meanwhile(s.queue()::take);
        Call take = next(s.peer(), Call.class);
        await().pollInterval(Duration.ofMillis(10)).until(() -> events.contains(Event.SUSPENDED));
        assertThatThrownBy(s.queue()::size)
                .isInstanceOf(ConnectionLostException.class)
                .hasMessageContaining("suspended")
                .extracting(why -> ((ManagerException) why).outcome())
                .isEqualTo(Outcome.NOT_EXECUTED);
        assertThat(taking).isNotDone();
        Heartbeat asking = next(s.peer(), Heartbeat.class);
        s.peer().send(new HeartbeatAnswer(asking.tick()));
        // And suspended again some time later, because there is no heartbeat.
        awaitEvents(Event.CONNECTED, Event.SUSPENDED, Event.RESUMED);
        answer(s.peer(), take, EncodedValue.of(42));
        assertThat(get(taking)).isEqualTo(42);
        server.closeWith(s.peer(), s.manager());
    }

    /** Waits until these were the first events: a listener hears of them after what they are about. */
    private void awaitEvents(Event... first) {
        await().untilAsserted(() -> assertThat(events).startsWith(first));
    }

    @Test
    void howLongProvingTheKeyTakesDoesNotCountAgainstTheLease() throws Exception {
        Future<SyncManager> connecting = server.connect(
                options().lease(LEASE).heartbeat(Duration.ofMillis(300)).build());
        // Longer than the client trusts in its lease: it would refuse its own calls.
        Duration proving = LEASE.dividedBy(100).multipliedBy(85);
        ScriptedPeer peer = server.openAfter(proving, terms(LEASE, Duration.ofMillis(300), 100));
        SyncManager manager = get(connecting);
        Future<SharedQueue<Integer>> making = server.meanwhile(() -> manager.queue(0, Integer.class));
        server.answerWithObject(peer, "queue", 7);
        assertThat(get(making)).isNotNull();
        server.closeWith(peer, manager);
    }

    @Test
    void whatIsGivenBackWhileSuspendedWaitsAndTakesEffectWhenTheSessionIsResumed() throws Exception {
        SessionTerms terms = terms(Duration.ofSeconds(3), Duration.ofMillis(300), 100);
        ScriptedSession s = begin(
                options()
                        .lease(Duration.ofSeconds(3))
                        .heartbeat(Duration.ofMillis(300))
                        .build(),
                terms);
        Future<SharedLock> making = server.meanwhile(() -> s.manager().lock());
        server.answerWithObject(s.peer(), "lock", 8);
        SharedLock lock = get(making);
        await().until(() -> events.contains(Event.SUSPENDED));
        Future<Boolean> releasing = server.meanwhile(() -> {
            lock.release();
            return true;
        });
        s.peer().close();
        ScriptedPeer again = server.resume(terms);
        answer(again, next(again, Call.class), EncodedValue.NULL);
        assertThat(get(releasing)).isTrue();
        awaitEvents(Event.CONNECTED, Event.SUSPENDED, Event.RESUMED);
        server.closeWith(again, s.manager());
    }

    @Test
    void whoGivesBackWithoutWaitingForAnswersWaitsBeforeTheServerWouldCutTheClient() throws Exception {
        ScriptedSession s = begin(options().build(), calm());
        Future<SharedSemaphore> making = server.meanwhile(() -> s.manager().semaphore(0));
        server.answerWithObject(s.peer(), "semaphore", 8);
        SharedSemaphore semaphore = get(making);
        int most = 8_000;
        AtomicReference<Thread> releaser = new AtomicReference<>();
        Future<Integer> releasing = server.meanwhile(() -> {
            releaser.set(Thread.currentThread());
            for (int i = 0; i < most + 1; i++) {
                CompletableFuture<?> unused = semaphore.async().release();
            }
            return most;
        });
        Call first = next(s.peer(), Call.class);
        for (int i = 1; i < most; i++) {
            next(s.peer(), Call.class);
        }
        await().until(() -> releaser.get().getState() == Thread.State.WAITING);
        assertThat(releasing).isNotDone();
        answer(s.peer(), first, EncodedValue.NULL);
        next(s.peer(), Call.class);
        assertThat(get(releasing)).isEqualTo(most);
        server.closeWith(s.peer(), s.manager());
    }

    @Test
    void serverThatSaidThatItEndsIsNotWaitedForWhenItsConnectionBreaks() throws Exception {
        ScriptedSession s = begin(options().build(), calm());
        Future<Integer> taking = server.meanwhile(s.queue()::take);
        next(s.peer(), Call.class);
        s.peer().send(new Draining("bye"));
        s.peer().close();
        assertThatThrownBy(() -> get(taking))
                .hasCauseInstanceOf(ServerEndedException.class)
                .hasMessageContaining("the server has ended, as it had said");
        assertThatThrownBy(s.queue()::size).isInstanceOf(ServerEndedException.class);
        assertThat(events).doesNotContain(Event.SUSPENDED);
    }

    @Test
    void closeAcknowledgesThenSaysGoodbyeAndProxiesSayThatItIsClosed() throws Exception {
        ScriptedSession s = begin(options().build(), calm());
        Future<Integer> putting = server.meanwhile(() -> {
            s.queue().put(1);
            return 1;
        });
        Call put = next(s.peer(), Call.class);
        answer(s.peer(), put, EncodedValue.of(true));
        get(putting);
        Future<?> closing = server.meanwhile(() -> {
            s.manager().close();
            return null;
        });
        boolean told = false;
        Message message = s.peer().receive();
        while (!(message instanceof CloseSession)) {
            told |= message instanceof Acknowledge acknowledge && tells(acknowledge, put);
            message = s.peer().receive();
        }
        assertThat(told).isTrue();
        s.peer().send(new SessionClosed("as asked"));
        get(closing);
        assertThatThrownBy(s.queue()::size)
                .isInstanceOf(SessionLostException.class)
                .hasMessageContaining("closed");
        assertThatThrownBy(() -> s.manager().list()).isInstanceOf(SessionLostException.class);
        s.manager().close();
    }

    @Test
    void aServerThatDoesNotAnswerTheGoodbyeHoldsCloseUpForAWhileOnly() throws Exception {
        ScriptedSession s = begin(options().build(), calm());
        Future<Boolean> closing = server.meanwhile(() -> {
            s.manager().close();
            return true;
        });
        next(s.peer(), CloseSession.class);
        assertThat(get(closing)).as("without an answer").isTrue();
    }

    @Test
    void whoIsCutOffSaysNothingMoreAndItsCallsEnd() throws Exception {
        ScriptedSession s = begin(options().build(), calm());
        Future<Integer> taking = server.meanwhile(s.queue()::take);
        next(s.peer(), Call.class);
        OpenConnection.of(s.manager()).orElseThrow().cutOff();
        assertThat(failure(taking))
                .isInstanceOf(SessionLostException.class)
                .hasMessageContaining("as if its process had been killed");
        s.peer().receiveEnd();
        assertThat(OpenConnection.of(s.manager())).isEmpty();
        s.manager().close();
    }
}
