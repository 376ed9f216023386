package dev.steward.systemtests.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.steward.api.Delivery;
import dev.steward.api.Outcome;
import dev.steward.api.QueueOptions;
import dev.steward.api.SharedIterator;
import dev.steward.api.SharedJoinableQueue;
import dev.steward.api.SharedQueue;
import dev.steward.api.Type;
import dev.steward.api.UnsupportedValueException;
import dev.steward.systemtests.values.Unreadable.Reason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** An element that one taker cannot open is in nobody's way, and is lost to nobody. */
@Timeout(120)
@Tag("one-jdk")
class UnreadableElementsTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    private Path directory;

    private Unreadable world;
    private SharedQueue<Object> sent;
    private SharedQueue<Object> read;

    @AfterEach
    void close() throws Exception {
        world.close();
    }

    private void open(Reason reason) throws Exception {
        world = new Unreadable(reason, directory);
        sent = world.sender.queue("q", Object.class);
        read = world.reader.queue("q", world.type());
    }

    private SharedJoinableQueue<Object> openJoinable(Reason reason) throws Exception {
        world = new Unreadable(reason, directory);
        SharedJoinableQueue<Object> sending = world.sender.joinableQueue("j", Object.class);
        sent = sending;
        read = world.reader.joinableQueue("j", world.type());
        return sending;
    }

    private UnsupportedValueException assertTold(Reason reason, ThrowingCallable call) {
        UnsupportedValueException told = catchThrowableOfType(UnsupportedValueException.class, call);
        assertThat(told)
                .hasMessageMatching("(?s)(queue|joinableQueue|iterator) ('[^']+'|\\d+).*")
                .hasMessageContaining(reason.what())
                .hasMessageContaining(reason.cure());
        return told;
    }

    /** A way to take one element. */
    record Way(String name, Taking taking) {
        interface Taking {
            Object from(SharedQueue<Object> queue) throws Exception;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Way> ways() {
        return List.of(
                new Way("take", SharedQueue::take),
                new Way("takeOrNull", SharedQueue::takeOrNull),
                new Way("poll", queue -> queue.poll(LONG)),
                new Way("drainTo", queue -> {
                    List<Object> target = new ArrayList<>();
                    while (target.isEmpty()) {
                        queue.drainTo(target, 1);
                    }
                    return target.get(0);
                }),
                new Way("async", UnreadableElementsTest::takeAsynchronously),
                new Way("async drainTo", queue -> {
                    List<Object> target = new ArrayList<>();
                    while (target.isEmpty()) {
                        joined(queue.async().drainTo(target, 1));
                    }
                    return target.get(0);
                }));
    }

    private static Object takeAsynchronously(SharedQueue<Object> queue) throws Exception {
        return joined(queue.async().take());
    }

    private static <T> T joined(CompletableFuture<T> future) throws Exception {
        try {
            return future.join();
        } catch (CompletionException failed) {
            throw (Exception) failed.getCause();
        }
    }

    static List<Object[]> reasonsAndWays() {
        List<Object[]> all = new ArrayList<>();
        for (Reason reason : Reason.values()) {
            ways().forEach(way -> all.add(new Object[] {reason, way}));
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("reasonsAndWays")
    void whoCannotOpenItIsToldAndGetsWhatIsBehindAndOthersGetIt(Reason reason, Way way) throws Exception {
        open(reason);
        sent.addAll(List.of(world.value, 1, world.other, 2));

        UnsupportedValueException told = assertTold(reason, () -> way.taking().from(read));
        assertThat(told.outcome()).isEqualTo(Outcome.NOT_EXECUTED);
        assertThat(way.taking().from(read)).isEqualTo(1);
        assertTold(reason, () -> way.taking().from(read));
        assertThat(way.taking().from(read)).isEqualTo(2);

        assertThat(sent.take()).isEqualTo(world.value);
        assertThat(sent.take()).isEqualTo(world.other);
        assertThat(sent.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("reasonsAndWays")
    void itIsToldAgainWhenNothingElseIsLeft(Reason reason, Way way) throws Exception {
        open(reason);
        sent.addAll(List.of(world.value, 1));

        assertTold(reason, () -> way.taking().from(read));
        assertThat(way.taking().from(read)).isEqualTo(1);
        assertTold(reason, () -> way.taking().from(read));

        assertThat(sent.take()).isEqualTo(world.value);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsDrainedEndsBeforeTheFirstThatCannotBeOpened(Reason reason) throws Exception {
        open(reason);
        sent.addAll(List.of(1, 2, world.value, 3, world.other));
        List<Object> target = new ArrayList<>();

        assertThat(read.drainTo(target)).isEqualTo(2);
        assertTold(reason, () -> drainOnce(target));
        assertThat(read.drainTo(target)).isEqualTo(1);

        assertThat(target).containsExactly(1, 2, 3);
        assertThat(sent.take()).isEqualTo(world.value);
        assertThat(sent.take()).isEqualTo(world.other);
    }

    /** What was given back may still be on its way. */
    private void drainOnce(List<Object> target) {
        int before = target.size();
        while (read.drainTo(target, 1) == 0) {
            Thread.onSpinWait();
        }
        throw new AssertionError("drained " + target.subList(before, target.size()));
    }

    @ParameterizedTest
    @EnumSource
    void whatWasPutBackByOthersIsNotPassedOver(Reason reason) throws Exception {
        open(reason);
        sent.addAll(List.of(1, world.value, 2, 3));
        Delivery<Object> first = sent.receive();

        assertTold(reason, () -> read.take());
        assertThat(read.take()).isEqualTo(2);
        first.nack();

        assertThat(read.take()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void aDeliveryOfItCanBeSettled(Reason reason) throws Exception {
        open(reason);
        sent.addAll(List.of(world.value, 1));

        Delivery<Object> delivery = read.receive();
        assertThat(delivery.count()).isEqualTo(1);
        assertThat(assertTold(reason, delivery::value).outcome()).isEqualTo(Outcome.EXECUTED);
        assertThat(delivery.toString()).contains("cannot be opened here");
        delivery.nack();
        Delivery<Object> again = read.async().receive().join();
        assertThat(again.count()).isEqualTo(2);
        assertTold(reason, again::value);
        again.done();

        assertThat(read.take()).isEqualTo(1);
        assertThat(sent.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void whoReceivesItAfterATakeFailedStillGetsIt(Reason reason) throws Exception {
        open(reason);
        sent.addAll(List.of(world.value, 1));
        assertTold(reason, () -> read.take());
        assertThat(read.take()).isEqualTo(1);

        Delivery<Object> delivery = read.receive(LONG);

        assertTold(reason, delivery::value);
        delivery.done();
        assertThat(sent.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void lookingAtItChangesNothing(Reason reason) throws Exception {
        open(reason);
        sent.addAll(List.of(world.value, 1));

        assertTold(reason, () -> joined(read.async().peek()));
        assertTold(reason, read::peek);
        assertTold(reason, read::element);
        assertThat(read.size()).isEqualTo(2);
        assertThat(read.contains(1)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void anIterationGoesOnBehindItAndCanRemoveIt(Reason reason) throws Exception {
        open(reason);
        sent.addAll(List.of(1, world.value, 2));

        Iterator<Object> iterator = read.iterator();
        assertThat(iterator.next()).isEqualTo(1);
        assertTold(reason, iterator::next);
        iterator.remove();
        assertThat(iterator.next()).isEqualTo(2);
        assertThat(iterator.hasNext()).isFalse();
        assertThat(sent.snapshot()).isEqualTo(List.of(1, 2));
    }

    @ParameterizedTest
    @EnumSource
    void aSnapshotTellsWhoAsksForThatElementAlone(Reason reason) throws Exception {
        open(reason);
        sent.addAll(List.of(1, world.value, 2));

        for (List<Object> snapshot :
                List.of(read.snapshot(), read.async().snapshot().join())) {
            assertThat(snapshot).hasSize(3);
            assertThat(snapshot.get(0)).isEqualTo(1);
            assertThat(snapshot.get(2)).isEqualTo(2);
            assertThat(assertTold(reason, () -> snapshot.get(1)).outcome()).isEqualTo(Outcome.NOT_EXECUTED);
            assertThatThrownBy(() -> snapshot.set(0, 3)).isInstanceOf(UnsupportedOperationException.class);
        }
        assertTold(reason, read::toArray);
        assertTold(reason, () -> read.toArray(new Object[0]));
        assertTold(reason, () -> assertThat(read.stream().toList()).isEmpty());
        List<Object> seen = new ArrayList<>();
        assertTold(reason, () -> read.forEach(seen::add));
        assertThat(seen).containsExactly(1);
        assertTold(reason, () -> read.removeIf(element -> true));
        assertThat(read.size()).isEqualTo(3);
        assertThat(read.toString()).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aSharedIteratorGoesOnBehindItAndLeavesItToOthers(Reason reason) throws Exception {
        world = new Unreadable(reason, directory);
        SharedIterator<Object> sending = world.sender.iterator(List.of(world.value, 1, world.other, 2));
        SharedIterator<Object> reading =
                world.reader.attach(sending.objectToken(), Type.iterator(Type.of(world.type())));

        List<Object> seen = new ArrayList<>();
        int told = 0;
        while (reading.hasNext()) {
            UnsupportedValueException failed =
                    catchThrowableOfType(UnsupportedValueException.class, () -> seen.add(reading.next()));
            told += failed == null ? 0 : 1;
        }
        assertThat(seen).containsExactly(1, 2);
        assertThat(told).isEqualTo(2);
        assertThat(catchThrowable(reading::next)).isInstanceOf(NoSuchElementException.class);
        assertThat(catchThrowable(() -> joined(reading.async().next()))).isInstanceOf(NoSuchElementException.class);

        List<Object> left = new ArrayList<>();
        sending.forEachRemaining(left::add);
        assertThat(left).containsExactly(world.value, world.other);
    }

    @ParameterizedTest
    @EnumSource
    void aJoinableQueueIsDoneWhenItsDeliveriesAreUsedUp(Reason reason) throws Exception {
        world = new Unreadable(reason, directory);
        SharedQueue<Object> dead = world.sender.queue("dead", Object.class);
        QueueOptions options = QueueOptions.unbounded().deadLetters(dead, 3);
        SharedJoinableQueue<Object> sending = world.sender.joinableQueue("k", Object.class, options);
        SharedJoinableQueue<Object> reading = world.reader.joinableQueue("k", world.type());
        sending.addAll(List.of(world.value, 1));

        for (int round = 0; round < 4; round++) {
            if (round == 1) {
                assertThat(reading.take()).isEqualTo(1);
                reading.taskDone();
            } else {
                assertTold(reason, () -> reading.take());
            }
        }

        assertThat(sending.join(LONG)).isTrue();
        assertThat(dead.take()).isEqualTo(world.value);
    }

    @ParameterizedTest
    @EnumSource
    void aJoinableQueueIsDoneWhenItIsReceivedAndSettled(Reason reason) throws Exception {
        SharedJoinableQueue<Object> queue = openJoinable(reason);
        queue.addAll(List.of(world.value, 1, world.other));

        assertTold(reason, () -> read.take());
        assertThat(read.take()).isEqualTo(1);
        ((SharedJoinableQueue<Object>) read).taskDone();
        read.receive().done();
        read.receive().done();

        assertThat(queue.join(LONG)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void whatWasDrainedOfAJoinableQueueBeforeItIsReserved(Reason reason) throws Exception {
        SharedJoinableQueue<Object> queue = openJoinable(reason);
        queue.addAll(List.of(1, 2, world.value, 3));
        List<Object> target = new ArrayList<>();

        assertThat(read.drainTo(target)).isEqualTo(2);
        ((SharedJoinableQueue<Object>) read).taskDone();
        ((SharedJoinableQueue<Object>) read).taskDone();

        assertThat(queue.take()).isEqualTo(world.value);
        assertThat(queue.take()).isEqualTo(3);
        assertThat(queue.join(Duration.ofMillis(1))).isFalse();
        queue.taskDone();
        queue.taskDone();
        assertThat(queue.join(LONG)).isTrue();
    }
}
