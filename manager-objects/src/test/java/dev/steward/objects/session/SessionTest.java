package dev.steward.objects.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.steward.api.ObjectId;
import dev.steward.objects.Answer;
import dev.steward.objects.CallId;
import dev.steward.objects.Event;
import dev.steward.objects.MachineRig;
import dev.steward.objects.MachineRig.Client;
import dev.steward.objects.MachineRig.Pending;
import dev.steward.objects.Ranges;
import dev.steward.objects.SessionInput;
import dev.steward.objects.SessionLimits;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SessionTest {

    private static final int METHOD = Operation.FIRST_USER_METHOD;

    private final MachineRig rig = new MachineRig();
    private final Client client = rig.open();
    private final ObjectId cell = client.create("value", "cell", rig.values.nil(), 0);
    private final ObjectId queue = client.create("queue", "queue");

    private Pending add(int thread, long number) {
        return client.request(thread, number, cell, Operation.VALUE_GET_AND_ADD.code(), 1);
    }

    private long content() {
        return client.callAs(99, cell, Operation.VALUE_GET).number();
    }

    @Test
    void repeatedCallIsAnsweredFromItsKeptReplyAndRunsOnce() {
        Pending first = add(2, 1);
        Answer answer = first.answer();
        int replies = rig.replyCount();
        assertThat(add(2, 1).answer()).isEqualTo(answer);
        assertThat(rig.replyCount()).isEqualTo(replies + 1);
        assertThat(content()).isEqualTo(1);
    }

    @Test
    void callsOfAThreadBeginInTheirOrderWhicheverComesFirst() {
        Pending third = add(2, 3);
        Pending second = add(2, 2);
        assertThat(third.isAnswered()).isFalse();
        assertThat(second.isAnswered()).isFalse();
        Pending first = add(2, 1);
        assertThat(List.of(first.number(), second.number(), third.number())).containsExactly(0L, 1L, 2L);
    }

    @Test
    void readRunsAgainWhenItIsRepeated() {
        Pending read = client.request(2, 1, cell, Operation.VALUE_GET.code());
        add(2, 2);
        assertThat(client.request(2, 1, cell, Operation.VALUE_GET.code()).number())
                .isEqualTo(1);
        assertThat(read.number()).isEqualTo(1);
    }

    @Test
    void acknowledgedCallIsNeverRunAgain() {
        add(2, 1);
        client.send(new SessionInput.Acknowledge(rig.machine().now(), 2, 2, Ranges.EMPTY));
        int replies = rig.replyCount();
        add(2, 1);
        assertThat(rig.replyCount()).isEqualTo(replies);
        assertThat(content()).isEqualTo(1);
    }

    @Test
    void waitingCallHoldsBackNothingBehindIt() {
        Pending take = client.request(2, 1, queue, Operation.QUEUE_TAKE.code(), -1);
        Pending next = add(2, 2);
        assertThat(take.isAnswered()).isFalse();
        assertThat(next.isAnswered()).isTrue();
        client.send(new SessionInput.Acknowledge(rig.machine().now(), 2, 1, Ranges.of(2, 3)));
        int replies = rig.replyCount();
        add(2, 2);
        assertThat(rig.replyCount()).isEqualTo(replies);
    }

    @Test
    void cancelThatOvertakesItsCallCancelsIt() {
        client.send(new SessionInput.CancelRequest(rig.machine().now(), 2, 1));
        assertThat(add(2, 1).status()).isEqualTo(Status.CANCELLED);
        assertThat(add(2, 2).number()).isZero();
        assertThat(content()).isEqualTo(1);
    }

    @Test
    void cancelOfAnAnsweredCallChangesNothing() {
        Pending add = add(2, 1);
        int replies = rig.replyCount();
        client.cancel(add);
        assertThat(rig.replyCount()).isEqualTo(replies);
        assertThat(content()).isEqualTo(1);
    }

    @Test
    void endedSessionIsRefusedBeforeItTouchesAnything() {
        client.end();
        assertThat(add(2, 1).status()).isEqualTo(Status.SESSION_ENDED);
        Client other = rig.open();
        assertThat(other.call(cell, Operation.VALUE_GET).number()).isZero();
    }

    @Test
    void sessionEndsWhenItsLeaseRunsOutWithoutASignOfLife() {
        rig.pass(9 * MachineRig.SECOND);
        client.send(new SessionInput.Heartbeat(rig.machine().now()));
        rig.pass(9 * MachineRig.SECOND);
        assertThat(rig.events).isEmpty();
        rig.pass(MachineRig.SECOND);
        assertThat(rig.events).hasSize(1).first().isInstanceOf(Event.Ended.class);
    }

    @Test
    void suspendedSessionResumesWithinItsWindowAndEndsAfterIt() {
        client.suspend();
        rig.pass(2 * MachineRig.SECOND);
        client.resume();
        rig.pass(3 * MachineRig.SECOND);
        assertThat(add(2, 1).number()).isZero();
        client.suspend();
        rig.pass(3 * MachineRig.SECOND);
        assertThat(rig.events.get(rig.events.size() - 1)).isInstanceOf(Event.Ended.class);
    }

    @Test
    void windowOfZeroReleasesAtOnce() {
        Client hasty = rig.open();
        hasty.send(new SessionInput.OpenSession(rig.machine().now(), 10 * MachineRig.SECOND, 0, SessionLimits.DEFAULT));
        hasty.suspend();
        assertThat(rig.machine().has(hasty.id)).isFalse();
    }

    @Test
    void replyThatCameWhileTheClientWasAwayIsThereWhenItAsksAgain() {
        Pending take = client.request(2, 1, queue, Operation.QUEUE_TAKE.code(), 50);
        client.suspend();
        rig.pass(60);
        client.resume();
        int replies = rig.replyCount();
        assertThat(client.request(2, 1, queue, Operation.QUEUE_TAKE.code(), 50).status())
                .isEqualTo(Status.EMPTY);
        assertThat(take.isAnswered()).isTrue();
        assertThat(rig.replyCount()).isEqualTo(replies + 1);
    }

    @Test
    void clientThatExceedsItsCreditIsCut() {
        Client greedy = rig.open(new SessionLimits(2, 1, 1 << 20));
        greedy.call(ObjectId.DIRECTORY, Operation.FIND, "queue", rig.values.nil());
        greedy.callAs(2, queue, Operation.QUEUE_TAKE, -1);
        assertThat(rig.cut).isEmpty();
        greedy.callAs(3, queue, Operation.QUEUE_TAKE, -1);
        assertThat(rig.cut).containsExactly(greedy.id);
        greedy.callAs(4, queue, Operation.QUEUE_SIZE);
        assertThat(rig.cut).hasSize(1);
    }

    @Test
    void nothingNewBeginsWhileTooMuchIsUnacknowledgedButGivingBackDoes() {
        Client slow = rig.open(new SessionLimits(100, 100, 450));
        slow.callAs(1, cell, Operation.VALUE_GET_AND_ADD, 1);
        slow.callAs(1, cell, Operation.VALUE_GET_AND_ADD, 1);
        slow.callAs(1, cell, Operation.VALUE_GET_AND_ADD, 1);
        Pending refused = slow.callAs(2, cell, Operation.VALUE_GET_AND_ADD, 1);
        assertThat(refused.status()).isEqualTo(Status.OVERLOADED);
        assertThat(slow.callAs(3, ObjectId.DIRECTORY, Operation.RELEASE, 1, 1).status())
                .isEqualTo(Status.OK);
        slow.acknowledge(1);
        slow.acknowledge(2);
        slow.acknowledge(3);
        assertThat(slow.callAs(2, cell, Operation.VALUE_GET_AND_ADD, 1).number())
                .isEqualTo(3);
    }

    @Test
    void clientThatExceedsItsCreditOfCallsThatDoNotWaitIsCutAndAnAnswerGivesCreditBack() {
        Client busy = rig.open(new SessionLimits(2, 1, 1 << 20));
        ObjectId own = busy.create("queue", null);
        for (int i = 0; i < 5; i++) {
            busy.callAs(2, cell, Operation.VALUE_GET_AND_ADD, 1);
            busy.callAs(3, own, Operation.QUEUE_TAKE, 0);
        }
        assertThat(rig.cut).isEmpty();
        // Numbers that leave a gap cannot begin, so they stay unanswered; what is given back needs no credit.
        for (int number = 2; number < 9; number++) {
            busy.request(4, number, ObjectId.DIRECTORY, Operation.RELEASE.code(), 1, 1);
        }
        busy.request(5, 2, cell, Operation.VALUE_GET_AND_ADD.code(), 1);
        busy.request(5, 3, cell, Operation.VALUE_GET_AND_ADD.code(), 1);
        assertThat(rig.cut).isEmpty();
        busy.request(5, 4, cell, Operation.VALUE_GET_AND_ADD.code(), 1);
        assertThat(rig.cut).containsExactly(busy.id);
    }

    @Test
    void nothingNewBeginsWhileWhatWaitsHoldsTooMuchButOneLargeCallDoes() {
        String large = "x".repeat(10_000);
        Client greedy = rig.open(new SessionLimits(100, 100, 1_000));
        assertThat(greedy.request(2, 1, cell, Operation.VALUE_SET.code(), large).status())
                .isEqualTo(Status.OK);
        greedy.send(new SessionInput.Acknowledge(rig.machine().now(), 2, 2, Ranges.EMPTY));
        // It lies in a lane, which the client is not to blame for.
        greedy.request(3, 1, new ObjectId(77), METHOD, large);
        assertThat(greedy.request(2, 2, cell, Operation.VALUE_GET.code()).status())
                .isEqualTo(Status.OK);
        // It cannot begin, as its number leaves a gap.
        greedy.request(4, 2, cell, Operation.VALUE_SET.code(), large);
        assertThat(greedy.request(2, 3, cell, Operation.VALUE_GET.code()).status())
                .isEqualTo(Status.OVERLOADED);
    }

    @Test
    void aLargeReplyCountsAsAModerateOneUntilItIsAcknowledged() {
        Client slow = rig.open(new SessionLimits(100, 100, 300 << 10));
        long before = rig.machine().heldBytes();
        ObjectId own = slow.create("queue", null);
        slow.callAs(1, own, Operation.QUEUE_PUT, "x".repeat(400 << 10), 0);
        slow.acknowledge(1);
        assertThat(slow.callAs(2, own, Operation.QUEUE_TAKE, 0).status()).isEqualTo(Status.OK);
        assertThat(slow.callAs(3, cell, Operation.VALUE_GET_AND_ADD, 1).status())
                .isEqualTo(Status.OK);
        slow.acknowledge(2);
        for (int i = 0; i < 100; i++) {
            slow.callAs(3, cell, Operation.VALUE_GET_AND_ADD, 1);
            slow.acknowledge(3);
        }
        slow.call(ObjectId.DIRECTORY, Operation.RELEASE, own.value(), 1);
        slow.acknowledge(1);
        assertThat(rig.machine().heldBytes() - before).isLessThan(10 << 10);
    }

    @Test
    void aKeptReplyCountsAlsoIfItSaysNothing() {
        Client slow = rig.open(new SessionLimits(100, 100, 1 << 20));
        for (int thread = 1; thread < 10_000; thread++) {
            Pending asked = slow.callAs(thread, cell, Operation.VALUE_SET, 1);
            if (asked.status() == Status.OVERLOADED) {
                return;
            }
        }
        fail("1 MiB had room for what is kept of 10,000 replies");
    }

    @Test
    void callOfAUsersObjectGoesToTheDriverAndHoldsBackNothing() {
        Pending slow = client.request(2, 1, new ObjectId(77), METHOD + 3, 1);
        assertThat(rig.userCalls).containsExactly(slow.id);
        assertThat(add(2, 2).isAnswered()).isTrue();
        client.cancel(slow);
        assertThat(rig.cancelledUserCalls).containsExactly(slow.id);
        client.send(new SessionInput.Answered(rig.machine().now(), slow.id, Answer.ok(rig.values.of(5), 0)));
        assertThat(slow.number()).isEqualTo(5);
    }

    @Test
    void sessionStaysUntilItsLastUserCallIsAnswered() {
        Pending slow = client.request(2, 1, new ObjectId(77), METHOD, 1);
        client.end();
        assertThat(rig.cancelledUserCalls).containsExactly(slow.id);
        assertThat(rig.machine().has(client.id)).isTrue();
        rig.restore();
        client.send(new SessionInput.Answered(rig.machine().now(), slow.id, Answer.ok(rig.values.of(5), 0)));
        assertThat(rig.machine().has(client.id)).isFalse();
        assertThat(slow.isAnswered()).isFalse();
    }

    @Test
    void laneCallsAsTheThreadItServesAndHoldsWhatThatThreadHolds() {
        ObjectId lock = client.create("condition", null);
        client.request(2, 1, new ObjectId(77), METHOD);
        client.send(new SessionInput.InvokeAs(
                rig.machine().now(), 2, -1, lock, Operation.LOCK_ACQUIRE, List.of(rig.values.of(-1))));
        assertThat(rig.replies.get(new CallId(client.id, 2, -1)).status()).isEqualTo(Status.OK);
        assertThat(client.request(2, 2, lock, Operation.LOCK_IS_HELD.code()).truth())
                .isTrue();
        client.endThread(2);
        assertThat(client.call(lock, Operation.LOCK_IS_LOCKED).truth()).isFalse();
        client.send(new SessionInput.InvokeAs(
                rig.machine().now(), 2, -2, lock, Operation.LOCK_ACQUIRE, List.of(rig.values.of(-1))));
        assertThat(rig.replies.get(new CallId(client.id, 2, -2)).status()).isEqualTo(Status.CANCELLED);
        client.end();
        client.send(new SessionInput.InvokeAs(
                rig.machine().now(), 1, -3, lock, Operation.LOCK_ACQUIRE, List.of(rig.values.of(-1))));
        assertThat(rig.replies.get(new CallId(client.id, 1, -3)).status()).isEqualTo(Status.SESSION_ENDED);
    }

    @Test
    void unknownOperationAndUnknownObjectAreRefused() {
        assertThat(client.request(2, 1, cell, 0x06FE).status()).isEqualTo(Status.NO_SUCH_OPERATION);
        assertThat(client.request(2, 2, new ObjectId(777), Operation.LIST_SIZE.code())
                        .status())
                .isEqualTo(Status.NO_SUCH_OBJECT);
    }

    @Test
    void callOfAThreadThatHasEndedIsRefused() {
        add(2, 1);
        client.send(new SessionInput.Acknowledge(rig.machine().now(), 2, 2, Ranges.EMPTY));
        client.endThread(2);
        assertThat(add(2, 1).status()).isEqualTo(Status.BAD_ARGUMENT);
        assertThat(content()).isEqualTo(1);
    }

    @Test
    void absurdFloorsAndNumbersDoNoHarm() {
        client.send(new SessionInput.Acknowledge(rig.machine().now(), 2, Long.MAX_VALUE, Ranges.EMPTY));
        add(2, 1);
        client.send(new SessionInput.Acknowledge(rig.machine().now(), 2, Long.MAX_VALUE, Ranges.of(1, Long.MAX_VALUE)));
        assertThat(add(2, 2).number()).isEqualTo(1);
        add(2, Long.MAX_VALUE);
        add(3, -1);
        assertThat(rig.cut).containsExactly(client.id);
        rig.restore();
        assertThat(add(2, 3).number()).isEqualTo(2);
    }

    @Test
    void numbersThatAreOnlyClaimedToHaveEndedAreLimited() {
        Client client = rig.open();
        long before = rig.machine().heldBytes();
        for (int message = 0; message < 100; message++) {
            int from = 4_096 * message;
            List<Integer> sparse =
                    IntStream.range(from, from + 4_096).mapToObj(i -> 2 * i + 1).toList();
            client.send(new SessionInput.ThreadsEnded(rig.machine().now(), sparse));
        }
        assertThat(rig.cut).contains(client.id);
        assertThat(rig.machine().heldBytes() - before).isLessThan(4 << 20);
    }

    @Test
    void holesBetweenReceivedRepliesAreLimited() {
        Client client = rig.open();
        long before = rig.machine().heldBytes();
        for (long number = 1; number <= 60_000; number++) {
            // What is read is not kept until it is acknowledged, so that there is no end to what may be left out.
            client.send(new SessionInput.Request(
                    rig.machine().now(),
                    1,
                    number,
                    1,
                    number % 2 == 0 ? Ranges.of(number - 1, number) : Ranges.EMPTY,
                    ObjectId.DIRECTORY,
                    Operation.COUNT.code(),
                    List.of()));
        }
        assertThat(rig.cut).contains(client.id);
        assertThat(rig.machine().heldBytes() - before).isLessThan(4 << 20);
    }
}
