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

import dev.steward.api.CallInterruptedException;
import dev.steward.api.ManagerException;
import dev.steward.api.ManagerTimeoutException;
import dev.steward.api.Outcome;
import dev.steward.api.RemoteProxy;
import dev.steward.api.SharedList;
import dev.steward.api.SharedLock;
import dev.steward.api.SharedQueue;
import dev.steward.api.UnsupportedValueException;
import dev.steward.protocol.message.Acknowledge;
import dev.steward.protocol.message.Call;
import dev.steward.protocol.message.Cancel;
import dev.steward.protocol.message.GiveBack;
import dev.steward.protocol.message.Heartbeat;
import dev.steward.protocol.message.HeartbeatAnswer;
import dev.steward.protocol.message.Message;
import dev.steward.protocol.message.Received;
import dev.steward.protocol.message.SessionTerms;
import dev.steward.protocol.message.ThreadsEnded;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.vocabulary.Argument;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a client says to its server about its calls, message by message. */
@Timeout(60)
class ClientSessionTest {

    private final ScriptedServer server = new ScriptedServer();

    @AfterEach
    void close() {
        server.close();
    }

    private ScriptedSession begin(ClientOptions options, SessionTerms terms) throws Exception {
        return ScriptedSession.begin(server, options, terms);
    }

    @Test
    void aThreadsCallsAreNumberedAndTellWhatItHasReceived() throws Exception {
        ScriptedSession s = begin(server.options().build(), calm());
        Future<Integer> calls =
                server.meanwhile(() -> s.queue().size() + s.queue().size());
        Call first = next(s.peer(), Call.class);
        answer(s.peer(), first, EncodedValue.of(3));
        Call second = next(s.peer(), Call.class);
        answer(s.peer(), second, EncodedValue.of(4));
        assertThat(get(calls)).isEqualTo(7);
        assertThat(second.thread()).isEqualTo(first.thread()).isPositive();
        assertThat(second.number()).isEqualTo(first.number() + 1);
        assertThat(second.received()).isEqualTo(Received.below(second.number()));
        server.closeWith(s.peer(), s.manager());
    }

    @Test
    void aReplyThatNoCallTakesAlongIsAcknowledgedAlone() throws Exception {
        ScriptedSession s = begin(server.options().build(), calm());
        Acknowledge alone = s.peer().receive(Acknowledge.class);
        assertThat(alone.threads()).hasSize(1);
        assertThat(alone.threads().get(0).received()).isEqualTo(Received.below(2));
        server.closeWith(s.peer(), s.manager());
    }

    @Test
    void anInterruptCancelsAndTheAnswerToThatEndsTheCall() throws Exception {
        ScriptedSession s = begin(server.options().build(), calm());
        CompletableFuture<Throwable> ended = new CompletableFuture<>();
        Thread taker = new Thread(() -> {
            try {
                ended.complete(new AssertionError("took " + s.queue().take()));
            } catch (InterruptedException expected) {
                ended.complete(Thread.currentThread().isInterrupted() ? new AssertionError("flag is set") : expected);
            }
        });
        taker.start();
        Call take = next(s.peer(), Call.class);
        taker.interrupt();
        assertThat(next(s.peer(), Cancel.class)).isEqualTo(new Cancel(take.thread(), take.number()));
        assertThat(ended).isNotDone();
        answer(s.peer(), take, Status.CANCELLED, EncodedValue.of("the call was cancelled"));
        assertThat(get(ended)).isInstanceOf(InterruptedException.class);
        server.closeWith(s.peer(), s.manager());
    }

    @Test
    void aResultWinsOverAnInterruptAndTheFlagStaysSet() throws Exception {
        ScriptedSession s = begin(server.options().build(), calm());
        AtomicBoolean flag = new AtomicBoolean();
        AtomicReference<Thread> thread = new AtomicReference<>();
        Future<Integer> taking = server.meanwhile(() -> {
            thread.set(Thread.currentThread());
            int taken = s.queue().take();
            flag.set(Thread.interrupted());
            return taken;
        });
        Call take = next(s.peer(), Call.class);
        thread.get().interrupt();
        next(s.peer(), Cancel.class);
        answer(s.peer(), take, EncodedValue.of(42));
        assertThat(get(taking)).isEqualTo(42);
        assertThat(flag).isTrue();
        server.closeWith(s.peer(), s.manager());
    }

    @Test
    void aMethodThatCannotThrowInterruptedExceptionSaysSoAndSetsTheFlag() throws Exception {
        ScriptedSession s = begin(server.options().build(), calm());
        AtomicBoolean flag = new AtomicBoolean();
        Future<Object> call = server.meanwhile(() -> {
            Thread.currentThread().interrupt();
            try {
                return s.queue().size();
            } finally {
                flag.set(Thread.interrupted());
            }
        });
        Call size = next(s.peer(), Call.class);
        next(s.peer(), Cancel.class);
        answer(s.peer(), size, Status.CANCELLED, EncodedValue.of("the call was cancelled"));
        ManagerException why = failure(call);
        assertThat(why).isInstanceOf(CallInterruptedException.class);
        assertThat(why.outcome()).isEqualTo(Outcome.NOT_EXECUTED);
        assertThat(flag).isTrue();
        server.closeWith(s.peer(), s.manager());
    }

