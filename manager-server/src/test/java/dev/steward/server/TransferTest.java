package dev.steward.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.ObjectId;
import dev.steward.protocol.connection.ConnectionRole;
import dev.steward.protocol.message.Acknowledge;
import dev.steward.protocol.message.Acknowledge.ThreadReceived;
import dev.steward.protocol.message.Call;
import dev.steward.protocol.message.Cancel;
import dev.steward.protocol.message.Chunk;
import dev.steward.protocol.message.Failure;
import dev.steward.protocol.message.FailureCode;
import dev.steward.protocol.message.LargeCall;
import dev.steward.protocol.message.LargeReply;
import dev.steward.protocol.message.Message;
import dev.steward.protocol.message.Pull;
import dev.steward.protocol.message.Received;
import dev.steward.protocol.message.Reply;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.protocol.value.Stretch;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server says to clients, good and bad, that send and pull what is larger than a frame. */
@Timeout(60)
class TransferTest {

    private static final int FRAME = 4096;
    private static final int VALUE = 1 << 20;

    private ManagerServer server;
    private RawClient client;
    private ObjectId list;

    @BeforeEach
    void start() {
        server = ManagerServer.builder()
                .authKey(RawClient.KEY)
                .limit(ServerLimit.FRAME_BYTES, FRAME)
                .limit(ServerLimit.OUTPUT_MILLIS, 500)
                .maxValue(VALUE)
                .build();
        server.start();
        client = RawClient.open(server);
        list = client.create("list");
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    private static byte[] encoded(Object value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        RawClient.CODEC.encode(value).writeTo(bytes::write);
        return bytes.toByteArray();
    }

    private LargeCall add(long number, Integer... sizes) {
        return addOf(2, number, sizes);
    }

    private LargeCall addOf(int thread, long number, Integer... sizes) {
        return new LargeCall(thread, number, Operation.LIST_ADD.code(), list, Received.below(number), List.of(sizes));
    }

    private static Chunk chunk(Pull pull, byte[] from) {
        int start = (int) pull.from();
        return chunk(pull.number(), start, Arrays.copyOfRange(from, start, start + Math.min(pull.count(), 3_000)));
    }

    private static Chunk chunk(long number, long from, byte[] bytes) {
        return new Chunk(2, number, from, Stretch.of(bytes));
    }

    /** Sends all that is asked for. */
    private static Reply sendAll(RawClient by, Pull first, byte[] bytes) {
        long until = first.from() + first.count();
        long at = first.from();
        while (at < bytes.length) {
            while (at < until) {
                int count = (int) Math.min(3_000, until - at);
                by.peer.send(chunk(first.number(), at, Arrays.copyOfRange(bytes, (int) at, (int) at + count)));
                at += count;
            }
            if (at < bytes.length) {
                Pull more = by.peer.receive(Pull.class);
                assertThat(more.from()).isEqualTo(until);
                until += more.count();
            }
        }
        return by.peer.receive(Reply.class);
    }

    private Object element(RawClient by, int index) {
        by.send(Operation.LIST_GET.code(), list, index);
        LargeReply reply = by.peer.receive(LargeReply.class);
        return RawClient.CODEC.decode(EncodedValue.fromBytes(pullAll(by, reply, 0)));
    }

    private static byte[] pullAll(RawClient by, LargeReply reply, int from) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (bytes.size() < reply.size() - from) {
            int at = from + bytes.size();
            int wanted = Math.min(10_000, reply.size() - at);
            by.peer.send(new Pull(reply.thread(), reply.number(), at, wanted));
            int come = 0;
            while (come < wanted) {
                Chunk chunk = by.peer.receive(Chunk.class);
                assertThat(chunk.from()).isEqualTo(at + come);
                chunk.bytes().writeTo(bytes::write);
                come += chunk.bytes().size();
            }
        }
        return bytes.toByteArray();
    }

    private Failure failure(RawClient of) {
        Message last = of.receive();
        while (!(last instanceof Failure)) {
            last = of.receive();
        }
        of.peer.receiveEnd();
        return (Failure) last;
    }

    /** The server is as good as new for others. */
    private void assertServes() {
        try (RawClient other = RawClient.open(server)) {
            assertThat(other.call(Operation.PING, ObjectId.DIRECTORY)).isNull();
        }
    }

    @Test
    void anArgumentIsPulledAndAResultCanBe() {
        byte[] value = encoded("x".repeat(100_000));
        client.peer.send(add(1, value.length));
        Pull pull = client.peer.receive(Pull.class);
        assertThat(pull.from()).isZero();
        assertThat(sendAll(client, pull, value).status()).isEqualTo(Status.OK);
        assertThat(element(client, 0)).isEqualTo("x".repeat(100_000));
    }

