package dev.steward.client;

import static dev.steward.client.ScriptedServer.answer;
import static dev.steward.client.ScriptedServer.calm;
import static dev.steward.client.ScriptedServer.get;
import static dev.steward.client.ScriptedServer.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.ManagerException;
import dev.steward.api.ManagerTimeoutException;
import dev.steward.api.Outcome;
import dev.steward.api.SharedQueue;
import dev.steward.api.SyncManager;
import dev.steward.api.UnsupportedValueException;
import dev.steward.protocol.message.Acknowledge;
import dev.steward.protocol.message.Call;
import dev.steward.protocol.message.Cancel;
import dev.steward.protocol.message.GiveBack;
import dev.steward.protocol.peer.ScriptedPeer;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a client says to its server about calls that nobody waits for, message by message. */
@Timeout(60)
class AsyncCallsTest {

    private final ScriptedServer server = new ScriptedServer();
    private ScriptedPeer peer;
    private SyncManager manager;
    private SharedQueue<Integer> queue;

    @BeforeEach
    void open() throws Exception {
        Future<SyncManager> connecting = server.connect(server.options().build());
        peer = server.open(calm());
        manager = get(connecting);
        Future<SharedQueue<Integer>> making = server.meanwhile(() -> manager.queue(0, Integer.class));
        server.answerWithObject(peer, "queue", 7);
        queue = get(making);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private static ManagerException failure(CompletableFuture<?> future) {
        try {
            Object result = get(future);
            throw new AssertionError("it gave " + result);
        } catch (ExecutionException failed) {
            return (ManagerException) failed.getCause();
        } catch (Exception other) {
            throw new AssertionError(other);
        }
    }

    @Test
    void aCancellationReachesTheServerAndAResultThatComesAllTheSameIsGivenBack() throws Exception {
        CompletableFuture<Integer> taking = queue.async().take();
        Call call = next(peer, Call.class);
        assertThat(taking.cancel(true)).isTrue();
        Cancel cancel = next(peer, Cancel.class);
        assertThat(cancel.number()).isEqualTo(call.number());
        answer(peer, call, EncodedValue.of(42));
        GiveBack back = next(peer, GiveBack.class);
        assertThat(back.number()).isEqualTo(call.number());
        assertThatThrownBy(() -> get(taking)).isInstanceOf(CancellationException.class);
        server.closeWith(peer, manager);
    }

    @Test
    void whatACallbackCallsBeforeItBlocksGoesOut() throws Exception {
        CountDownLatch begin = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        CompletableFuture<?> keepsThem = queue.async().size().thenRun(() -> await(begin));
        CompletableFuture<?> blocks = queue.async().size().thenRun(() -> {
            CompletableFuture<?> unused = queue.async().put(42);
            await(release);
        });
        CompletableFuture<?> follows = queue.async().size();
        for (int calls = 0; calls < 3; calls++) {
            answer(peer, next(peer, Call.class), EncodedValue.of(0));
        }
        begin.countDown();
        Call put = next(peer, Call.class);
        assertThat(put.operation()).isEqualTo(Operation.QUEUE_PUT.code());
        assertThat(blocks).isNotDone();
        release.countDown();
        get(keepsThem);
        get(blocks);
        get(follows);
        answer(peer, put, EncodedValue.NULL);
        server.closeWith(peer, manager);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException unexpected) {
            throw new AssertionError(unexpected);
        }
    }

    @Test
    void aResultThatCannotBeReadIsGivenBack() throws Exception {
        CompletableFuture<Integer> taking = queue.async().take();
        Call call = next(peer, Call.class);
        answer(peer, call, EncodedValue.of("no number"));
        assertThat(next(peer, GiveBack.class).number()).isEqualTo(call.number());
        assertThat(failure(taking)).isInstanceOf(UnsupportedValueException.class);
        server.closeWith(peer, manager);
    }

    @Test
    void aResultThatHasBeenReadIsAcknowledged() throws Exception {
        CompletableFuture<Integer> taking = queue.async().take();
        Call call = next(peer, Call.class);
        answer(peer, call, EncodedValue.of(42));
        assertThat(get(taking)).isEqualTo(42);
        assertThat(taking.cancel(true)).isFalse();
        Acknowledge acknowledged = next(peer, Acknowledge.class);
        while (!tells(acknowledged, call)) {
            // That of the call that made the queue may come first, by itself.
            acknowledged = next(peer, Acknowledge.class);
        }
        server.closeWith(peer, manager);
    }

    private static boolean tells(Acknowledge acknowledged, Call call) {
        return acknowledged.threads().stream()
                .anyMatch(of -> of.thread() == call.thread() && of.received().contains(call.number()));
    }

    @Test
    void aCallPastItsDeadlineIsCancelledAndAResultWins() throws Exception {
        SharedQueue<Integer> hasty = manager.withDeadline(queue, Duration.ofMillis(20));
        CompletableFuture<Integer> lucky = hasty.async().take();
        Call first = next(peer, Call.class);
        next(peer, Cancel.class);
        answer(peer, first, EncodedValue.of(42));
        assertThat(get(lucky)).isEqualTo(42);
        CompletableFuture<Integer> late = hasty.async().take();
        Call second = next(peer, Call.class);
        next(peer, Cancel.class);
        answer(peer, second, Status.CANCELLED, EncodedValue.of("cancelled"));
        assertThat(failure(late))
                .isInstanceOf(ManagerTimeoutException.class)
                .extracting(ManagerException::outcome)
                .isEqualTo(Outcome.NOT_EXECUTED);
        server.closeWith(peer, manager);
    }

    @Test
    void aServerThatDoesNotAnswerTheCancellationLeavesItOpenWhetherTheCallTookEffect() throws Exception {
        SharedQueue<Integer> hasty = manager.withDeadline(queue, Duration.ofMillis(20));
        CompletableFuture<Integer> late = hasty.async().take();
        Call call = next(peer, Call.class);
        next(peer, Cancel.class);
        assertThat(failure(late))
                .isInstanceOf(ManagerTimeoutException.class)
                .extracting(ManagerException::outcome)
                .isEqualTo(Outcome.UNKNOWN);
        answer(peer, call, EncodedValue.of(42));
        assertThat(next(peer, GiveBack.class).number()).isEqualTo(call.number());
        server.closeWith(peer, manager);
    }
}
