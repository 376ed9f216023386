package dev.steward.objects.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.ObjectId;
import dev.steward.objects.Event;
import dev.steward.objects.GroupId;
import dev.steward.objects.MachineRig;
import dev.steward.objects.MachineRig.Client;
import dev.steward.objects.MachineRig.Pending;
import dev.steward.objects.Value;
import dev.steward.objects.machine.Machine;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class JoinableQueueTest {

    private final MachineRig rig = new MachineRig();
    private final Client one = rig.open();
    private final Client two = rig.open();
    private final ObjectId failed = one.create("queue", "failed");
    private final ObjectId queue =
            one.create("joinableQueue", "q", rig.values.nil(), 2, rig.values.reference("queue", failed));

    private void put(long... elements) {
        one.callAs(8, queue, Operation.QUEUE_PUT_ALL, rig.values.longs(elements));
    }

    private static Pending take(Client client, int thread, ObjectId from) {
        return client.callAs(thread, from, Operation.QUEUE_TAKE, 0);
    }

    private Pending take(Client client, int thread) {
        return take(client, thread, queue);
    }

    private Pending done(Client client, int thread) {
        return client.callAs(thread, queue, Operation.QUEUE_TASK_DONE, true);
    }

    private Pending nack(Client client, int thread) {
        return client.callAs(thread, queue, Operation.QUEUE_TASK_DONE, false);
    }

    private Pending join(Client client, long timeout) {
        return client.callAs(7, queue, Operation.QUEUE_JOIN, timeout);
    }

    private List<Long> contents(ObjectId of) {
        return one.callAs(9, of, Operation.QUEUE_SNAPSHOT).numbers();
    }

    @Test
    void joinEndsWhenTheLastElementIsDone() {
        put(1, 2);
        Pending join = join(two, -1);
        take(one, 1);
        take(one, 1);
        done(one, 1);
        assertThat(join.isAnswered()).isFalse();
        done(one, 1);
        assertThat(join.truth()).isTrue();
        assertThat(join(one, 0).truth()).isTrue();
    }

    @Test
    void joinGivesUpAfterItsTimeAndCanBeCancelled() {
        put(1);
        assertThat(join(one, 0).truth()).isFalse();
        Pending timed = join(one, 50);
        Pending cancelled = join(two, -1);
        rig.pass(49);
        assertThat(timed.isAnswered()).isFalse();
        rig.pass(1);
        assertThat(timed.truth()).isFalse();
        two.cancel(cancelled);
        assertThat(cancelled.status()).isEqualTo(Status.CANCELLED);
    }

    @Test
    void joinOfASuspendedSessionEndsTooAndAtThatInstant() {
        put(1);
        Pending join = join(two, -1);
        two.suspend();
        take(one, 1);
        done(one, 1);
        assertThat(join.truth()).isTrue();
        put(2);
        two.resume();
        assertThat(join.truth()).isTrue();
    }

    @Test
    void elementStaysReservedAfterItsAnswerWasAcknowledged() {
        put(1);
        assertThat(take(two, 1).answer().underAcknowledgement()).isFalse();
        two.acknowledge(1);
        assertThat(join(one, 0).truth()).isFalse();
        two.end();
        assertThat(contents(queue)).containsExactly(1L);
        assertThat(take(one, 1).answer().redelivered()).isTrue();
        done(one, 1);
        assertThat(join(one, 0).truth()).isTrue();
    }

    @Test
    void joinOutlivesADeadTakerAndEndsWhenSomebodyElseIsDone() {
        put(1);
        take(two, 1);
        Pending join = join(one, -1);
        two.end();
        assertThat(join.isAnswered()).isFalse();
        take(one, 1);
        done(one, 1);
        assertThat(join.truth()).isTrue();
    }

    @Test
    void oldestOfTheThreadIsSettledFirstAndThenTheOldestOfTheSession() {
        put(1, 2, 3);
        take(one, 1);
        take(one, 2);
        take(one, 1);
        nack(one, 2);
        assertThat(contents(queue)).containsExactly(2L);
        nack(one, 1);
        assertThat(contents(queue)).containsExactly(1L, 2L);
        one.endThread(1);
        nack(one, 3);
        assertThat(contents(queue)).containsExactly(1L, 2L, 3L);
    }

    @Test
    void oneTooManyIsRefusedAndChangesNothing() {
        put(1);
        take(one, 1);
        assertThat(done(two, 1).status()).isEqualTo(Status.SETTLED);
        done(one, 1);
        Pending again = done(one, 1);
        assertThat(again.status()).isEqualTo(Status.SETTLED);
        assertThat(again.answer().value().toString()).startsWith("joinableQueue: this session has taken no element");
        assertThat(nack(one, 1).status()).isEqualTo(Status.SETTLED);
        assertThat(join(one, 0).truth()).isTrue();
        assertThat(one.call(failed, Operation.QUEUE_TASK_DONE, true).status()).isEqualTo(Status.NO_SUCH_OPERATION);
    }

    @Test
    void receivedElementIsSettledByItsNumberOnly() {
        put(1, 2);
        Pending receive = one.call(queue, Operation.QUEUE_RECEIVE, 0);
        assertThat(done(one, 1).status()).isEqualTo(Status.SETTLED);
        take(one, 1);
        assertThat(done(one, 1).status()).isEqualTo(Status.OK);
        assertThat(join(one, 0).truth()).isFalse();
        Value id = rig.values.asList(receive.value()).get(1);
        one.call(queue, Operation.QUEUE_SETTLE, id, true);
        assertThat(join(one, 0).truth()).isTrue();
    }

    @Test
    void drainedElementsAreSettledOneByOne() {
        put(1, 2, 3);
        assertThat(one.call(queue, Operation.QUEUE_DRAIN, 2).numbers()).containsExactly(1L, 2L);
        nack(one, 1);
        done(one, 1);
        assertThat(contents(queue)).containsExactly(1L, 3L);
    }

    @Test
    void answerThatNobodyWaitsForGoesBackExceptWhatWasSettledMeanwhile() {
        put(1, 2, 3);
        Pending drain = two.call(queue, Operation.QUEUE_DRAIN, 3);
        done(two, 1);
        two.giveBack(drain);
        assertThat(contents(queue)).containsExactly(2L, 3L);
        assertThat(done(two, 1).status()).isEqualTo(Status.SETTLED);
    }

    @Test
    void elementsThatAreRemovedNeedNotBeDone() {
        put(1, 2);
        Pending join = join(two, -1);
        one.call(queue, Operation.QUEUE_REMOVE, 1);
        one.call(queue, Operation.QUEUE_CLEAR);
        assertThat(join.truth()).isTrue();
    }

    @Test
    void shutDownAtOnceLeavesWhatIsReservedToBeDone() {
        put(1, 2);
        take(two, 1);
        Pending join = join(one, -1);
        one.call(queue, Operation.QUEUE_SHUTDOWN, true);
        assertThat(join.isAnswered()).isFalse();
        nack(two, 1);
        assertThat(join.truth()).isTrue();
        assertThat(contents(failed)).isEmpty();
    }

    @Test
    void elementGoesToTheDeadLettersAfterItsLastDelivery() {
        put(1, 2, 3);
        take(one, 1);
        nack(one, 1);
        assertThat(contents(queue)).containsExactly(1L, 2L, 3L);
        assertThat(two.call(queue, Operation.QUEUE_DRAIN, 3).answer().redelivered())
                .isTrue();
        Pending waiting = one.callAs(5, failed, Operation.QUEUE_TAKE, -1);
        two.end();
        assertThat(waiting.number()).isEqualTo(1);
        assertThat(waiting.answer().redelivered()).isFalse();
        assertThat(contents(queue)).containsExactly(2L, 3L);
        assertThat(rig.events).contains(new Event.DeadLettered(queue, "joinableQueue", two.id, 2, failed));
        take(one, 1);
        take(one, 1);
        nack(one, 1);
        nack(one, 1);
        assertThat(contents(failed)).containsExactly(2L, 3L);
        assertThat(join(one, 0).truth()).isTrue();
    }

    @Test
    void deadLettersOfADeadTakerArriveInTheirOrder() {
        put(1, 2, 3);
        one.call(queue, Operation.QUEUE_DRAIN, 3);
        for (int i = 0; i < 3; i++) {
            nack(one, 1);
        }
        two.call(queue, Operation.QUEUE_DRAIN, 3);
        two.end();
        assertThat(contents(failed)).containsExactly(1L, 2L, 3L);
    }

    @Test
    void withoutAQueueForDeadLettersTheyAreDropped() {
        ObjectId small = one.create("joinableQueue", null, rig.values.nil(), 1);
        one.call(small, Operation.QUEUE_PUT, 5, 0);
        take(one, 1, small);
        assertThat(one.call(small, Operation.QUEUE_TASK_DONE, false).status()).isEqualTo(Status.OK);
        assertThat(one.call(small, Operation.QUEUE_JOIN, 0).truth()).isTrue();
        assertThat(rig.events).contains(new Event.DeadLettered(small, "joinableQueue", one.id, 1, null));
    }

    @Test
    void whatADeadLetterRefersToLivesOn() {
        ObjectId list = one.create("list", null);
        one.call(queue, Operation.QUEUE_PUT, rig.values.reference("list", list), 0);
        one.call(ObjectId.DIRECTORY, Operation.RELEASE, list.value(), 1);
        for (int i = 0; i < 2; i++) {
            take(one, 1);
            nack(one, 1);
        }
        one.call(ObjectId.DIRECTORY, Operation.RELEASE, list.value(), 2);
        assertThat(contents(queue)).isEmpty();
        assertThat(rig.machine().has(GroupId.of(list))).isTrue();
        one.call(failed, Operation.QUEUE_CLEAR);
        assertThat(rig.machine().has(GroupId.of(list))).isFalse();
    }

    @Test
    void queueForDeadLettersLivesAsLongAsTheJoinableQueue() {
        ObjectId anonymous = one.create("queue", null);
        ObjectId uses =
                one.create("joinableQueue", null, rig.values.nil(), 1, rig.values.reference("queue", anonymous));
        one.call(uses, Operation.QUEUE_PUT, rig.values.reference("queue", anonymous), 0);
        one.call(uses, Operation.QUEUE_CLEAR);
        one.call(ObjectId.DIRECTORY, Operation.RELEASE, anonymous.value(), 1);
        assertThat(rig.machine().has(GroupId.of(anonymous))).isTrue();
        one.call(ObjectId.DIRECTORY, Operation.RELEASE, uses.value(), 1);
        assertThat(rig.machine().has(GroupId.of(anonymous))).isFalse();
    }

    @Test
    void wrongOptionsAreRefusedAndMakeNothing() {
        ObjectId list = one.create("list", null);
        assertThat(create(rig.values.nil(), rig.values.of(1), rig.values.reference("list", list)))
                .startsWith("joinableQueue: object " + list + " is a list");
        assertThat(create(rig.values.nil(), rig.values.of(1), rig.values.of("failed")))
                .startsWith("joinableQueue: create takes a shared object as queue for dead letters, not failed");
        assertThat(create(rig.values.nil(), rig.values.nil(), rig.values.reference("queue", failed)))
                .startsWith("joinableQueue: a queue for dead letters needs to know");
        assertThat(create(rig.values.nil(), rig.values.of(0)))
                .startsWith("joinableQueue: the most deliveries of an element are at least 1");
    }

    private String create(Value... arguments) {
        Pending made = one.call(
                ObjectId.DIRECTORY,
                Operation.CREATE,
                "joinableQueue",
                rig.values.nil(),
                rig.values.listOf(List.of(arguments)));
        assertThat(made.status()).isEqualTo(Status.BAD_ARGUMENT);
        return made.answer().value().toString();
    }

    @Test
    void queueIsFoundByNameIfWhatIsSaidAgrees() {
        assertThat(two.create("joinableQueue", "q")).isEqualTo(queue);
        assertThat(two.create("joinableQueue", "q", rig.values.nil(), 2)).isEqualTo(queue);
        assertThat(two.create("joinableQueue", "q", 0)).isEqualTo(queue);
        Pending other = two.call(
                ObjectId.DIRECTORY,
                Operation.CREATE,
                "joinableQueue",
                "q",
                rig.values.listOf(List.of(rig.values.nil(), rig.values.of(3))));
        assertThat(other.status()).isEqualTo(Status.NAME_CONFLICT);
        assertThat(other.answer().value().toString())
                .isEqualTo("the name q belongs to a joinableQueue with unbounded, at most 2 deliveries, dead letters to"
                        + " object 1, not with at most 3 deliveries");
    }

    @Test
    void restoredQueueGoesOnWithReservationsJoinsAndDeadLetters() {
        put(1, 2, 3);
        take(two, 4);
        take(one, 1);
        Pending join = join(two, -1);
        rig.restore();
        nack(two, 4);
        done(one, 1);
        assertThat(contents(queue)).containsExactly(1L, 3L);
        take(two, 4);
        nack(two, 4);
        assertThat(contents(failed)).containsExactly(1L);
        take(one, 1);
        done(one, 1);
        assertThat(join.truth()).isTrue();
    }

    /** Gives elements up, in that order. */
    private void giveUp(long... payloads) {
        put(payloads);
        for (int delivery = 0; delivery < 2; delivery++) {
            for (int i = 0; i < payloads.length; i++) {
                take(one, 1);
            }
            for (int i = 0; i < payloads.length; i++) {
                nack(one, 1);
            }
        }
    }

    private List<Long> requeue(int most) {
        return one.callAs(8, failed, Operation.OBJECT_REQUEUE, most).numbers();
    }

    @Test
    void deadLettersGoBackToTheEndInTheirOrderAndAreNewThere() {
        giveUp(1, 2, 3);
        assertThat(contents(failed)).containsExactly(1L, 2L, 3L);
        put(4);
        assertThat(requeue(2)).containsExactly(2L, 0L, 0L);
        assertThat(contents(queue)).containsExactly(4L, 1L, 2L);
        assertThat(contents(failed)).containsExactly(3L);
        assertThat(one.callAs(8, queue, Operation.OBJECT_REQUEUE, Integer.MAX_VALUE)
                        .numbers())
                .as("they are no dead letters any more")
                .containsExactly(0L, 0L, 0L);
        assertThat(requeue(Integer.MAX_VALUE)).containsExactly(1L, 0L, 0L);
        assertThat(requeue(Integer.MAX_VALUE)).as("nothing is left").containsExactly(0L, 0L, 0L);
        assertThat(two.call(queue, Operation.QUEUE_DRAIN, 4).answer().redelivered())
                .isFalse();
        assertThat(contents(failed)).isEmpty();
    }

    @Test
    void whatIsRequeuedHasAllItsDeliveriesAgain() {
        giveUp(1);
        requeue(1);
        take(one, 1);
        nack(one, 1);
        assertThat(contents(queue)).as("after the first of two").containsExactly(1L);
        take(one, 1);
        nack(one, 1);
        assertThat(contents(failed)).containsExactly(1L);
    }

    @Test
    void whoeverWaitsGetsWhatIsRequeuedBeforeThatIsAnswered() {
        giveUp(1);
        Pending taker = two.callAs(3, queue, Operation.QUEUE_TAKE, -1);
        assertThat(requeue(1)).containsExactly(1L, 0L, 0L);
        assertThat(taker.number()).isEqualTo(1);
    }

    @Test
    void whatIsNoDeadLetterStays() {
        one.call(failed, Operation.QUEUE_PUT, 7, 0);
        giveUp(1);
        one.call(failed, Operation.QUEUE_PUT, 8, 0);
        assertThat(requeue(Integer.MAX_VALUE)).containsExactly(1L, 0L, 0L);
        assertThat(contents(failed)).containsExactly(7L, 8L);
    }

    @Test
    void whatItsQueueHasNoRoomForStaysInItsPlace() {
        ObjectId small = one.create("joinableQueue", "small", 2, 1, rig.values.reference("queue", failed));
        for (long payload = 1; payload <= 3; payload++) {
            one.call(small, Operation.QUEUE_PUT, payload, 0);
            take(one, 1, small);
            one.call(small, Operation.QUEUE_TASK_DONE, false);
        }
        one.call(small, Operation.QUEUE_PUT, 9, 0);
        one.call(failed, Operation.QUEUE_PUT, 4, 0);
        assertThat(requeue(Integer.MAX_VALUE)).containsExactly(1L, 2L, 0L);
        assertThat(contents(small)).containsExactly(9L, 1L);
        assertThat(contents(failed)).containsExactly(2L, 3L, 4L);
    }

    @Test
    void whatCameFromAQueueThatIsShutDownOrGoneStays() {
        ObjectId gone = one.create("joinableQueue", null, rig.values.nil(), 1, rig.values.reference("queue", failed));
        one.call(gone, Operation.QUEUE_PUT, 1, 0);
        take(one, 1, gone);
        one.call(gone, Operation.QUEUE_TASK_DONE, false);
        one.call(ObjectId.DIRECTORY, Operation.RELEASE, gone.value(), 1);
        assertThat(rig.machine().has(GroupId.of(gone))).isFalse();
        giveUp(2);
        one.call(queue, Operation.QUEUE_SHUTDOWN, false);
        assertThat(requeue(Integer.MAX_VALUE)).containsExactly(0L, 0L, 2L);
        assertThat(contents(failed)).containsExactly(1L, 2L);
    }

    @Test
    void severalQueuesShareDeadLettersAndEachGetsItsOwn() {
        ObjectId other =
                one.create("joinableQueue", "other", rig.values.nil(), 1, rig.values.reference("queue", failed));
        one.call(other, Operation.QUEUE_PUT, 5, 0);
        take(one, 1, other);
        one.call(other, Operation.QUEUE_TASK_DONE, false);
        giveUp(1);
        assertThat(contents(failed)).containsExactly(5L, 1L);
        assertThat(requeue(Integer.MAX_VALUE)).containsExactly(2L, 0L, 0L);
        assertThat(contents(other)).containsExactly(5L);
        assertThat(contents(queue)).containsExactly(1L);
    }

    @Test
    void aDeadLetterThatIsTakenGoesBackAsOneAndIsRequeuedThen() {
        giveUp(1);
        two.call(failed, Operation.QUEUE_RECEIVE, 0);
        assertThat(requeue(1)).as("somebody has it").containsExactly(0L, 0L, 0L);
        rig.restore();
        two.end();
        rig.restore();
        assertThat(requeue(1)).containsExactly(1L, 0L, 0L);
        assertThat(contents(queue)).containsExactly(1L);
    }

    @Test
    void whatARequeuedElementRefersToLivesOn() {
        ObjectId list = one.create("list", null);
        one.call(queue, Operation.QUEUE_PUT, rig.values.reference("list", list), 0);
        for (int i = 0; i < 2; i++) {
            take(one, 1);
            nack(one, 1);
        }
        one.call(ObjectId.DIRECTORY, Operation.RELEASE, list.value(), 3);
        assertThat(requeue(1)).containsExactly(1L, 0L, 0L);
        assertThat(rig.machine().has(GroupId.of(list))).isTrue();
        one.call(queue, Operation.QUEUE_CLEAR);
        assertThat(rig.machine().has(GroupId.of(list))).isFalse();
    }

    @Test
    void onlyQueuesHaveDeadLetters() {
        ObjectId list = one.create("list", null);
        Pending refused = one.call(list, Operation.OBJECT_REQUEUE, 1);
        assertThat(refused.status()).isEqualTo(Status.NO_SUCH_OPERATION);
        assertThat(refused.answer().value().toString()).isEqualTo("a list has no dead letters: queues have");
        assertThat(one.call(queue, Operation.OBJECT_REQUEUE, -1).status()).isEqualTo(Status.BAD_ARGUMENT);
    }

    @Test
    void aSnapshotOfTheVersionBeforeIsRead() {
        put(1, 2);
        byte[] snapshot = rig.machine().snapshot();
        assertThat(snapshot[0]).as("version 2, written zigzag").isEqualTo((byte) 4);
        snapshot[0] = 2;
        Machine before = Machine.restore(snapshot, rig.values, rig);
        snapshot[0] = 4;
        assertThat(before.snapshot()).isEqualTo(snapshot);
        snapshot[0] = 6;
        assertThatThrownBy(() -> Machine.restore(snapshot, rig.values, rig))
                .hasMessageContaining("it is of version 3, and this machine reads versions 1 to 2");
    }
}
