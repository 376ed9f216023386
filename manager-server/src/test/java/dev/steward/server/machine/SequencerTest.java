package dev.steward.server.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.ObjectId;
import dev.steward.objects.Answer;
import dev.steward.objects.CallId;
import dev.steward.objects.DirectoryInput;
import dev.steward.objects.GroupId;
import dev.steward.objects.Invoke;
import dev.steward.objects.Listed;
import dev.steward.objects.ObjectInput;
import dev.steward.objects.Ranges;
import dev.steward.objects.SessionId;
import dev.steward.objects.SessionInput;
import dev.steward.objects.SessionLimits;
import dev.steward.objects.Value;
import dev.steward.objects.shared.Creation;
import dev.steward.objects.type.Catalogue;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.server.machine.SequencerRig.Way;
import dev.steward.vocabulary.BuiltInType;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a sequencer promises, held against both: what comes out is the same, whichever puts the inputs in order. */
@Timeout(60)
@Tag("one-jdk")
class SequencerTest {

    private static final int SEEDS = 5;
    private static final int ROUNDS = 6;
    private static final SessionId CLIENT = new SessionId(17, 4);
    private static final MachineValues VALUES = SequencerRig.VALUES;
    private static final long FOR_EVER = -1;

    private long lastNumber;

    @ParameterizedTest
    @EnumSource
    void bothWaysPutOutTheSame(BuiltInType type) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            SequencerTwins twins = new SequencerTwins(type, seed);
            for (int round = 0; round < ROUNDS; round++) {
                twins.round();
            }
            twins.compareWhatIsThere();
            assertThat(twins.asked())
                    .containsExactlyInAnyOrderElementsOf(Arrays.stream(Operation.values())
                            .filter(type::offers)
                            .toList());
        }
    }

    private Answer call(SequencerRig rig, ObjectId target, Operation operation, Value... arguments) {
        int before = rig.answers.size();
        submit(rig, target, operation, arguments);
        assertThat(rig.answers).hasSize(before + 1);
        return rig.answers.get(before);
    }

    private void submit(SequencerRig rig, ObjectId target, Operation operation, Value... arguments) {
        rig.sequencer.submit(
                CLIENT,
                new SessionInput.Request(
                        rig.sequencer.now(),
                        1,
                        ++lastNumber,
                        1,
                        Ranges.EMPTY,
                        target,
                        operation.code(),
                        List.of(arguments)));
    }

    @Test
    void whatIsToFollowWaitsUntilTheLogHasComeToIt() {
        SequencerRig rig = opened(Way.SERIAL_FROM_A_LOG);
        List<String> order = new ArrayList<>();
        rig.log.hold();
        rig.sequencer.open(
                new SessionId(99, 99),
                new SessionInput.OpenSession(
                        rig.sequencer.now(), Long.MAX_VALUE, Long.MAX_VALUE, SessionLimits.DEFAULT),
                () -> order.add("opened"));
        rig.sequencer.afterwards(() -> order.add("afterwards"));
        assertThat(order).isEmpty();
        rig.log.release();
        assertThat(order).containsExactly("opened", "afterwards");
    }

    private static SequencerRig opened(Way way) {
        SequencerRig rig = new SequencerRig(way);
        rig.sequencer.open(
                CLIENT,
                new SessionInput.OpenSession(
                        rig.sequencer.now(), Long.MAX_VALUE, Long.MAX_VALUE, SessionLimits.DEFAULT),
                () -> {});
        return rig;
    }

    private ObjectId created(SequencerRig rig, BuiltInType type, Value... creation) {
        return call(
                        rig,
                        ObjectId.DIRECTORY,
                        Operation.CREATE,
                        VALUES.of(type.typeId()),
                        VALUES.nil(),
                        VALUES.listOf(List.of(creation)))
                .value()
                .references()
                .get(0);
    }

    @ParameterizedTest
    @EnumSource
    void aUsersObjectGetsAnIdAndIsListedAndFreed(Way way) {
        SequencerRig rig = opened(way);
        ObjectId object = rig.sequencer.adopt("journal").join();
        assertThat(rig.sequencer.list().join()).containsExactly(new Listed(object, "journal", null, 1));
        assertThat(rig.sequencer.has(GroupId.of(object))).isFalse();
        rig.sequencer.submit(
                GroupId.DIRECTORY, new DirectoryInput.Release(rig.sequencer.now(), SessionId.LOCAL, object, 1));
        assertThat(rig.toldNow()).contains("userObjectFreed " + object);
    }

    @ParameterizedTest
    @EnumSource
    void aGroupThatRanOutsideIsTakenInWithWhoWaitsInIt(Way way) {
        SequencerRig rig = opened(way);
        DetachedGroup outside = detached(BuiltInType.QUEUE);
        List<Answer> taken = new ArrayList<>();
        take(outside, taken);
        long free = rig.account.total();
        rig.log.hold();
        CompletableFuture<ObjectId> moved = outside.moveTo(rig.sequencer, BuiltInType.QUEUE, null);
        // On its way it takes what comes, in order.
        put(outside, 1);
        put(outside, 2);
        rig.log.release();
        ObjectId queue = moved.join();
        assertThat(taken).extracting(answer -> VALUES.asLong(answer.value())).containsExactly(1L);
        assertThat(rig.sequencer.has(GroupId.of(queue))).isTrue();
        assertThat(rig.account.total()).isGreaterThan(free);
        put(outside, 3);
        take(outside, taken);
        take(outside, taken);
        assertThat(taken).extracting(answer -> VALUES.asLong(answer.value())).containsExactly(1L, 2L, 3L);
        assertThat(VALUES.asLong(call(rig, queue, Operation.QUEUE_SIZE).value()))
                .isZero();
    }

    @ParameterizedTest
    @EnumSource
    void whatSharesTheLockOfWhatRanOutsideIsTakenInToo(Way way) {
        SequencerRig rig = opened(way);
        DetachedGroup outside = detached(BuiltInType.RLOCK);
        CallId none = new CallId(SessionId.LOCAL, 0, 0);
        ObjectId before = new ObjectId(-2);
        outside.submit(new ObjectInput.MemberAdded(0, none, before));
        ObjectId lock = outside.moveTo(rig.sequencer, BuiltInType.RLOCK, null).join();
        ObjectId condition = rig.sequencer
                .adoptMember(BuiltInType.CONDITION, lock, before, null)
                .join();
        assertThat(rig.sequencer.heldBytes(GroupId.of(condition)))
                .isPositive()
                .isEqualTo(rig.sequencer.heldBytes(GroupId.of(lock)));
        assertThat(call(rig, condition, Operation.LOCK_ACQUIRE, VALUES.of(FOR_EVER))
                        .status())
                .isEqualTo(Status.OK);
        assertThat(call(rig, lock, Operation.LOCK_RELEASE).status()).isEqualTo(Status.OK);
    }

    @ParameterizedTest
    @EnumSource
    void whatThereIsNoMemoryToDoIsRefusedAndNothingElse(Way way) {
        SequencerRig rig = opened(way);
        ObjectId list =
                created(rig, BuiltInType.LIST, VALUES.listOf(Collections.nCopies(20_000, VALUES.of(1)), List.of()));
        rig.account.limit(more -> false);
        assertThat(call(rig, list, Operation.LIST_ADD, VALUES.of(2)).status()).isEqualTo(Status.OVERLOADED);
        assertThat(call(rig, list, Operation.LIST_SIZE).value()).isEqualTo(VALUES.of(20_000));
        assertThat(call(rig, list, Operation.LIST_REMOVE_AT, VALUES.of(0)).status())
                .isEqualTo(Status.OK);
        List<Answer> answers = new ArrayList<>();
        CallId local = new CallId(SessionId.LOCAL, 1, LocalCalls.nextNumber());
        LocalCalls.enter(local, answers::add);
        rig.sequencer.submit(
                GroupId.of(list),
                new Invoke(rig.sequencer.now(), local, list, Operation.LIST_ADD, List.of(VALUES.of(2))));
        CallId lane = new CallId(CLIENT, 1, -LocalCalls.nextNumber());
        LocalCalls.enter(lane, answers::add);
        rig.sequencer.submit(
                CLIENT,
                new SessionInput.InvokeAs(
                        rig.sequencer.now(), 1, lane.number(), list, Operation.LIST_ADD, List.of(VALUES.of(2))));
        assertThat(answers).extracting(Answer::status).containsExactly(Status.OVERLOADED, Status.OVERLOADED);
    }

    @Test
    void whatWaitsForTheLogIsCounted() {
        SequencerRig rig = opened(Way.SERIAL_FROM_A_LOG);
        ObjectId list = created(rig, BuiltInType.LIST);
        long before = rig.account.total();
        rig.log.hold();
        Value large = VALUES.stored(EncodedValue.of(new byte[100_000]));
        submit(rig, list, Operation.LIST_REMOVE, large);
        assertThat(rig.account.total()).isGreaterThan(before + 100_000);
        rig.log.release();
        assertThat(rig.account.total()).isLessThan(before + 1_000);
    }

    @Test
    void theTimeOfAMachineGoesOnWhereItsLogEnded() {
        SequencerRig before = new SequencerRig(Way.SERIAL_FROM_A_LOG);
        long second = 1_000_000_000L;
        before.pass(100 * second);
        before.sequencer.open(
                CLIENT,
                new SessionInput.OpenSession(before.sequencer.now(), 10 * second, second, SessionLimits.DEFAULT),
                () -> {});
        before.pass(5 * second);
        before.sequencer.submit(CLIENT, new SessionInput.Heartbeat(before.sequencer.now()));
        SequencerRig after = SequencerRig.after(before.log.copy());
        assertThat(after.sequencer.now()).isEqualTo(105 * second);
        assertThat(after.toldNow())
                .anySatisfy(told -> assertThat(told).startsWith("event Standing"))
                .anySatisfy(told -> assertThat(told).startsWith("event Suspended"))
                .hasSize(2);
        // Its whole resume window begins when the machine goes on.
        after.pass(second - 1);
        assertThat(after.sequencer.has(CLIENT)).isTrue();
        assertThat(after.toldNow()).isEmpty();
        after.pass(1);
        assertThat(after.sequencer.has(CLIENT)).isFalse();
        assertThat(after.toldNow()).hasSize(1);
    }

    @Test
    void whoWasAwayBeforeHasHisWholeWindowToo() {
        SequencerRig before = new SequencerRig(Way.SERIAL_FROM_A_LOG);
        long second = 1_000_000_000L;
        before.sequencer.open(
                CLIENT,
                new SessionInput.OpenSession(before.sequencer.now(), 10 * second, second, SessionLimits.DEFAULT),
                () -> {});
        before.sequencer.submit(CLIENT, new SessionInput.SuspendSession(before.sequencer.now()));
        before.pass(second - 1);
        SequencerRig after = SequencerRig.after(before.log.copy());
        after.pass(second - 1);
        assertThat(after.sequencer.has(CLIENT)).isTrue();
        after.pass(1);
        assertThat(after.sequencer.has(CLIENT)).isFalse();
    }

    @Test
    void whatALogHasNoRoomForIsRefusedAndNothingElse() {
        SequencerRig rig = opened(Way.SERIAL_FROM_A_LOG);
        ObjectId queue = created(rig, BuiltInType.QUEUE);
        ObjectId lock = created(rig, BuiltInType.LOCK);
        assertThat(call(rig, queue, Operation.QUEUE_PUT, VALUES.of(1), VALUES.of(FOR_EVER))
                        .status())
                .isEqualTo(Status.OK);
        assertThat(call(rig, lock, Operation.LOCK_ACQUIRE, VALUES.of(FOR_EVER)).status())
                .isEqualTo(Status.OK);
        rig.log.refuse("the disk is full: make room");
        Answer refused = call(rig, queue, Operation.QUEUE_TAKE, VALUES.of(FOR_EVER));
        assertThat(refused.status()).isEqualTo(Status.OVERLOADED);
        assertThat(VALUES.asText(refused.value())).isEqualTo("the disk is full: make room");
        assertThat(call(rig, queue, Operation.QUEUE_SIZE).value()).isEqualTo(VALUES.of(1));
        assertThat(call(rig, lock, Operation.LOCK_RELEASE).status()).isEqualTo(Status.OK);
        rig.log.refuse(null);
        assertThat(call(rig, queue, Operation.QUEUE_TAKE, VALUES.of(FOR_EVER)).status())
                .isEqualTo(Status.OK);
    }

    @Test
    void whatOnlyReadsNeedNotBeKeptBeforeItIsToldUnlessMoreComesOfIt() {
        SequencerRig rig = opened(Way.SERIAL_FROM_A_LOG);
        ObjectId list = created(rig, BuiltInType.LIST);
        assertThat(rig.log.reading()).isZero();
        rig.sequencer.submit(CLIENT, new SessionInput.Heartbeat(rig.sequencer.now()));
        assertThat(call(rig, list, Operation.LIST_SIZE).value()).isEqualTo(VALUES.of(0));
        assertThat(rig.log.reading()).isEqualTo(2);
        assertThat(rig.log.settled()).isZero();
        // A reference is counted for the answer.
        call(rig, list, Operation.LIST_ADD, VALUES.reference("list", list));
        call(rig, list, Operation.LIST_GET, VALUES.of(0));
        assertThat(rig.log.reading()).isEqualTo(3);
        assertThat(rig.log.settled()).isEqualTo(1);
        // A call that waited for this one is made too.
        long read = ++lastNumber;
        submit(rig, list, Operation.LIST_ADD, VALUES.of(7));
        assertThat(rig.log.settled()).isEqualTo(1);
        rig.sequencer.submit(
                CLIENT,
                new SessionInput.Request(
                        rig.sequencer.now(), 1, read, 1, Ranges.EMPTY, list, Operation.LIST_SIZE.code(), List.of()));
        assertThat(rig.log.settled()).isEqualTo(2);
        // What is found in the directory is held.
        call(rig, ObjectId.DIRECTORY, Operation.COUNT);
        assertThat(rig.log.reading()).isEqualTo(4);
    }

    @Test
    void whatAClientSaysThatItHasReceivedIsKeptWithWhatFollowsUnlessMoreComesOfIt() {
        SequencerRig rig = opened(Way.SERIAL_FROM_A_LOG);
        ObjectId list = created(rig, BuiltInType.LIST);
        assertThat(call(rig, list, Operation.LIST_ADD, VALUES.of(7)).status()).isEqualTo(Status.OK);
        rig.sequencer.submit(
                CLIENT, new SessionInput.Acknowledge(rig.sequencer.now(), 1, lastNumber + 1, Ranges.EMPTY));
        assertThat(rig.log.reading()).isEqualTo(1);
        assertThat(rig.log.settled()).isZero();
    }

    @Test
    void aClientThatHasAnswersWhichALogHasLostGoesOnBehindThem() {
        SequencerRig before = opened(Way.SERIAL_FROM_A_LOG);
        ObjectId list = created(before, BuiltInType.LIST);
        // The answers to three more are known to the client only, and it waits for that to the fourth.
        lastNumber += 3;
        SequencerRig after = SequencerRig.after(before.log.copy());
        after.sequencer.submit(CLIENT, new SessionInput.ResumeSession(after.sequencer.now()));
        after.sequencer.submit(
                CLIENT,
                new SessionInput.Request(
                        after.sequencer.now(),
                        1,
                        lastNumber + 2,
                        lastNumber,
                        Ranges.of(lastNumber, lastNumber + 1),
                        list,
                        Operation.LIST_SIZE.code(),
                        List.of()));
        assertThat(after.answers).isEmpty();
        after.sequencer.submit(
                CLIENT,
                new SessionInput.Request(
                        after.sequencer.now(),
                        1,
                        lastNumber + 1,
                        lastNumber + 1,
                        Ranges.EMPTY,
                        list,
                        Operation.LIST_ADD.code(),
                        List.of(VALUES.of(1))));
        assertThat(after.answers).extracting(Answer::status).containsExactly(Status.OK, Status.OK);
    }

    private static DetachedGroup detached(BuiltInType type) {
        return new DetachedGroup(Catalogue.make(type, Creation.detached(VALUES), List.of()), VALUES);
    }

    private static void put(DetachedGroup queue, long number) {
        CallId call = new CallId(SessionId.LOCAL, 1, LocalCalls.nextNumber());
        queue.submit(new Invoke(
                0, call, new ObjectId(-1), Operation.QUEUE_PUT, List.of(VALUES.of(number), VALUES.of(FOR_EVER))));
    }

    private static void take(DetachedGroup queue, List<Answer> taken) {
        CallId call = new CallId(SessionId.LOCAL, 2, LocalCalls.nextNumber());
        LocalCalls.enter(call, taken::add);
        queue.submit(new Invoke(0, call, new ObjectId(-1), Operation.QUEUE_TAKE, List.of(VALUES.of(FOR_EVER))));
    }
}
