package dev.steward.objects.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.ObjectId;
import dev.steward.objects.Answer;
import dev.steward.objects.Event;
import dev.steward.objects.MachineRig;
import dev.steward.objects.MachineRig.Client;
import dev.steward.objects.MachineRig.Pending;
import dev.steward.objects.Value;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class QueueTest {

    private final MachineRig rig = new MachineRig();
    private final Client one = rig.open();
    private final Client two = rig.open();
    private final ObjectId queue = one.create("queue", "q", 3);

    private Pending put(Client client, long element) {
        return client.call(queue, Operation.QUEUE_PUT, element, -1);
    }

    private Pending take(Client client) {
        return client.call(queue, Operation.QUEUE_TAKE, -1);
    }

    private List<Long> contents() {
        return one.call(queue, Operation.QUEUE_SNAPSHOT).numbers();
    }

    private long delivery(Pending receive) {
        return rig.values.asLong(rig.values.asList(receive.value()).get(1));
    }

    @Test
    void elementsComeOutInTheOrderInWhichTheyWentIn() {
        put(one, 1);
        put(two, 2);
        put(one, 3);
        assertThat(take(two).number()).isEqualTo(1);
        assertThat(take(one).number()).isEqualTo(2);
        assertThat(take(two).number()).isEqualTo(3);
    }

    @Test
    void takeWaitsUntilAnotherClientPuts() {
        Pending take = take(two);
        assertThat(take.isAnswered()).isFalse();
        put(one, 7);
        assertThat(take.number()).isEqualTo(7);
    }

    @Test
    void takersAreServedInTheOrderInWhichTheyCame() {
        Pending first = one.callAs(1, queue, Operation.QUEUE_TAKE, -1);
        Pending second = two.callAs(1, queue, Operation.QUEUE_TAKE, -1);
        Pending third = one.callAs(2, queue, Operation.QUEUE_TAKE, -1);
        one.callAs(3, queue, Operation.QUEUE_PUT_ALL, rig.values.longs(1, 2, 3));
        assertThat(List.of(first.number(), second.number(), third.number())).containsExactly(1L, 2L, 3L);
    }

    @Test
    void putWaitsWhileTheQueueIsFull() {
        one.call(queue, Operation.QUEUE_PUT_ALL, rig.values.longs(1, 2, 3));
        Pending put = put(two, 4);
        assertThat(put.isAnswered()).isFalse();
        take(one);
        assertThat(put.truth()).isTrue();
        assertThat(contents()).containsExactly(2L, 3L, 4L);
    }

    @Test
    void putGivesUpAfterItsTime() {
        one.call(queue, Operation.QUEUE_PUT_ALL, rig.values.longs(1, 2, 3));
        assertThat(one.call(queue, Operation.QUEUE_PUT, 4, 0).truth()).isFalse();
        Pending put = two.call(queue, Operation.QUEUE_PUT, 4, 50);
        rig.pass(49);
        assertThat(put.isAnswered()).isFalse();
        rig.pass(1);
        assertThat(put.truth()).isFalse();
        take(one);
        assertThat(contents()).containsExactly(2L, 3L);
    }

    @Test
    void takeGivesUpAfterItsTime() {
        assertThat(one.call(queue, Operation.QUEUE_TAKE, 0).status()).isEqualTo(Status.EMPTY);
        Pending early = one.callAs(1, queue, Operation.QUEUE_TAKE, 100);
        Pending late = one.callAs(2, queue, Operation.QUEUE_TAKE, 50);
        rig.pass(50);
        assertThat(late.status()).isEqualTo(Status.EMPTY);
        assertThat(early.isAnswered()).isFalse();
        rig.pass(50);
        assertThat(early.status()).isEqualTo(Status.EMPTY);
    }

    @Test
    void putAllStopsWhenTheQueueIsFull() {
        assertThat(one.call(queue, Operation.QUEUE_PUT_ALL, rig.values.longs(1, 2, 3, 4, 5))
                        .number())
                .isEqualTo(3);
        assertThat(contents()).containsExactly(1L, 2L, 3L);
        assertThat(one.call(queue, Operation.QUEUE_REMAINING_CAPACITY).number()).isZero();
    }

    @Test
    void elementIsForgottenOnlyWhenItsReceiverHasAcknowledged() {
        put(one, 1);
        put(one, 2);
        assertThat(take(two).answer().underAcknowledgement()).isTrue();
        two.end();
        assertThat(contents()).containsExactly(1L, 2L);
        Client three = rig.open();
        Answer again = three.call(queue, Operation.QUEUE_TAKE, -1).answer();
        assertThat(again.value()).isEqualTo(rig.values.of(1));
        assertThat(again.redelivered()).isTrue();
        three.acknowledge(1);
        three.end();
        assertThat(contents()).containsExactly(2L);
        assertThat(rig.events).contains(new Event.Returned(queue, "queue", two.id));
    }

    @Test
    void elementsOfADeadReceiverComeBackInTheirOldOrderToWhoWaits() {
        ObjectId large = one.create("queue", null);
        one.call(large, Operation.QUEUE_PUT_ALL, rig.values.longs(1, 2, 3, 4, 5, 6));
        two.call(large, Operation.QUEUE_DRAIN, 4);
        assertThat(one.call(large, Operation.QUEUE_SIZE).number()).isEqualTo(2);
        assertThat(one.call(large, Operation.QUEUE_TAKE, -1).number()).isEqualTo(5);
        two.end();
        assertThat(one.call(large, Operation.QUEUE_SNAPSHOT).numbers()).containsExactly(1L, 2L, 3L, 4L, 6L);
    }

    @Test
    void returnMayExceedTheBound() {
        one.call(queue, Operation.QUEUE_PUT_ALL, rig.values.longs(1, 2, 3));
        take(two);
        put(one, 4);
        two.end();
        assertThat(contents()).containsExactly(1L, 2L, 3L, 4L);
        assertThat(one.call(queue, Operation.QUEUE_REMAINING_CAPACITY).number()).isZero();
        assertThat(one.call(queue, Operation.QUEUE_PUT, 5, 0).truth()).isFalse();
    }

    @Test
    void receivedElementIsSettledOnce() {
        put(one, 1);
        put(one, 2);
        Pending receive = two.call(queue, Operation.QUEUE_RECEIVE, -1);
        List<Value> parts = rig.values.asList(receive.value());
        assertThat(parts.get(0)).isEqualTo(rig.values.of(1));
        assertThat(parts.get(2)).isEqualTo(rig.values.of(1));
        two.acknowledge(1);
        long id = delivery(receive);
        assertThat(one.call(queue, Operation.QUEUE_SETTLE, id, true).status()).isEqualTo(Status.SETTLED);
        assertThat(two.callAs(9, queue, Operation.QUEUE_SETTLE, id, false).status())
                .isEqualTo(Status.OK);
        assertThat(two.call(queue, Operation.QUEUE_SETTLE, id, true).status()).isEqualTo(Status.SETTLED);
        assertThat(contents()).containsExactly(1L, 2L);
        Pending again = one.call(queue, Operation.QUEUE_RECEIVE, -1);
        assertThat(again.answer().redelivered()).isTrue();
        assertThat(rig.values.asList(again.value()).get(2)).isEqualTo(rig.values.of(2));
        assertThat(one.call(queue, Operation.QUEUE_SETTLE, delivery(again), true)
                        .status())
                .isEqualTo(Status.OK);
        one.end();
        assertThat(two.call(queue, Operation.QUEUE_SNAPSHOT).numbers()).containsExactly(2L);
    }

    @Test
    void resultThatNobodyWaitsForGoesBack() {
        put(one, 1);
        put(one, 2);
        two.giveBack(take(two));
        two.giveBack(two.call(queue, Operation.QUEUE_RECEIVE, -1));
        assertThat(contents()).containsExactly(1L, 2L);
    }

    @Test
    void cancelledTakeTakesNothing() {
        Pending take = take(two);
        two.cancel(take);
        assertThat(take.status()).isEqualTo(Status.CANCELLED);
        put(one, 1);
        assertThat(contents()).containsExactly(1L);
        assertThat(rig.replyCount()).isEqualTo(rig.replies.size());
    }

    @Test
    void waiterOfASuspendedSessionIsSkippedAndKeepsItsPlace() {
        Pending away = take(two);
        Pending here = take(one);
        two.suspend();
        Client three = rig.open();
        three.call(queue, Operation.QUEUE_PUT, 1, -1);
        assertThat(here.number()).isEqualTo(1);
        assertThat(away.isAnswered()).isFalse();
        Pending later = three.callAs(2, queue, Operation.QUEUE_TAKE, -1);
        two.resume();
        three.call(queue, Operation.QUEUE_PUT, 2, -1);
        assertThat(away.number()).isEqualTo(2);
        assertThat(later.isAnswered()).isFalse();
    }

    @Test
    void resumedWaiterIsServedAtOnceWithWhatCameMeanwhile() {
        Pending away = take(two);
        two.suspend();
        put(one, 1);
        assertThat(contents()).containsExactly(1L);
        two.resume();
        assertThat(away.number()).isEqualTo(1);
    }

    @Test
    void shutDownQueueIsDrainedAndTakesNoMore() {
        put(one, 1);
        Pending putter = one.callAs(2, queue, Operation.QUEUE_PUT_ALL, rig.values.longs(2, 3));
        assertThat(putter.number()).isEqualTo(2);
        Pending waits = one.callAs(3, queue, Operation.QUEUE_PUT, 4, -1);
        two.call(queue, Operation.QUEUE_SHUTDOWN, false);
        assertThat(waits.status()).isEqualTo(Status.SHUT_DOWN);
        assertThat(put(one, 5).status()).isEqualTo(Status.SHUT_DOWN);
        assertThat(one.call(queue, Operation.QUEUE_IS_SHUTDOWN).truth()).isTrue();
        assertThat(two.call(queue, Operation.QUEUE_DRAIN, 5).numbers()).containsExactly(1L, 2L, 3L);
        assertThat(take(two).status()).isEqualTo(Status.SHUT_DOWN);
    }

    @Test
    void takerWaitsForWhatAnotherSessionMayStillReturnToAShutDownQueue() {
        put(one, 1);
        Pending receive = two.call(queue, Operation.QUEUE_RECEIVE, -1);
        one.call(queue, Operation.QUEUE_SHUTDOWN, false);
        Pending take = take(one);
        assertThat(take.isAnswered()).isFalse();
        Pending other = one.callAs(2, queue, Operation.QUEUE_TAKE, -1);
        two.call(queue, Operation.QUEUE_SETTLE, delivery(receive), false);
        assertThat(take.number()).isEqualTo(1);
        assertThat(other.status()).isEqualTo(Status.SHUT_DOWN);
    }

    @Test
    void shutDownAtOnceEndsEveryWaitAndDropsWhatIsThere() {
        put(one, 1);
        Pending receive = two.call(queue, Operation.QUEUE_RECEIVE, -1);
        Pending take = take(one);
        put(two, 2);
        put(two, 3);
        assertThat(take.number()).isEqualTo(2);
        two.call(queue, Operation.QUEUE_SHUTDOWN, true);
        assertThat(take(one).status()).isEqualTo(Status.SHUT_DOWN);
        two.call(queue, Operation.QUEUE_SETTLE, delivery(receive), false);
        assertThat(contents()).isEmpty();
    }

    @Test
    void elementsAreRemovedByValueAndByStamp() {
        ObjectId large = one.create("queue", null);
        one.call(large, Operation.QUEUE_PUT_ALL, rig.values.longs(1, 2, 3, 2, 4));
        assertThat(one.call(large, Operation.QUEUE_REMOVE, 2).truth()).isTrue();
        assertThat(one.call(large, Operation.QUEUE_REMOVE, 9).truth()).isFalse();
        List<Value> stamped =
                rig.values.asList(one.call(large, Operation.QUEUE_STAMPED).value());
        List<Value> stamps = rig.values.asList(stamped.get(1));
        assertThat(one.call(large, Operation.QUEUE_REMOVE_STAMPED, rig.values.list(stamps.get(1), stamps.get(3)))
                        .number())
                .isEqualTo(2);
        assertThat(one.call(large, Operation.QUEUE_REMOVE_STAMPED, rig.values.list(stamps.get(1)))
                        .number())
                .isZero();
        assertThat(one.call(large, Operation.QUEUE_SNAPSHOT).numbers()).containsExactly(1L, 2L);
        assertThat(one.call(large, Operation.QUEUE_RETAIN_ALL, rig.values.longs(2))
                        .truth())
                .isTrue();
        assertThat(one.call(large, Operation.QUEUE_PEEK).number()).isEqualTo(2);
        assertThat(one.call(large, Operation.QUEUE_CONTAINS, 2).truth()).isTrue();
        one.call(large, Operation.QUEUE_CLEAR);
        assertThat(one.call(large, Operation.QUEUE_PEEK).status()).isEqualTo(Status.EMPTY);
    }

    @Test
    void snapshotStaysAsItWas() {
        one.call(queue, Operation.QUEUE_PUT_ALL, rig.values.longs(1, 2, 3));
        Pending before = one.call(queue, Operation.QUEUE_SNAPSHOT);
        take(two);
        put(one, 4);
        assertThat(before.numbers()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void tenThousandWaitersAreServedInOrderAndAnyOneCanLeave() {
        ObjectId large = one.create("queue", null);
        Pending[] takes = new Pending[10_000];
        for (int i = 0; i < takes.length; i++) {
            takes[i] = two.callAs(i + 1, large, Operation.QUEUE_TAKE, 1_000 + i);
        }
        for (int i = 1; i < takes.length; i += 2) {
            two.cancel(takes[i]);
        }
        rig.restore();
        for (int i = 0; i < takes.length; i += 2) {
            one.call(large, Operation.QUEUE_PUT, i, 0);
            assertThat(takes[i].number()).isEqualTo(i);
        }
    }

    @Test
    void wrongArgumentsAreRefusedWithTheNameOfTheTypeAndTheOperation() {
        assertThat(one.call(queue, Operation.QUEUE_PUT, 1).answer().value().toString())
                .isEqualTo("queue: queue.put takes 2 arguments [element, timeout], not 1");
        Answer negative = one.call(queue, Operation.QUEUE_TAKE, -2).answer();
        assertThat(negative.status()).isEqualTo(Status.BAD_ARGUMENT);
        assertThat(negative.value().toString()).startsWith("queue: queue.take takes nanoseconds");
        assertThat(one.call(queue, Operation.LIST_SIZE).status()).isEqualTo(Status.NO_SUCH_OPERATION);
        assertThat(contents()).isEmpty();
    }

    @Test
    void summaryShowsTheFirstFew() {
        one.call(queue, Operation.QUEUE_PUT_ALL, rig.values.longs(1, 2));
        two.call(queue, Operation.QUEUE_TAKE, -1);
        two.call(queue, Operation.QUEUE_TAKE, -1);
        two.callAs(2, queue, Operation.QUEUE_TAKE, -1);
        assertThat(one.call(queue, Operation.OBJECT_DESCRIBE).value().toString())
                .isEqualTo("[1, 0 elements: []]");
    }
}
