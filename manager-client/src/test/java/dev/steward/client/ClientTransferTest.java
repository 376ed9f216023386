package dev.steward.client;

import static dev.steward.client.ScriptedServer.answer;
import static dev.steward.client.ScriptedServer.get;
import static dev.steward.client.ScriptedServer.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.CallInterruptedException;
import dev.steward.api.Outcome;
import dev.steward.api.ProtocolException;
import dev.steward.api.SessionLostException;
import dev.steward.api.SharedList;
import dev.steward.api.SyncManager;
import dev.steward.protocol.message.Acknowledge;
import dev.steward.protocol.message.Call;
import dev.steward.protocol.message.Cancel;
import dev.steward.protocol.message.Chunk;
import dev.steward.protocol.message.GiveBack;
import dev.steward.protocol.message.LargeCall;
import dev.steward.protocol.message.LargeReply;
import dev.steward.protocol.message.Pull;
import dev.steward.protocol.message.Reply;
import dev.steward.protocol.message.SessionTerms;
import dev.steward.protocol.peer.ScriptedPeer;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.protocol.value.Stretch;
import dev.steward.vocabulary.Status;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a client says to a server, good or bad, that pulls its large arguments and has large results. */
@Timeout(60)
class ClientTransferTest {

    private static final SessionTerms TERMS = new SessionTerms(
            Duration.ofMinutes(10), Duration.ofMinutes(1), Duration.ofMinutes(1), 10, 10, 4_096, 1 << 20);
    private static final String LARGE = "x".repeat(100_000);

    private final ScriptedServer server = new ScriptedServer();
    private SyncManager manager;
    private ScriptedPeer peer;
    private SharedList<String> list;