    @Test
    void aSmallCallIsAnsweredWhileALargeOneWaitsForItsArguments() {
        byte[] value = encoded("x".repeat(100_000));
        client.peer.send(add(1, value.length));
        Pull pull = client.peer.receive(Pull.class);
        client.peer.send(chunk(pull, value));
        assertThat(client.call(Operation.LIST_SIZE, list)).isEqualTo(0L);
        Pull rest = new Pull(2, 1, 3_000, pull.count() - 3_000);
        assertThat(sendAll(client, rest, value).status()).isEqualTo(Status.OK);
    }

    @Test
    void aTransferGoesOnOverAnotherConnection() {
        byte[] value = encoded("x".repeat(100_000));
        client.peer.send(add(1, value.length));
        client.peer.send(chunk(client.peer.receive(Pull.class), value));
        assertThat(client.call(Operation.LIST_SIZE, list)).isEqualTo(0L);
        try (RawClient next = client.join(server, ConnectionRole.SHARED)) {
            client.peer.reset();
            next.peer.send(add(1, value.length));
            Pull rest = next.peer.receive(Pull.class);
            assertThat(rest.from()).isEqualTo(3_000);
            assertThat(sendAll(next, rest, value).status()).isEqualTo(Status.OK);
            next.send(4, 1, Operation.LIST_SIZE.code(), list);
            assertThat(RawClient.resultOf(next.peer.receive(Reply.class))).isEqualTo(1L);

            next.peer.send(new Call(3, 1, Operation.LIST_SNAPSHOT.code(), list, Received.NOTHING, List.of()));
            LargeReply reply = next.peer.receive(LargeReply.class);
            try (RawClient last = client.join(server, ConnectionRole.SHARED)) {
                next.peer.reset();
                last.peer.send(new Call(3, 1, Operation.LIST_SNAPSHOT.code(), list, Received.NOTHING, List.of()));
                LargeReply again = last.peer.receive(LargeReply.class);
                assertThat(again.transfer()).isEqualTo(reply.transfer());
                assertThat(pullAll(last, again, 60_000)).hasSize(reply.size() - 60_000);
                last.peer.send(new Acknowledge(List.of(new ThreadReceived(3, Received.below(2)))));
                last.peer.send(new Pull(3, 1, 0, 1));
                assertThat(failure(last).text()).contains("no large result");
            }
        }
    }

    @Test
    void aCancelledTransferIsAnsweredAndTheNextNumberRuns() {
        byte[] value = encoded("x".repeat(100_000));
        client.peer.send(add(1, value.length));
        client.peer.send(chunk(client.peer.receive(Pull.class), value), new Cancel(2, 1));
        assertThat(client.peer.receive(Reply.class).status()).isEqualTo(Status.CANCELLED);
        client.peer.send(add(2, value.length));
        assertThat(sendAll(client, client.peer.receive(Pull.class), value).status())
                .isEqualTo(Status.OK);
        assertThat(client.call(Operation.LIST_SIZE, list)).isEqualTo(1L);
    }

    @Test
    void argumentsArePulledOneCallAfterTheOtherWhereTheyAreTooLargeTogether() {
        byte[] value = encoded(new byte[VALUE - 100]);
        client.peer.send(addOf(2, 1, value.length), addOf(3, 1, value.length));
        Pull first = client.peer.receive(Pull.class);
        assertThat(first.thread()).isEqualTo(2);
        assertThat(client.call(Operation.LIST_SIZE, list))
                .as("nothing else was asked for")
                .isEqualTo(0L);
        client.peer.send(new Cancel(2, 1));
        Message next = client.receive();
        Message last = client.receive();
        Pull second = (Pull) (next instanceof Pull ? next : last);
        assertThat(second.thread()).isEqualTo(3);
    }

    @Test
    void whatIsTooLargeIsAnsweredSoAndNotPulled() {
        client.peer.send(add(1, VALUE + 1));
        assertThat(RawClient.sentenceOf(client.peer.receive(Reply.class), Status.TOO_LARGE))
                .contains("argument 1", "VALUE_BYTES");
        client.peer.send(add(2, Integer.MAX_VALUE));
        assertThat(client.peer.receive(Reply.class).status()).isEqualTo(Status.TOO_LARGE);
        client.peer.send(add(3, VALUE, VALUE));
        assertThat(RawClient.sentenceOf(client.peer.receive(Reply.class), Status.TOO_LARGE))
                .contains("together");
        Integer[] many = new Integer[255];
        Arrays.fill(many, Integer.MAX_VALUE);
        client.peer.send(add(4, many));
        assertThat(client.peer.receive(Reply.class).status()).isEqualTo(Status.TOO_LARGE);
    }

