package dev.steward.systemtests.parity;

import static dev.steward.systemtests.parity.Step.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.Delivery;
import dev.steward.api.QueueShutDownException;
import dev.steward.api.SharedQueue;
import dev.steward.api.SyncManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A shared queue beside a {@link LinkedBlockingQueue}. */
class QueueParityTest extends ParityTest {

    private static final int CAPACITY = 5;

    private static Step<BlockingQueue<Integer>> randomStep(Random random) {
        int value = random.nextInt(6);
        List<Integer> some = random.ints(random.nextInt(4), 0, 6).boxed().toList();
        return switch (random.nextInt(30)) {
            case 0, 1, 2, 3 -> step("offer " + value, queue -> queue.offer(value));
            case 4 -> step("add " + value, queue -> queue.add(value));
            case 5 -> step("timed offer", queue -> queue.offer(value, 1, TimeUnit.MILLISECONDS));
            case 6 -> step("addAll " + some, queue -> queue.addAll(some));
            case 7 -> step("poll", BlockingQueue::poll);
            case 8 -> step("timed poll", queue -> queue.poll(1, TimeUnit.MILLISECONDS));
            case 9 -> step("remove", BlockingQueue::remove);
            case 10 -> step("element", BlockingQueue::element);
            case 11 -> step("peek", BlockingQueue::peek);
            case 12 -> step("size", BlockingQueue::size);
            case 13 -> step("remainingCapacity", BlockingQueue::remainingCapacity);
            case 14 -> step("contains " + value, queue -> queue.contains(value));
            case 15 -> step("remove " + value, queue -> queue.remove((Object) value));
            case 16 -> step("removeAll " + some, queue -> queue.removeAll(some));
            case 17 -> step("retainAll " + some, queue -> queue.size() > 3 && queue.retainAll(some));
            case 18 -> step("removeIf", queue -> queue.removeIf(one -> one == value));
            case 19 -> step("drainTo two", queue -> drained(queue, 2));
            case 20 -> step("drainTo all", queue -> drained(queue, Integer.MAX_VALUE));
            case 21 -> step("toArray", queue -> Arrays.asList(queue.toArray()));
            case 22 -> step("stream", queue -> queue.stream().collect(Collectors.toList()));
            case 23 -> step("containsAll", queue -> queue.containsAll(some));
            case 24 -> step("iterate and remove", queue -> removeEverySecond(queue.iterator()));
            case 25 -> step("isEmpty", BlockingQueue::isEmpty);
            case 26 -> step("toString", BlockingQueue::toString);
            default -> step("offer " + value, queue -> queue.offer(value));
        };
    }

    private static List<Object> drained(BlockingQueue<Integer> queue, int most) {
        List<Object> target = new ArrayList<>();
        target.add(queue.drainTo(new ArrayList<>(), 0));
        List<Integer> into = new ArrayList<>();
        target.add(queue.drainTo(into, most));
        target.add(into);
        return target;
    }

    private static List<Object> removeEverySecond(Iterator<Integer> each) {
        List<Object> met = new ArrayList<>();
        met.add(Ended.run(each::remove));
        while (each.hasNext()) {
            met.add(each.next());
            if (met.size() % 2 == 0) {
                each.remove();
                met.add(Ended.run(each::remove));
            }
        }
        return met;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void randomCallsEndAsOnALinkedBlockingQueue(long seed) {
        Random random = new Random(seed);
        BlockingQueue<Integer> twin = new LinkedBlockingQueue<>(CAPACITY);
        SharedQueue<Integer> shared = manager.queue(CAPACITY, Integer.class);
        List<Step<BlockingQueue<Integer>>> done = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Step<BlockingQueue<Integer>> step = randomStep(random);
            done.add(step);
            Ended expected = step.on(twin);
            Ended actual = step.on(shared);
            assertThat(actual).as("seed " + seed + ", last of " + done).isEqualTo(expected);
            assertThat(shared.snapshot()).as("seed " + seed + ", after " + done).isEqualTo(List.copyOf(twin));
        }
    }

    @Test
    @SuppressWarnings("NullAway") // what a user may do all the same
    void badArgumentsEndAsOnALinkedBlockingQueue() {
        List<Step.Call<BlockingQueue<Integer>>> calls = List.of(
                queue -> queue.offer(null),
                queue -> queue.add(null),
                queue -> {
                    queue.put(null);
                    return null;
                },
                queue -> queue.offer(null, 1, TimeUnit.SECONDS),
                queue -> queue.addAll(Arrays.asList(1, null)),
                queue -> queue.addAll(null),
                queue -> queue.addAll(queue),
                queue -> queue.drainTo(null),
                queue -> queue.drainTo(queue),
                queue -> queue.contains(null),
                queue -> queue.remove(null),
                queue -> queue.removeAll(null),
                queue -> queue.removeIf(null),
                queue -> queue.toArray((Object[]) null));
        for (int i = 0; i < calls.size(); i++) {
            Step.Call<BlockingQueue<Integer>> call = calls.get(i);
            BlockingQueue<Integer> twin = new LinkedBlockingQueue<>(CAPACITY);
            SharedQueue<Integer> shared = manager.queue(CAPACITY, Integer.class);
            assertThat(Ended.of(() -> call.on(shared))).as("call " + i).isEqualTo(Ended.of(() -> call.on(twin)));
        }
    }