    @Test
    void aDeadlineCancelsToo() throws Exception {
        ScriptedSession s = begin(server.options().build(), calm());
        SharedQueue<Integer> hasty = s.manager().withDeadline(s.queue(), Duration.ofMillis(50));
        Future<Integer> taking = server.meanwhile(hasty::take);
        Call take = next(s.peer(), Call.class);
        next(s.peer(), Cancel.class);
        answer(s.peer(), take, Status.CANCELLED, EncodedValue.of("the call was cancelled"));
        ManagerException why = failure(taking);
        assertThat(why).isInstanceOf(ManagerTimeoutException.class).hasMessageContaining("queue 7");
        assertThat(why.outcome()).isEqualTo(Outcome.NOT_EXECUTED);
        server.closeWith(s.peer(), s.manager());
    }

    @Test
    void aResultThatNobodyWaitsForIsGivenBackBeforeItCountsAsReceived() throws Exception {
        ScriptedSession s =
                begin(server.options().heartbeat(Duration.ofMillis(100)).build(), calm());
        SharedQueue<Integer> hasty = s.manager().withDeadline(s.queue(), Duration.ofMillis(50));
        Future<Integer> taking = server.meanwhile(hasty::take);
        Call take = next(s.peer(), Call.class);
        next(s.peer(), Cancel.class);
        // The server is silent for longer than the caller has patience.
        assertThat(failure(taking).outcome()).isEqualTo(Outcome.UNKNOWN);
        answer(s.peer(), take, EncodedValue.of(42));
        Message message = s.peer().receive();
        while (!(message instanceof GiveBack)) {
            if (message instanceof Acknowledge early) {
                assertThat(tells(early, take)).isFalse();
            }
            message = s.peer().receive();
        }
        assertThat(message).isEqualTo(new GiveBack(take.thread(), take.number()));
        Acknowledge told = next(s.peer(), Acknowledge.class);
        while (!tells(told, take)) {
            told = next(s.peer(), Acknowledge.class);
        }
        server.closeWith(s.peer(), s.manager());
    }

    @Test
    void callersWaitForCreditRatherThanExceedIt() throws Exception {
        ScriptedSession s = begin(server.options().build(), terms(Duration.ofMinutes(10), Duration.ofMinutes(1), 1));
        Future<Integer> first = server.meanwhile(s.queue()::size);
        Call one = next(s.peer(), Call.class);
        Future<Integer> second = server.meanwhile(s.queue()::size);
        // A wait has credit of its own, so it passes the call that waits for credit.
        Future<Integer> taking = server.meanwhile(s.queue()::take);
        Call take = next(s.peer(), Call.class);
        assertThat(take.operation()).isEqualTo(Operation.QUEUE_TAKE.code());
        answer(s.peer(), one, EncodedValue.of(1));
        Call two = next(s.peer(), Call.class);
        answer(s.peer(), two, EncodedValue.of(2));
        answer(s.peer(), take, EncodedValue.of(3));
        assertThat(List.of(get(first), get(second), get(taking))).containsExactly(1, 2, 3);
        server.closeWith(s.peer(), s.manager());
    }

    @Test
    void aThreadThatDiesIsReported() throws Exception {
        ScriptedSession s =
                begin(server.options().heartbeat(Duration.ofMillis(100)).build(), calm());
        AtomicReference<Integer> size = new AtomicReference<>();
        Thread caller = new Thread(() -> size.set(s.queue().size()));
        caller.start();
        Call call = next(s.peer(), Call.class);
        answer(s.peer(), call, EncodedValue.of(9));
        caller.join();
        assertThat(next(s.peer(), ThreadsEnded.class).threads()).contains(call.thread());
        assertThat(size).hasValue(9);
        server.closeWith(s.peer(), s.manager());
    }

    @Test
    void aForgottenProxyIsReleasedByTheClientItselfAndCannotBeUsed() throws Exception {
        ScriptedSession s = begin(server.options().build(), calm());
        RemoteProxy.forget(s.queue());
        RemoteProxy.forget(s.queue());
        Call release = next(s.peer(), Call.class);
        assertThat(release.thread()).isZero();
        assertThat(release.operation()).isEqualTo(Operation.RELEASE.code());
        assertThat(release.arguments()).containsExactly(EncodedValue.of(7), EncodedValue.of(1));
        answer(s.peer(), release, EncodedValue.NULL);
        assertThatThrownBy(s.queue()::size).hasMessageContaining("RemoteProxy.forget");
        server.closeWith(s.peer(), s.manager());
    }