    @Test
    void aChunkThatNobodyAskedForEndsTheConnection() {
        client.peer.send(chunk(1, 0, new byte[10]));
        assertThat(failure(client))
                .satisfies(why -> assertThat(why.code()).isEqualTo(FailureCode.PROTOCOL))
                .satisfies(why -> assertThat(why.text()).contains("call 2/1", "none was asked for"));
        assertServes();
    }

    @Test
    void aChunkOfAnotherPlaceOrBeyondTheEndEndsTheConnection() {
        for (Chunk wrong : List.of(
                chunk(1, 1, new byte[10]),
                chunk(1, 10_000, new byte[10]),
                chunk(1, Long.MAX_VALUE, new byte[10]),
                chunk(1, 0, new byte[2_001]))) {
            try (RawClient bad = RawClient.open(server)) {
                bad.peer.send(add(1, 2_000));
                bad.peer.receive(Pull.class);
                bad.peer.send(wrong);
                assertThat(failure(bad).text()).contains("call 2/1", "asked for");
            }
        }
        assertServes();
    }

    @Test
    void twoTransfersUnderOneNumberEndTheConnection() {
        client.peer.send(add(1, 20_000), add(1, 20_001));
        assertThat(failure(client).text()).contains("call 2/1", "different arguments");
        assertServes();
    }

    @Test
    void argumentsThatAreNoValuesEndTheConnection() {
        client.peer.send(add(1, 5_000));
        client.peer.receive(Pull.class);
        byte[] nonsense = new byte[2_500];
        Arrays.fill(nonsense, (byte) 0x7F);
        client.peer.send(chunk(1, 0, nonsense), chunk(1, 2_500, nonsense));
        assertThat(failure(client).text()).contains("call 2/1", "no value");
        assertServes();
    }

    @Test
    void aTransferThatIsNeverEndedEndsTheConnectionWithAReason() {
        client.peer.send(add(1, 20_000));
        client.peer.receive(Pull.class);
        Failure why = failure(client);
        assertThat(why.code()).isEqualTo(FailureCode.TOO_SLOW);
        assertThat(why.text()).contains("OUTPUT_MILLIS");
    }

    @Test
    void aPullOfWhatThereIsNotEndsTheConnection() {
        client.peer.send(new Pull(2, 1, 0, 1));
        assertThat(failure(client).text()).contains("call 2/1", "no large result");
        try (RawClient other = RawClient.open(server)) {
            other.call(Operation.LIST_ADD, list, "x".repeat(3_000));
            other.call(Operation.LIST_ADD, list, "x".repeat(3_000));
            other.send(Operation.LIST_SNAPSHOT.code(), list);
            LargeReply reply = other.peer.receive(LargeReply.class);
            other.peer.send(new Pull(1, reply.number(), reply.size(), 1));
            assertThat(failure(other).text()).contains("asked for", "there are " + reply.size());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void randomSequencesEndWithAReasonAndHarmNobody(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 20; round++) {
            try (RawClient bad = RawClient.open(server)) {
                boolean ended = false;
                for (int i = 0; i < 30 && !ended; i++) {
                    bad.peer.send(randomMessage(random));
                    // A call of its own shows whether the connection stands.
                    bad.peer.send(new Call(
                            1, i + 1, Operation.PING.code(), ObjectId.DIRECTORY, Received.below(i + 1), List.of()));
                    ended = endedBefore(bad, i + 1);
                }
            }
        }
        assertServes();
        try (RawClient other = RawClient.open(server)) {
            byte[] value = encoded("y".repeat(100_000));
            other.peer.send(add(1, value.length));
            assertThat(sendAll(other, other.peer.receive(Pull.class), value).status())
                    .isEqualTo(Status.OK);
        }
    }

    private Message randomMessage(Random random) {
        long number = 1 + random.nextInt(3);
        int size = random.nextInt(10) == 0 ? Integer.MAX_VALUE : 1 + random.nextInt(10_000);
        return switch (random.nextInt(4)) {
            case 0 -> add(number, size);
            case 1 -> chunk(number, random.nextInt(3) * 1_000L, new byte[1 + random.nextInt(3_000)]);
            case 2 -> new Pull(2, number, random.nextInt(5_000), 1 + random.nextInt(5_000));
            default -> new Cancel(2, number);
        };
    }

    /** Reads until the answer to that call; returns whether the connection ended before. */
    private static boolean endedBefore(RawClient of, long number) {
        while (true) {
            Message message = of.receive();
            if (message instanceof Failure failure) {
                assertThat(failure.text()).isNotEmpty();
                return true;
            }
            if (message instanceof Reply reply && reply.thread() == 1 && reply.number() == number) {
                return false;
            }
        }
    }
}
