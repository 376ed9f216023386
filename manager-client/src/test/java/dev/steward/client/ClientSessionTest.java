package dev.steward.client;

import static dev.steward.client.ScriptedServer.answer;
import static dev.steward.client.ScriptedServer.calm;
import static dev.steward.client.ScriptedServer.get;
import static dev.steward.client.ScriptedServer.next;
import static dev.steward.client.ScriptedServer.terms;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.steward.api.CallInterruptedException;
import dev.steward.api.ConnectionLostException;
import dev.steward.api.ManagerException;
import dev.steward.api.ManagerTimeoutException;
import dev.steward.api.Outcome;
import dev.steward.api.RemoteProxy;
import dev.steward.api.SessionLostException;
import dev.steward.api.SharedList;
import dev.steward.api.SharedLock;
import dev.steward.api.SharedQueue;
import dev.steward.api.StaleProxyException;
import dev.steward.api.SyncManager;
import dev.steward.api.UnsupportedValueException;
import dev.steward.client.ClientListener.Event;
import dev.steward.protocol.message.Acknowledge;
import dev.steward.protocol.message.Acknowledge.ThreadReceived;
import dev.steward.protocol.message.Call;
import dev.steward.protocol.message.Cancel;
import dev.steward.protocol.message.CloseSession;
import dev.steward.protocol.message.GiveBack;
import dev.steward.protocol.message.Heartbeat;
import dev.steward.protocol.message.HeartbeatAnswer;
import dev.steward.protocol.message.JoinSession;
import dev.steward.protocol.message.Message;
import dev.steward.protocol.message.OperationCode;
import dev.steward.protocol.message.Received;
import dev.steward.protocol.message.SessionClosed;
import dev.steward.protocol.message.SessionRefused;
import dev.steward.protocol.message.SessionTerms;
import dev.steward.protocol.message.StatusCode;
import dev.steward.protocol.message.ThreadsEnded;
import dev.steward.protocol.peer.ScriptedPeer;
import dev.steward.protocol.value.EncodedValue;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a client says to its server over the life of a session, message by message. */
@Timeout(60)
class ClientSessionTest {