    @BeforeEach
    void connect() throws Exception {
        Future<SyncManager> connecting = server.connect(server.options().build());
        peer = server.open(TERMS);
        manager = get(connecting);
        Future<SharedList<String>> making = server.meanwhile(() -> manager.list(String.class));
        server.answerWithObject(peer, "list", 7);
        list = get(making);
        peer.receive(Acknowledge.class);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private static byte[] bytes(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        EncodedValue.of(text).writeTo(bytes::write);
        return bytes.toByteArray();
    }

    private static Chunk chunk(Call call, byte[] bytes, int from, int to) {
        return new Chunk(call.thread(), call.number(), from, Stretch.of(Arrays.copyOfRange(bytes, from, to)));
    }

    /** Sends what is asked for, a part at a time. */
    private void sendAll(Call call, byte[] bytes, int from) {
        for (int at = from; at < bytes.length; at += 3_000) {
            peer.send(chunk(call, bytes, at, Math.min(bytes.length, at + 3_000)));
        }
    }

    private static LargeReply large(Call call, int size, long transfer) {
        return new LargeReply(call.thread(), call.number(), Status.OK, false, false, 1, transfer, size);
    }

    private static Throwable failure(Future<?> call) throws Exception {
        try {
            return new AssertionError("it returned " + get(call));
        } catch (ExecutionException failed) {
            return failed.getCause();
        }
    }

    @Test
    void whatIsPulledIsSentAndNoMore() throws Exception {
        Future<Boolean> adding = server.meanwhile(() -> list.add(LARGE));
        LargeCall call = next(peer, LargeCall.class);
        assertThat(call.sizes()).containsExactly(bytes(LARGE).length);
        byte[] sent = new byte[0];
        while (sent.length < call.size()) {
            int wanted = (int) Math.min(10_000, call.size() - sent.length);
            peer.send(new Pull(call.thread(), call.number(), sent.length, wanted));
            for (int come = 0; come < wanted; ) {
                Chunk chunk = next(peer, Chunk.class);
                assertThat(chunk.from()).isEqualTo(sent.length);
                byte[] longer = Arrays.copyOf(sent, sent.length + chunk.bytes().size());
                int[] at = {sent.length};
                chunk.bytes().writeTo((array, offset, length) -> {
                    System.arraycopy(array, offset, longer, at[0], length);
                    at[0] += length;
                });
                come += chunk.bytes().size();
                sent = longer;
            }
        }
        assertThat(sent).isEqualTo(bytes(LARGE));
        peer.send(new Reply(call.thread(), call.number(), Status.OK, false, false, 1, EncodedValue.NULL));
        assertThat(get(adding)).isTrue();
        server.closeWith(peer, manager);
    }

    @Test
    void aResultIsPulledAndAcknowledged() throws Exception {
        Future<String> reading = server.meanwhile(() -> list.get(0));
        Call call = next(peer, Call.class);
        byte[] bytes = bytes(LARGE);
        peer.send(large(call, bytes.length, 1));
        assertThat(next(peer, Pull.class).from()).isZero();
        sendAll(call, bytes, 0);
        assertThat(get(reading)).isEqualTo(LARGE);
        Acknowledge told = peer.receive(Acknowledge.class);
        assertThat(told.threads())
                .as("though it only read: the server keeps what is pulled")
                .anyMatch(one -> one.thread() == call.thread() && one.received().contains(call.number()));
        server.closeWith(peer, manager);
    }

    @Test
    void afterABreakTheSameTransferGoesOnAndAnotherBeginsAnew() throws Exception {
        Future<String> reading = server.meanwhile(() -> list.get(0));
        Call call = next(peer, Call.class);
        byte[] bytes = bytes(LARGE);
        peer.send(large(call, bytes.length, 5));
        next(peer, Pull.class);
        peer.send(chunk(call, bytes, 0, 3_000));
        peer.send(chunk(call, bytes, 3_000, 6_000));
        // What this answers, the client has read the chunks before.
        answer(peer, callOf(list::size), EncodedValue.of(1));
        peer.close();

        peer = server.resume(TERMS);
        Call again = next(peer, Call.class);
        assertThat(again.number()).isEqualTo(call.number());
        peer.send(large(call, bytes.length, 5));
        assertThat(next(peer, Pull.class).from()).isEqualTo(6_000);
        peer.close();

        peer = server.resume(TERMS);
        next(peer, Call.class);
        byte[] others = bytes("y".repeat(50_000));
        peer.send(large(call, others.length, 6));
        assertThat(next(peer, Pull.class).from()).isZero();
        sendAll(call, others, 0);
        assertThat(get(reading)).isEqualTo("y".repeat(50_000));
        server.closeWith(peer, manager);
    }

    private Call callOf(java.util.concurrent.Callable<?> use) {
        Future<?> unused = server.meanwhile(use);
        return next(peer, Call.class);
    }

    @Test
    void chunksThatWereNotAskedForBreakTheConnectionAndTheCallGoesOnOverTheNext() throws Exception {
        byte[] bytes = bytes(LARGE);
        Future<String> reading = server.meanwhile(() -> list.get(0));
        Call call = next(peer, Call.class);
        for (Chunk wrong : new Chunk[] {
            chunk(call, bytes, 3_000, 6_000),
            new Chunk(call.thread(), call.number(), Long.MAX_VALUE, Stretch.of(new byte[1])),
        }) {
            peer.send(large(call, bytes.length, 1));
            next(peer, Pull.class);
            peer.send(wrong);
            peer.receiveEnd();
            peer = server.resume(TERMS);
            next(peer, Call.class);
        }
        peer.send(large(call, bytes.length, 1));
        next(peer, Pull.class);
        sendAll(call, bytes, 0);
        assertThat(get(reading)).isEqualTo(LARGE);
        server.closeWith(peer, manager);
    }

    @Test
    void chunksOfNoCallAreDropped() throws Exception {
        peer.send(new Chunk(9, 9, 0, Stretch.of(new byte[100])));
        Future<Integer> size = server.meanwhile(list::size);
        answer(peer, next(peer, Call.class), EncodedValue.of(3));
        assertThat(get(size)).isEqualTo(3);
        server.closeWith(peer, manager);
    }

    @Test
    void pullsOfWhatIsNotThereBreakTheConnection() throws Exception {
        peer.send(new Pull(9, 9, 0, 100));
        Future<Boolean> adding = server.meanwhile(() -> list.add(LARGE));
        LargeCall call = next(peer, LargeCall.class);
        peer.send(new Pull(call.thread(), call.number(), call.size(), 1));
        peer.receiveEnd();
        peer = server.resume(TERMS);
        next(peer, LargeCall.class);
        peer.send(new Reply(call.thread(), call.number(), Status.OK, false, false, 1, EncodedValue.NULL));
        assertThat(get(adding)).isTrue();
        server.closeWith(peer, manager);
    }

    @Test
    void aResultThatIsNoValueEndsTheCallAndIsGivenBack() throws Exception {
        Future<String> reading = server.meanwhile(() -> list.get(0));
        Call call = next(peer, Call.class);
        peer.send(large(call, 5_000, 1));
        next(peer, Pull.class);
        byte[] nonsense = new byte[5_000];
        Arrays.fill(nonsense, (byte) 0x7F);
        sendAll(call, nonsense, 0);
        assertThat(failure(reading)).isInstanceOf(ProtocolException.class);
        assertThat(next(peer, GiveBack.class).number()).isEqualTo(call.number());
        server.closeWith(peer, manager);
    }

    @Test
    void anInterruptStopsTheSendingAndCancels() throws Exception {
        Thread[] adder = new Thread[1];
        Future<Boolean> adding = server.meanwhile(() -> {
            adder[0] = Thread.currentThread();
            return list.add(LARGE);
        });
        LargeCall call = next(peer, LargeCall.class);
        peer.send(new Pull(call.thread(), call.number(), 0, 3_000));
        next(peer, Chunk.class);
        adder[0].interrupt();
        assertThat(next(peer, Cancel.class).number()).isEqualTo(call.number());
        // Asked for before the server heard of it: nobody answers that any more.
        peer.send(new Pull(call.thread(), call.number(), 3_000, 3_000));
        peer.send(new Reply(
                call.thread(), call.number(), Status.CANCELLED, false, false, 1, EncodedValue.of("cancelled")));
        assertThat(failure(adding))
                .isInstanceOfSatisfying(
                        CallInterruptedException.class,
                        ended -> assertThat(ended.outcome()).isEqualTo(Outcome.NOT_EXECUTED));
        server.closeWith(peer, manager);
    }

    @Test
    void aCallWhoseArgumentsWereNotAllSentDidNotRunWhenTheSessionIsLost() throws Exception {
        Future<Boolean> adding = server.meanwhile(() -> list.add(LARGE));
        LargeCall call = next(peer, LargeCall.class);
        peer.send(new Pull(call.thread(), call.number(), 0, 3_000));
        next(peer, Chunk.class);
        peer.send(new dev.steward.protocol.message.SessionClosed("as the test wants"));
        assertThat(failure(adding))
                .isInstanceOfSatisfying(
                        SessionLostException.class,
                        lost -> assertThat(lost.outcome()).isEqualTo(Outcome.NOT_EXECUTED));
        assertThatThrownBy(list::size).isInstanceOf(SessionLostException.class);
    }
}