    @Test
    void argumentsThatAreTooLargeAreRefusedBeforeTheyHaveANumber() throws Exception {
        ScriptedSession s = begin(
                server.options().build(),
                new SessionTerms(
                        Duration.ofMinutes(10), Duration.ofMinutes(1), Duration.ofMinutes(1), 10, 10, 4_096, 1 << 20));
        Future<SharedList<byte[]>> making = server.meanwhile(() -> s.manager().list(byte[].class));
        server.answerWithObject(s.peer(), "list", 8);
        SharedList<byte[]> list = get(making);
        Future<Object> adding = server.meanwhile(() -> {
            assertThatThrownBy(() -> list.add(new byte[2 << 20]))
                    .isInstanceOf(UnsupportedValueException.class)
                    .hasMessageContaining("VALUE_BYTES");
            return list.size();
        });
        Call size = next(s.peer(), Call.class);
        assertThat(size.operation()).isEqualTo(Operation.LIST_SIZE.code());
        answer(s.peer(), size, EncodedValue.of(0));
        assertThat(get(adding)).isEqualTo(0);
        server.closeWith(s.peer(), s.manager());
    }

    @Test
    void whoHasLeftALockThatItMayHaveGotSinceWaitsForItAndIsNotToldThatItHoldsIt() throws Exception {
        ScriptedSession s = begin(server.options().build(), calm());
        Future<SharedLock> making = server.meanwhile(() -> s.manager().lock());
        server.answerWithObject(s.peer(), "lock", 8);
        SharedLock lock = get(making);
        SharedLock hasty = s.manager().withDeadline(lock, Duration.ofMillis(50));
        ExecutorService oneThread = Executors.newSingleThreadExecutor();
        try {
            Future<?> left = oneThread.submit(hasty::lock);
            Call first = next(s.peer(), Call.class);
            assertThat(first.arguments()).containsExactly(EncodedValue.of(Argument.FOR_EVER_UNLESS_OWN));
            next(s.peer(), Cancel.class);
            assertThat(failure(left).outcome()).isEqualTo(Outcome.UNKNOWN);
            Future<?> taken = oneThread.submit(lock::lock);
            Call second = next(s.peer(), Call.class);
            assertThat(second.arguments()).containsExactly(EncodedValue.of(-1L));
            EncodedValue granted = EncodedValue.listOf(List.of(EncodedValue.of(1L), EncodedValue.of(false)));
            answer(s.peer(), first, granted);
            assertThat(next(s.peer(), GiveBack.class).number()).isEqualTo(first.number());
            answer(s.peer(), second, granted);
            get(taken);
            // Another thread has left nothing.
            Future<?> other = server.meanwhile(() -> {
                lock.lock();
                return null;
            });
            Call third = next(s.peer(), Call.class);
            assertThat(third.arguments()).containsExactly(EncodedValue.of(Argument.FOR_EVER_UNLESS_OWN));
            answer(s.peer(), third, granted);
            get(other);
            server.closeWith(s.peer(), s.manager());
        } finally {
            oneThread.shutdownNow();
        }
    }

    @Test
    void aServerThatNeverAnswersGetsFewReferencesBackAtOnceAndTheClientGoesOn() throws Exception {
        int crowd = 1_500;
        int credit = 50;
        Duration often = Duration.ofMillis(200);
        ScriptedSession s =
                begin(server.options().heartbeat(often).build(), terms(Duration.ofMinutes(10), often, credit));
        Future<List<SharedList<Integer>>> making = server.meanwhile(() ->
                Stream.generate(() -> s.manager().<Integer>list()).limit(crowd).toList());
        for (int made = 0; made < crowd; made++) {
            server.answerWithObject(s.peer(), "list", 100 + made);
        }
        get(making).forEach(RemoteProxy::forget);
        // What follows a heartbeat that was sent since then would have been sent before it.
        int heartbeats = 0;
        List<Call> releases = new ArrayList<>();
        while (heartbeats < 3) {
            Message message = s.peer().receive();
            if (message instanceof Heartbeat heartbeat) {
                heartbeats++;
                s.peer().send(new HeartbeatAnswer(heartbeat.tick()));
            } else if (message instanceof Call call) {
                assertThat(call.operation()).isEqualTo(Operation.RELEASE.code());
                releases.add(call);
            }
        }
        assertThat(releases)
                .as("more than its credit, which they do not need, and few")
                .hasSizeBetween(credit + 1, 512);
        Future<Integer> sizing = server.meanwhile(s.queue()::size);
        Call size = next(s.peer(), Call.class);
        assertThat(size.operation()).isEqualTo(Operation.QUEUE_SIZE.code());
        answer(s.peer(), size, EncodedValue.of(3));
        assertThat(get(sizing)).isEqualTo(3);
        server.closeWith(s.peer(), s.manager());
    }
}