    private final ScriptedServer server = new ScriptedServer();
    private final List<Event> events = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        server.close();
    }

    private ClientOptions.Builder options() {
        return server.options().listener((event, detail) -> events.add(event));
    }

    private record Setup(SyncManager manager, ScriptedPeer peer, SharedQueue<Integer> queue) {}

    /** A client with a session and a queue. */
    private Setup setup(ClientOptions options, SessionTerms terms) throws Exception {
        Future<SyncManager> connecting = server.connect(options);
        ScriptedPeer peer = server.open(terms);
        SyncManager manager = get(connecting);
        Future<SharedQueue<Integer>> making = server.meanwhile(() -> manager.queue(0, Integer.class));
        server.answerWithObject(peer, "queue", 7);
        return new Setup(manager, peer, get(making));
    }

    private static ManagerException failure(Future<?> call) throws Exception {
        try {
            Object result = get(call);
            throw new AssertionError("it returned " + result);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof ManagerException why) {
                return why;
            }
            throw failed;
        }
    }

    @Test
    void aThreadsCallsAreNumberedAndTellWhatItHasReceived() throws Exception {
        Setup s = setup(options().build(), calm());
        Future<Integer> calls = server.meanwhile(() -> s.queue.size() + s.queue.size());
        Call first = next(s.peer, Call.class);
        answer(s.peer, first, EncodedValue.of(3));
        Call second = next(s.peer, Call.class);
        answer(s.peer, second, EncodedValue.of(4));
        assertThat(get(calls)).isEqualTo(7);
        assertThat(second.thread()).isEqualTo(first.thread()).isPositive();
        assertThat(second.number()).isEqualTo(first.number() + 1);
        assertThat(second.received()).isEqualTo(Received.below(second.number()));
        server.closeWith(s.peer, s.manager);
    }

    @Test
    void aReplyThatNoCallTakesAlongIsAcknowledgedAlone() throws Exception {
        Setup s = setup(options().build(), calm());
        Acknowledge alone = s.peer.receive(Acknowledge.class);
        assertThat(alone.threads()).hasSize(1);
        assertThat(alone.threads().get(0).received()).isEqualTo(Received.below(2));
        server.closeWith(s.peer, s.manager);
    }

    @Test
    void anInterruptCancelsAndTheAnswerToThatEndsTheCall() throws Exception {
        Setup s = setup(options().build(), calm());
        CompletableFuture<Throwable> ended = new CompletableFuture<>();
        Thread taker = new Thread(() -> {
            try {
                ended.complete(new AssertionError("took " + s.queue.take()));
            } catch (InterruptedException expected) {
                ended.complete(Thread.currentThread().isInterrupted() ? new AssertionError("flag is set") : expected);
            }
        });
        taker.start();
        Call take = next(s.peer, Call.class);
        taker.interrupt();
        assertThat(next(s.peer, Cancel.class)).isEqualTo(new Cancel(take.thread(), take.number()));
        assertThat(ended).isNotDone();
        answer(s.peer, take, StatusCode.CANCELLED, EncodedValue.of("the call was cancelled"));
        assertThat(get(ended)).isInstanceOf(InterruptedException.class);
        server.closeWith(s.peer, s.manager);
    }

    @Test
    void aResultWinsOverAnInterruptAndTheFlagStaysSet() throws Exception {
        Setup s = setup(options().build(), calm());
        AtomicBoolean flag = new AtomicBoolean();
        AtomicReference<Thread> thread = new AtomicReference<>();
        Future<Integer> taking = server.meanwhile(() -> {
            thread.set(Thread.currentThread());
            int taken = s.queue.take();
            flag.set(Thread.interrupted());
            return taken;
        });
        Call take = next(s.peer, Call.class);
        thread.get().interrupt();
        next(s.peer, Cancel.class);
        answer(s.peer, take, EncodedValue.of(42));
        assertThat(get(taking)).isEqualTo(42);
        assertThat(flag).isTrue();
        server.closeWith(s.peer, s.manager);
    }

    @Test
    void aMethodThatCannotThrowInterruptedExceptionSaysSoAndSetsTheFlag() throws Exception {
        Setup s = setup(options().build(), calm());
        AtomicBoolean flag = new AtomicBoolean();
        Future<Object> call = server.meanwhile(() -> {
            Thread.currentThread().interrupt();
            try {
                return s.queue.size();
            } finally {
                flag.set(Thread.interrupted());
            }
        });
        Call size = next(s.peer, Call.class);
        next(s.peer, Cancel.class);
        answer(s.peer, size, StatusCode.CANCELLED, EncodedValue.of("the call was cancelled"));
        ManagerException why = failure(call);
        assertThat(why).isInstanceOf(CallInterruptedException.class);
        assertThat(why.outcome()).isEqualTo(Outcome.NOT_EXECUTED);
        assertThat(flag).isTrue();
        server.closeWith(s.peer, s.manager);
    }

    @Test
    void aDeadlineCancelsToo() throws Exception {
        Setup s = setup(options().build(), calm());
        SharedQueue<Integer> hasty = s.manager.withDeadline(s.queue, Duration.ofMillis(50));
        Future<Integer> taking = server.meanwhile(hasty::take);
        Call take = next(s.peer, Call.class);
        next(s.peer, Cancel.class);
        answer(s.peer, take, StatusCode.CANCELLED, EncodedValue.of("the call was cancelled"));
        ManagerException why = failure(taking);
        assertThat(why).isInstanceOf(ManagerTimeoutException.class).hasMessageContaining("queue 7");
        assertThat(why.outcome()).isEqualTo(Outcome.NOT_EXECUTED);
        server.closeWith(s.peer, s.manager);
    }

    @Test
    void aResultThatNobodyWaitsForIsGivenBackBeforeItCountsAsReceived() throws Exception {
        Setup s = setup(options().heartbeat(Duration.ofMillis(100)).build(), calm());
        SharedQueue<Integer> hasty = s.manager.withDeadline(s.queue, Duration.ofMillis(50));
        Future<Integer> taking = server.meanwhile(hasty::take);
        Call take = next(s.peer, Call.class);
        next(s.peer, Cancel.class);
        // The server is silent for longer than the caller has patience.
        assertThat(failure(taking).outcome()).isEqualTo(Outcome.UNKNOWN);
        answer(s.peer, take, EncodedValue.of(42));
        Message message = s.peer.receive();
        while (!(message instanceof GiveBack)) {
            if (message instanceof Acknowledge early) {
                assertThat(contains(early, take)).isFalse();
            }
            message = s.peer.receive();
        }
        assertThat(message).isEqualTo(new GiveBack(take.thread(), take.number()));
        Acknowledge told = next(s.peer, Acknowledge.class);
        while (!contains(told, take)) {
            told = next(s.peer, Acknowledge.class);
        }
        server.closeWith(s.peer, s.manager);
    }

    private static boolean contains(Acknowledge acknowledge, Call call) {
        for (ThreadReceived entry : acknowledge.threads()) {
            if (entry.thread() == call.thread() && entry.received().contains(call.number())) {
                return true;
            }
        }
        return false;
    }

    @Test
    void unansweredCallsAreSentAgainUnderTheirNumbersAndAnsweredOnesAreNot() throws Exception {
        Setup s = setup(options().build(), calm());
        Future<Integer> sizing = server.meanwhile(s.queue::size);
        answer(s.peer, next(s.peer, Call.class), EncodedValue.of(0));
        get(sizing);
        Future<Integer> taking = server.meanwhile(s.queue::take);
        Call before = next(s.peer, Call.class);
        s.peer.reset();
        try (ScriptedPeer again = server.resume(calm())) {
            Call after = next(again, Call.class);
            assertThat(after.thread()).isEqualTo(before.thread());
            assertThat(after.number()).isEqualTo(before.number());
            assertThat(after.arguments()).isEqualTo(before.arguments());
            answer(again, after, EncodedValue.of(42));
            // The kept reply, answered to the first sending too.
            answer(again, after, EncodedValue.of(42));
            assertThat(get(taking)).isEqualTo(42);
            server.closeWith(again, s.manager);
        }
        assertThat(events).containsExactly(Event.CONNECTED);
    }

    @Test
    void aCallThatIsMadeDuringABreakIsSentWhenTheSessionIsResumed() throws Exception {
        Setup s = setup(options().build(), calm());
        s.peer.close();
        try (ScriptedPeer again = server.acceptAuthenticated()) {
            Future<Integer> sizing = server.meanwhile(s.queue::size);
            again.receive(JoinSession.class);
            again.enter(dev.steward.protocol.message.Phase.IN_SESSION);
            again.send(new dev.steward.protocol.message.SessionJoined(calm()));
            answer(again, next(again, Call.class), EncodedValue.of(5));
            assertThat(get(sizing)).isEqualTo(5);
            server.closeWith(again, s.manager);
        }
    }

    @Test
    void aSessionThatTheServerNoLongerKnowsIsLostAndEveryOpenCallEnds() throws Exception {
        Setup s = setup(options().build(), calm());
        Future<Integer> taking = server.meanwhile(s.queue::take);
        next(s.peer, Call.class);
        Future<Integer> sizing = server.meanwhile(s.queue::size);
        next(s.peer, Call.class);
        s.peer.close();
        try (ScriptedPeer again = server.acceptAuthenticated()) {
            again.receive(JoinSession.class);
            again.send(new SessionRefused(SessionRefused.Reason.UNKNOWN, "no such session"));
            ManagerException lost = failure(taking);
            assertThat(lost).isInstanceOf(SessionLostException.class).hasMessageContaining("queue 7");
            assertThat(lost.outcome()).isEqualTo(Outcome.UNKNOWN);
            // What only reads changed nothing, wherever it got to.
            assertThat(failure(sizing).outcome()).isEqualTo(Outcome.NOT_EXECUTED);
        }
        assertThatThrownBy(s.queue::size)
                .isInstanceOf(SessionLostException.class)
                .extracting(why -> ((ManagerException) why).outcome())
                .isEqualTo(Outcome.NOT_EXECUTED);
        await().untilAsserted(() -> assertThat(events).containsExactly(Event.CONNECTED, Event.LOST));
        s.manager.close();
    }

    @Test
    void anotherIncarnationMakesOldProxiesStaleAndTheManagerOpensAnotherSession() throws Exception {
        Setup s = setup(options().build(), calm());
        Future<Integer> taking = server.meanwhile(s.queue::take);
        next(s.peer, Call.class);
        server.startAnew();
        s.peer.close();
        try (ScriptedPeer other = server.acceptAuthenticated()) {
            assertThat(failure(taking)).isInstanceOf(StaleProxyException.class);
            other.receiveEnd();
        }
        assertThatThrownBy(s.queue::size).isInstanceOf(StaleProxyException.class);
        Future<SharedQueue<Integer>> making = server.meanwhile(() -> s.manager.queue("jobs", Integer.class));
        try (ScriptedPeer anew = server.open(calm())) {
            server.answerWithObject(anew, "queue", 1);
            SharedQueue<Integer> jobs = get(making);
            assertThatThrownBy(() -> s.manager.attach(s.queue.objectToken(), dev.steward.api.Type.queue(Integer.class)))
                    .isInstanceOf(StaleProxyException.class);
            assertThatThrownBy(s.queue::size).isInstanceOf(StaleProxyException.class);
            assertThat(jobs).isNotEqualTo(s.queue);
            server.closeWith(anew, s.manager);
        }
        assertThat(events).contains(Event.LOST);
    }

    @Test
    void theServersWordEndsTheSession() throws Exception {
        Setup s = setup(options().build(), calm());
        Future<Integer> taking = server.meanwhile(s.queue::take);
        next(s.peer, Call.class);
        s.peer.send(new SessionClosed("no sign of life for its lease"));
        assertThat(failure(taking)).isInstanceOf(SessionLostException.class).hasMessageContaining("no sign of life");
        s.manager.close();
    }

    @Test
    void aServerThatStaysAwayIsGivenUp() throws Exception {
        Setup s = setup(options().giveUp(Duration.ofMillis(300)).build(), calm());
        Future<Integer> taking = server.meanwhile(s.queue::take);
        next(s.peer, Call.class);
        s.peer.close();
        server.close();
        assertThat(failure(taking))
                .isInstanceOf(SessionLostException.class)
                .hasMessageContaining("could not be resumed within 300 ms");
        s.manager.close();
    }

    @Test
    void withoutAnsweredHeartbeatsNewCallsAreRefusedWaitsStayAndAnAnswerResumes() throws Exception {
        SessionTerms terms = terms(Duration.ofSeconds(3), Duration.ofMillis(300), 100);
        Setup s = setup(
                options()
                        .lease(Duration.ofSeconds(3))
                        .heartbeat(Duration.ofMillis(300))
                        .build(),
                terms);
        Future<Integer> taking = server.meanwhile(s.queue::take);
        Call take = null;
        Heartbeat last = null;
        while (!events.contains(Event.SUSPENDED)) {
            Message message = s.peer.receive();
            take = message instanceof Call call ? call : take;
            last = message instanceof Heartbeat heartbeat ? heartbeat : last;
        }
        assertThatThrownBy(s.queue::size)
                .isInstanceOf(ConnectionLostException.class)
                .hasMessageContaining("suspended")
                .extracting(why -> ((ManagerException) why).outcome())
                .isEqualTo(Outcome.NOT_EXECUTED);
        assertThat(taking).isNotDone();
        assertThat(take).isNotNull();
        assertThat(last).isNotNull();
        s.peer.send(new HeartbeatAnswer(last.tick()));
        await().untilAsserted(
                        () -> assertThat(events).containsExactly(Event.CONNECTED, Event.SUSPENDED, Event.RESUMED));
        answer(s.peer, take, EncodedValue.of(42));
        assertThat(get(taking)).isEqualTo(42);
        server.closeWith(s.peer, s.manager);
    }

    @Test
    void howLongProvingTheKeyTakesDoesNotCountAgainstTheLease() throws Exception {
        Duration lease = Duration.ofSeconds(3);
        Future<SyncManager> connecting = server.connect(
                options().lease(lease).heartbeat(Duration.ofMillis(300)).build());
        ScriptedPeer peer = server.openAfter(lease, terms(lease, Duration.ofMillis(300), 100));
        SyncManager manager = get(connecting);
        Future<SharedQueue<Integer>> making = server.meanwhile(() -> manager.queue(0, Integer.class));
        server.answerWithObject(peer, "queue", 7);
        assertThat(get(making)).isNotNull();
        assertThat(events).containsExactly(Event.CONNECTED);
        server.closeWith(peer, manager);
    }

    @Test
    void whatIsGivenBackWhileSuspendedWaitsAndTakesEffectWhenTheSessionIsResumed() throws Exception {
        SessionTerms terms = terms(Duration.ofSeconds(3), Duration.ofMillis(300), 100);
        Setup s = setup(
                options()
                        .lease(Duration.ofSeconds(3))
                        .heartbeat(Duration.ofMillis(300))
                        .build(),
                terms);
        Future<SharedLock> making = server.meanwhile(() -> s.manager.lock());
        server.answerWithObject(s.peer, "lock", 8);
        SharedLock lock = get(making);
        await().until(() -> events.contains(Event.SUSPENDED));
        Future<Boolean> releasing = server.meanwhile(() -> {
            lock.release();
            return true;
        });
        s.peer.close();
        ScriptedPeer again = server.resume(terms);
        answer(again, next(again, Call.class), EncodedValue.NULL);
        assertThat(get(releasing)).isTrue();
        assertThat(events).startsWith(Event.CONNECTED, Event.SUSPENDED, Event.RESUMED);
        server.closeWith(again, s.manager);
    }

    @Test
    void closeAcknowledgesThenSaysGoodbyeAndProxiesSayThatItIsClosed() throws Exception {
        Setup s = setup(options().build(), calm());
        Future<Integer> putting = server.meanwhile(() -> {
            s.queue.put(1);
            return 1;
        });
        Call put = next(s.peer, Call.class);
        answer(s.peer, put, EncodedValue.of(true));
        get(putting);
        Future<?> closing = server.meanwhile(() -> {
            s.manager.close();
            return null;
        });
        boolean told = false;
        Message message = s.peer.receive();
        while (!(message instanceof CloseSession)) {
            told |= message instanceof Acknowledge acknowledge && contains(acknowledge, put);
            message = s.peer.receive();
        }
        assertThat(told).isTrue();
        s.peer.send(new SessionClosed("as asked"));
        get(closing);
        assertThatThrownBy(s.queue::size)
                .isInstanceOf(SessionLostException.class)
                .hasMessageContaining("closed");
        assertThatThrownBy(() -> s.manager.list()).isInstanceOf(SessionLostException.class);
        s.manager.close();
    }

    @Test
    void aServerThatDoesNotAnswerTheGoodbyeHoldsCloseUpForTwoSecondsAtMost() throws Exception {
        Setup s = setup(options().build(), calm());
        long start = System.nanoTime();
        s.manager.close();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void callersWaitForCreditRatherThanExceedIt() throws Exception {
        Setup s = setup(options().build(), terms(Duration.ofMinutes(10), Duration.ofMinutes(1), 1));
        Future<Integer> first = server.meanwhile(s.queue::size);
        Call one = next(s.peer, Call.class);
        Future<Integer> second = server.meanwhile(s.queue::size);
        // A wait has credit of its own, so it passes the call that waits for credit.
        Future<Integer> taking = server.meanwhile(s.queue::take);
        Call take = next(s.peer, Call.class);
        assertThat(take.operation()).isEqualTo(OperationCode.QUEUE_TAKE.code());
        answer(s.peer, one, EncodedValue.of(1));
        Call two = next(s.peer, Call.class);
        answer(s.peer, two, EncodedValue.of(2));
        answer(s.peer, take, EncodedValue.of(3));
        assertThat(List.of(get(first), get(second), get(taking))).containsExactly(1, 2, 3);
        server.closeWith(s.peer, s.manager);
    }

    @Test
    void aThreadThatDiesIsReported() throws Exception {
        Setup s = setup(options().heartbeat(Duration.ofMillis(100)).build(), calm());
        AtomicReference<Integer> size = new AtomicReference<>();
        Thread caller = new Thread(() -> size.set(s.queue.size()));
        caller.start();
        Call call = next(s.peer, Call.class);
        answer(s.peer, call, EncodedValue.of(9));
        caller.join();
        assertThat(next(s.peer, ThreadsEnded.class).threads()).contains(call.thread());
        assertThat(size).hasValue(9);
        server.closeWith(s.peer, s.manager);
    }

    @Test
    void aForgottenProxyIsReleasedByTheClientItselfAndCannotBeUsed() throws Exception {
        Setup s = setup(options().build(), calm());
        RemoteProxy.forget(s.queue);
        RemoteProxy.forget(s.queue);
        Call release = next(s.peer, Call.class);
        assertThat(release.thread()).isZero();
        assertThat(release.operation()).isEqualTo(OperationCode.RELEASE.code());
        assertThat(release.arguments()).containsExactly(EncodedValue.of(7), EncodedValue.of(1));
        answer(s.peer, release, EncodedValue.NULL);
        assertThatThrownBy(s.queue::size).hasMessageContaining("RemoteProxy.forget");
        server.closeWith(s.peer, s.manager);
    }

    @Test
    void argumentsThatAreTooLargeAreRefusedBeforeTheyHaveANumber() throws Exception {
        Setup s = setup(
                options().build(),
                new SessionTerms(
                        Duration.ofMinutes(10), Duration.ofMinutes(1), Duration.ofMinutes(1), 10, 10, 4_096, 1 << 20));
        Future<SharedList<byte[]>> making = server.meanwhile(() -> s.manager.list(byte[].class));
        server.answerWithObject(s.peer, "list", 8);
        SharedList<byte[]> list = get(making);
        Future<Object> adding = server.meanwhile(() -> {
            assertThatThrownBy(() -> list.add(new byte[2 << 20]))
                    .isInstanceOf(UnsupportedValueException.class)
                    .hasMessageContaining("VALUE_BYTES");
            return list.size();
        });
        Call size = next(s.peer, Call.class);
        assertThat(size.operation()).isEqualTo(OperationCode.LIST_SIZE.code());
        answer(s.peer, size, EncodedValue.of(0));
        assertThat(get(adding)).isEqualTo(0);
        server.closeWith(s.peer, s.manager);
    }
}
