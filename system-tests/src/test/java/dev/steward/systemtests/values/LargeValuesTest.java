package dev.steward.systemtests.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.steward.api.CallInterruptedException;
import dev.steward.api.ManagerTimeoutException;
import dev.steward.api.Outcome;
import dev.steward.api.RemoteProxy;
import dev.steward.api.SharedDict;
import dev.steward.api.SharedList;
import dev.steward.api.SharedQueue;
import dev.steward.api.SharedValue;
import dev.steward.api.SyncManager;
import dev.steward.api.TypeCode;
import dev.steward.api.UnsupportedValueException;
import dev.steward.client.ClientOptions;
import dev.steward.server.ManagerServer;
import dev.steward.systemtests.client.ServedTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Arguments and results that are larger than a frame. */
@Timeout(120)
@Tag("one-jdk")
class LargeValuesTest extends ServedTest {

    private static final int MIB = 1 << 20;

    private MeteredNetwork network(ManagerServer server) {
        return closing(new MeteredNetwork(server.port()));
    }

    private static <T> T received(Future<T> future) throws Exception {
        return get(future, Duration.ofSeconds(60));
    }

    /** Bytes of which no two stretches are the same. */
    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4})
    void anArgumentAndAResultLargerThanAFrameArriveWhole(int connections) {
        ManagerServer server = serve();
        byte[] large = bytes(40 * MIB);
        SharedDict<String, Object> sent = connect(
                        server.port(), ClientOptions.builder().connections(connections))
                .dict("dict", String.class, Object.class);

        sent.put("large", large);

        SharedDict<String, Object> other = connect(
                        server.port(), ClientOptions.builder().connections(connections))
                .dict("dict", String.class, Object.class);
        assertThat((byte[]) other.get("large")).isEqualTo(large);
        assertThat(other.containsValue(large))
                .as("an argument of a call that reads")
                .isTrue();
        assertThat((byte[]) other.put("large", "small"))
                .as("the result of a call that changes")
                .isEqualTo(large);
        assertThat(other.get("large")).isEqualTo("small");
    }

    @Test
    void everyKindOfLargeValueArrives() {
        SyncManager manager = connect(serve().port());
        SharedValue<Object> cell = manager.value(Object.class, null);
        for (Object large : List.of(
                "ä".repeat(12 * MIB),
                IntStream.range(0, 6 * MIB).toArray(),
                Collections.nCopies(200_000, "x".repeat(100)),
                Map.of("one", bytes(9 * MIB).length, "two", List.of("y".repeat(20 * MIB))),
                new Travellers.Box<>("z".repeat(18 * MIB)))) {
            cell.set(large);
            if (!(large instanceof Travellers.Box)) {
                Object came = cell.get();
                assertThat(java.util.Arrays.deepEquals(new Object[] {came}, new Object[] {large}))
                        .isTrue();
            }
        }
        assertThatThrownBy(cell::get)
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining("allow");
    }

    @Test
    void aListOfManySmallElementsIsReadAndWrittenInOneStepHoweverLarge() {
        SyncManager manager = connect(serve().port());
        List<String> elements = new ArrayList<>();
        for (int i = 0; i < 300_000; i++) {
            elements.add(i + "-".repeat(80));
        }
        SharedList<String> list = manager.list("list", String.class);
        assertThat(list.addAll(elements)).isTrue();
        assertThat(list.snapshot()).isEqualTo(elements);
        assertThat(list.stream().mapToLong(String::length).sum())
                .isEqualTo(elements.stream().mapToLong(String::length).sum());
        list.replaceAll(String::trim);
        list.sort(java.util.Comparator.reverseOrder());
        elements.sort(java.util.Comparator.reverseOrder());
        assertThat(list.toArray()).isEqualTo(elements.toArray());
    }

    @Test
    void aListOfElementsEachNearlyAFrameIsReadInOneStep() {
        SyncManager manager = connect(serve().port());
        SharedList<byte[]> list = manager.list("list", byte[].class);
        byte[] element = bytes(10 * MIB);
        for (int i = 0; i < 5; i++) {
            list.add(element);
        }
        assertThat(list.snapshot()).hasSize(5).allSatisfy(one -> assertThat(one).isEqualTo(element));
        list.add(element);
        list.add(element);
        assertThatThrownBy(list::snapshot)
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining("VALUE_BYTES")
                .hasMessageContaining("in parts");
        assertThat(list.subList(2, 7)).hasSize(5);
    }

    @Test
    void usersObjectsTakeAndReturnLargeValues() {
        ManagerServer server =
                serve(onLoopback().registerFunction("twice", String.class, (String text) -> text + text));
        String text = "é".repeat(10 * MIB);
        assertThat(connect(server.port()).call("twice", String.class, text)).isEqualTo(text + text);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4})
    void aLargeElementOfAQueueIsTakenOnceAndReturnsIfItsTakerDies(int connections) throws Exception {
        ManagerServer server = serve();
        MeteredNetwork network = network(server);
        SharedQueue<byte[]> near = connect(server.port()).queue("queue", byte[].class);
        SyncManager dying = connect(
                network.port(),
                ClientOptions.builder()
                        .connections(connections)
                        .resumeWindow(Duration.ZERO)
                        .giveUp(Duration.ZERO));
        SharedQueue<byte[]> far = dying.queue("queue", byte[].class);
        byte[] element = bytes(20 * MIB);
        near.put(element);
        network.breakAfterToClient(5 * MIB);

        assertThatThrownBy(far::take).isInstanceOf(dev.steward.api.SessionLostException.class);

        assertThat(near.poll(20, TimeUnit.SECONDS)).isEqualTo(element);
        assertThat(near.poll()).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4})
    void aResultThatBreaksInTheMiddleIsTakenUpAndTheCallRunsOnce(int connections) {
        AtomicInteger runs = new AtomicInteger();
        byte[] result = bytes(30 * MIB);
        ManagerServer server = serve(onLoopback().registerFunction("make", () -> {
            runs.incrementAndGet();
            return result;
        }));
        MeteredNetwork network = network(server);
        SyncManager far = connect(network.port(), ClientOptions.builder().connections(connections));
        far.ping();
        for (int round = 1; round <= 3; round++) {
            long before = network.bytesToClient();
            network.breakAfterToClient(20 * MIB);
            assertThat(far.call("make", byte[].class)).isEqualTo(result);
            assertThat(runs).hasValue(round);
            assertThat(network.bytesToClient() - before)
                    .as("nothing of it came twice")
                    .isLessThan(36 * MIB);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4})
    void anArgumentThatBreaksInTheMiddleIsTakenUpAndTheCallRunsOnce(int connections) {
        ManagerServer server = serve();
        MeteredNetwork network = network(server);
        SyncManager far = connect(network.port(), ClientOptions.builder().connections(connections));
        SharedList<byte[]> list = far.list("list", byte[].class);
        byte[] element = bytes(30 * MIB);
        for (int round = 1; round <= 3; round++) {
            long before = network.bytesToServer();
            network.breakAfterToServer(20 * MIB);
            list.add(element);
            assertThat(list).hasSize(round);
            assertThat(list.get(round - 1)).isEqualTo(element);
            assertThat(network.bytesToServer() - before)
                    .as("nothing of it was sent twice")
                    .isLessThan(36 * MIB);
        }
    }

    @Test
    void aReadThatBreaksInTheMiddleGivesOneStateOfTheObject() throws Exception {
        ManagerServer server = serve();
        MeteredNetwork network = network(server);
        SharedList<String> near = connect(server.port()).list("list", String.class);
        SharedList<String> far = connect(network.port()).list("list", String.class);
        near.addAll(Collections.nCopies(40, "a".repeat(MIB)));
        far.size();
        network.holdAfterToClient(10 * MIB);
        long before = network.bytesToClient();
        Future<List<String>> reading = meanwhile(far::snapshot);
        await().until(() -> network.bytesToClient() - before >= 10 * MIB);

        near.replaceAll(element -> "b".repeat(MIB));
        network.letThrough();
        network.breakAll();

        assertThat(received(reading).stream().distinct().count()).isEqualTo(1);
    }

    @Test
    void smallCallsOfOtherThreadsCompleteWhileALargeOneIsUnderWay() throws Exception {
        ManagerServer server = serve();
        MeteredNetwork network = network(server);
        // All on one connection: nothing else could let them pass.
        SyncManager manager = connect(network.port(), ClientOptions.builder().connections(0));
        SharedList<byte[]> list = manager.list("list", byte[].class);
        SharedValue<Long> counter = manager.value(TypeCode.LONG, 0L);
        Future<Boolean> adding = meanwhile(() -> list.add(bytes(60 * MIB)));
        long calls = 0;
        while (!adding.isDone()) {
            counter.getAndAdd(1L);
            calls++;
        }
        assertThat(received(adding)).isTrue();
        assertThat(calls).as("calls during the transfer to the server").isGreaterThan(20);

        Future<byte[]> reading = meanwhile(() -> list.get(0));
        calls = 0;
        while (!reading.isDone()) {
            counter.getAndAdd(1L);
            calls++;
        }
        assertThat(received(reading)).hasSize(60 * MIB);
        assertThat(calls).as("calls during the transfer to the client").isGreaterThan(20);
    }

    @Test
    void manyThreadsMoveLargeValuesAtOnce() throws Exception {
        ManagerServer server = serve();
        SyncManager manager = connect(server.port());
        SharedDict<Integer, byte[]> dict = manager.dict(Integer.class, byte[].class);
        List<Future<Boolean>> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            int number = i;
            all.add(meanwhile(() -> {
                byte[] value = bytes(17 * MIB + number);
                dict.put(number, value);
                return java.util.Arrays.equals(dict.get(number), value);
            }));
        }
        for (Future<Boolean> one : all) {
            assertThat(received(one)).isTrue();
        }
    }

    @Test
    void whatIsLargerThanTheServerTakesIsRefusedBeforeItIsSent() {
        ManagerServer server = serve(onLoopback().maxValue(20 * MIB));
        MeteredNetwork network = network(server);
        SharedList<byte[]> list = connect(network.port()).list("list", byte[].class);
        list.add(bytes(19 * MIB));
        long before = network.bytesToServer();

        UnsupportedValueException refused =
                catchThrowableOfType(UnsupportedValueException.class, () -> list.add(bytes(21 * MIB)));

        assertThat(refused).hasMessageContainingAll("that the server takes", "--limit VALUE_BYTES=N", "Builder.limit(");
        assertThat(refused.outcome()).isEqualTo(Outcome.NOT_EXECUTED);
        assertThat(network.bytesToServer() - before).isLessThan(MIB);
        assertThat(list).hasSize(1);
    }

    @Test
    void whatIsLargerThanTheClientTakesIsRefusedBeforeItIsSentOrPulledAndNotLost() {
        ManagerServer server = serve();
        SyncManager near = connect(server.port());
        SyncManager careful = connect(server.port(), ClientOptions.builder().maxValue(2 * MIB));
        SharedQueue<byte[]> queue = near.queue("queue", byte[].class);
        for (int size : new int[] {3 * MIB, 20 * MIB}) {
            SharedQueue<byte[]> carefully = careful.queue("queue", byte[].class);
            assertThatThrownBy(() -> carefully.add(bytes(size)))
                    .isInstanceOf(UnsupportedValueException.class)
                    .hasMessageContaining("ClientOptions.maxValue");
            byte[] element = bytes(size);
            queue.add(element);
            UnsupportedValueException refused = catchThrowableOfType(UnsupportedValueException.class, carefully::peek);
            assertThat(refused).hasMessageContaining("ClientOptions.maxValue");
            assertThat(refused.outcome()).isEqualTo(Outcome.NOT_EXECUTED);
            refused = catchThrowableOfType(UnsupportedValueException.class, carefully::poll);
            assertThat(refused).hasMessageContaining("ClientOptions.maxValue");
            assertThat(refused.outcome()).isEqualTo(Outcome.NOT_EXECUTED);
            await().untilAsserted(() -> assertThat(queue.poll()).isEqualTo(element));

            SharedDict<String, Object> dict = near.dict("dict", String.class, Object.class);
            dict.put("key", element);
            refused = catchThrowableOfType(
                    UnsupportedValueException.class,
                    () -> careful.dict("dict", String.class, Object.class).put("key", 1));
            assertThat(refused.outcome()).isEqualTo(Outcome.EXECUTED);
            assertThat(dict.get("key")).isEqualTo(1);
        }
    }

    @Test
    void anInterruptEndsTheTransferOfAResultAndTheElementComesBack() throws Exception {
        ManagerServer server = serve();
        MeteredNetwork network = network(server);
        SharedQueue<byte[]> near = connect(server.port()).queue("queue", byte[].class);
        SyncManager slow = connect(network.port());
        SharedQueue<byte[]> far = slow.queue("queue", byte[].class);
        byte[] element = bytes(30 * MIB);
        near.put(element);
        network.holdAfterToClient(10 * MIB);
        long before = network.bytesToClient();
        Thread[] taker = new Thread[1];
        Future<byte[]> taking = meanwhile(() -> {
            taker[0] = Thread.currentThread();
            return far.take();
        });
        await().until(() -> network.bytesToClient() - before >= 10 * MIB);

        taker[0].interrupt();

        assertThatThrownBy(() -> received(taking)).hasCauseInstanceOf(InterruptedException.class);
        network.letThrough();
        assertThat(near.poll(20, TimeUnit.SECONDS)).isEqualTo(element);
        assertThat(network.bytesToClient() - before).as("the rest was not sent").isLessThan(20 * MIB);
        far.put(new byte[1]);
        assertThat(near.poll()).hasSize(1);
    }

    @Test
    void anInterruptEndsTheTransferOfAnArgumentAndTheCallNeverRuns() throws Exception {
        ManagerServer server = serve();
        MeteredNetwork network = network(server);
        SyncManager slow = connect(network.port());
        SharedList<Object> list = slow.list("list", Object.class);
        list.size();
        long before = network.bytesToServer();
        // The server's wish for the next part does not arrive.
        network.holdAfterToClient(1);
        Thread[] adder = new Thread[1];
        Future<Boolean> adding = meanwhile(() -> {
            adder[0] = Thread.currentThread();
            return list.add(bytes(30 * MIB));
        });
        await().until(() -> network.bytesToServer() - before >= 2 * MIB);
        adder[0].interrupt();
        network.letThrough();

        assertThatThrownBy(() -> received(adding))
                .hasCauseInstanceOf(CallInterruptedException.class)
                .cause()
                .satisfies(ended ->
                        assertThat(((CallInterruptedException) ended).outcome()).isEqualTo(Outcome.NOT_EXECUTED));
        assertThat(list).isEmpty();
        assertThat(network.bytesToServer() - before).isLessThan(20 * MIB);
        list.add(bytes(17 * MIB));
        assertThat(list).hasSize(1);
    }

    @Test
    void asynchronousCallsMoveLargeValuesAndRefuseThem() throws Exception {
        ManagerServer server = serve();
        SharedQueue<byte[]> queue = connect(server.port()).queue("queue", byte[].class);
        byte[] element = bytes(20 * MIB);
        queue.async().put(element).get(30, TimeUnit.SECONDS);
        SharedQueue<byte[]> careful = connect(
                        server.port(), ClientOptions.builder().maxValue(2 * MIB))
                .queue("queue", byte[].class);
        assertThatThrownBy(() -> careful.async().take().get(30, TimeUnit.SECONDS))
                .hasCauseInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining("ClientOptions.maxValue");
        assertThat(queue.async().take().get(30, TimeUnit.SECONDS)).isEqualTo(element);
        assertThat(queue).isEmpty();
    }

    @Test
    void aDeadlineEndsATransferToo() {
        ManagerServer server = serve();
        MeteredNetwork network = network(server);
        SyncManager near = connect(server.port());
        near.list("list", Object.class).add(bytes(30 * MIB));
        SyncManager slow = connect(network.port());
        SharedList<Object> hasty = slow.withDeadline(slow.list("list", Object.class), Duration.ofMillis(300));
        hasty.size();
        network.holdAfterToClient(8 * MIB);
        ManagerTimeoutException late = catchThrowableOfType(ManagerTimeoutException.class, () -> hasty.get(0));
        assertThat(late.outcome()).isEqualTo(Outcome.NOT_EXECUTED);
        network.letThrough();
        assertThat(slow.list("list", Object.class)).hasSize(1);
        assertThat(RemoteProxy.isProxy(hasty)).isTrue();
    }
}