    @Test
    void unboundedQueueSaysSo() {
        assertThat(manager.queue().remainingCapacity()).isEqualTo(new LinkedBlockingQueue<>().remainingCapacity());
    }

    @Test
    void takeWaitsUntilAnotherClientPuts() throws Exception {
        SharedQueue<String> mine = manager.queue("handed over", String.class);
        try (SyncManager other = loopback.client()) {
            try (Background<String> taker = Background.run(mine::take)) {
                taker.awaitWaiting();
                other.queue("handed over", String.class).put("element");
                assertThat(taker.result()).isEqualTo("element");
            }
        }
    }

    @Test
    void putWaitsUntilAnotherClientTakes() throws Exception {
        SharedQueue<Integer> queue = manager.queue(1, Integer.class);
        queue.put(1);
        try (Background<Boolean> putter = Background.run(() -> queue.offer(2, 30, TimeUnit.SECONDS))) {
            putter.awaitWaiting();
            assertThat(queue.take()).isEqualTo(1);
            assertThat(putter.result()).isTrue();
        }
        assertThat(queue).containsExactly(2);
    }

    @Test
    void interruptedTakerLosesNoElement() throws Exception {
        SharedQueue<Integer> queue = manager.queue();
        try (Background<Integer> taker = Background.run(queue::take)) {
            taker.awaitWaiting();
            taker.interrupt();
            assertThatThrownBy(taker::result)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(InterruptedException.class);
        }
        queue.put(1);
        assertThat(queue.poll()).isEqualTo(1);
    }

    @Test
    void flagThatWasSetBeforehandSendsNothing() {
        SharedQueue<Integer> queue = manager.queue();
        queue.add(1);
        Thread.currentThread().interrupt();
        assertThatThrownBy(queue::take).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
        assertThat(queue).containsExactly(1);
    }

    @Test
    void shutDownQueueIsDrainedAndThenEnds() throws InterruptedException {
        SharedQueue<Integer> queue = manager.queue();
        queue.addAll(List.of(1, 2));
        assertThat(queue.isShutdown()).isFalse();
        queue.shutdown();
        assertThat(queue.isShutdown()).isTrue();
        assertThatThrownBy(() -> queue.put(3)).isInstanceOf(QueueShutDownException.class);
        assertThatThrownBy(() -> queue.offer(3)).isInstanceOf(QueueShutDownException.class);
        assertThat(queue.take()).isEqualTo(1);
        assertThat(queue.takeOrNull()).isEqualTo(2);
        assertThat(queue.takeOrNull()).isNull();
        assertThat(queue.poll()).isNull();
        assertThatThrownBy(queue::take).isInstanceOf(QueueShutDownException.class);
        assertThatThrownBy(() -> queue.poll(Duration.ofSeconds(30))).isInstanceOf(QueueShutDownException.class);
        assertThatThrownBy(() -> queue.receive(Duration.ofSeconds(30))).isInstanceOf(QueueShutDownException.class);
        queue.shutdown();
    }

    @Test
    void shutDownAtOnceEndsWhoWaits() throws Exception {
        SharedQueue<Integer> queue = manager.queue();
        try (Background<@Nullable Integer> taker = Background.run(queue::takeOrNull)) {
            taker.awaitWaiting();
            queue.shutdownNow();
            assertThat(taker.result()).isNull();
        }
    }

    @Test
    void deliveryThatIsGivenBackReturnsToItsOldPlace() throws InterruptedException {
        SharedQueue<Integer> queue = manager.queue();
        queue.addAll(List.of(1, 2));
        try (Delivery<Integer> delivery = queue.receive()) {
            assertThat(delivery.value()).isEqualTo(1);
            assertThat(delivery.redelivered()).isFalse();
            assertThat(queue).containsExactly(2);
        }
        assertThat(queue).containsExactly(1, 2);
        Delivery<Integer> again = queue.receive();
        assertThat(again.value()).isEqualTo(1);
        assertThat(again.redelivered()).isTrue();
        assertThat(again.count()).isEqualTo(2);
        again.done();
        assertThatThrownBy(again::nack).isInstanceOf(IllegalStateException.class);
        assertThat(queue).containsExactly(2);
        assertThat(queue.receive(Duration.ofSeconds(30))).isNotNull();
        assertThat(queue.receive(Duration.ZERO)).isNull();
    }

    @Test
    void isEqualToAProxyOfTheSameQueueOnly() {
        SharedQueue<Integer> one = manager.queue("identity", Integer.class);
        assertThat(one.equals(manager.queue("identity", Integer.class))).isTrue();
        assertThat(one.hashCode())
                .isEqualTo(manager.queue("identity", Integer.class).hashCode());
        assertThat(one.equals(manager.queue())).isFalse();
        assertThat(one.equals(Collections.emptyList())).isFalse();
    }
}
