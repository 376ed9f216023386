package dev.steward.objects.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.ObjectId;
import dev.steward.objects.MachineRig.Client;
import dev.steward.objects.MachineRig.Pending;
import dev.steward.objects.Value;
import dev.steward.vocabulary.JobKind;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import dev.steward.vocabulary.TaskEnd;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of tasks that workers do. */
@Timeout(60)
class PoolTest extends PoolRig {

    // The way of a task.

    @Test
    void tasksWaitForAWorkerAndTheirResultsForWhoeverAsks() {
        ObjectId result = new Asked(1, 2).of(submitter);
        Pending awaited = await(submitter, result);
        long seat = join(worker, 1);
        Pending first = take(worker, seat);
        assertThat(itemsOf(first)).isEqualTo(values(1));
        assertThat(take(worker, seat).isAnswered()).as("one slot, one lot").isFalse();
        done(worker, runsOf(first).get(0), 10);
        rig.restore();
        Pending second = take(worker, seat);
        assertThat(second.isAnswered()).isFalse();
        long run = rig.values.asLong(rig.values
                .asList(rig.values
                        .asList(rig.replies
                                .get(new dev.steward.objects.CallId(worker.id, 1, 3))
                                .value())
                        .get(3))
                .get(0));
        assertThat(awaited.isAnswered()).isFalse();
        done(worker, run, 20);
        assertThat(endOf(awaited)).isEqualTo(TaskEnd.RESULT);
        assertThat(valuesOf(awaited)).isEqualTo(values(10, 20));
    }

    @Test
    void theFunctionComesWithTheFirstLotOfAJob() {
        new Asked(1, 2).of(submitter);
        long seat = join(worker, 2);
        Value first = rig.values.asList(take(worker, seat).value()).get(4);
        Value second = rig.values.asList(take(worker, seat).value()).get(4);
        assertThat(rig.values.asList(first).get(0)).isEqualTo(rig.values.of("f"));
        assertThat(rig.values.isNull(rig.values.asList(second).get(0))).isTrue();
    }

    @Test
    void aMapIsCutIntoFourLotsForEachSlot() {
        Asked asked = new Asked(Collections.nCopies(16, 1).toArray());
        asked.chunk = 0;
        asked.of(submitter);
        long seat = join(worker, 2);
        assertThat(runsOf(take(worker, seat))).containsExactly(1L, 2L);
    }

    @Test
    void theFirstFailureFailsTheMapAndDropsWhatHasNotBegun() {
        ObjectId result = new Asked(1, 2, 3).of(submitter);
        long seat = join(worker, 1);
        long run = runsOf(take(worker, seat)).get(0);
        worker.call(pool, Operation.POOL_DONE, run, TaskEnd.THROWN.code(), rig.values.listOf(values("boom")));
        Pending awaited = await(submitter, result);
        assertThat(endOf(awaited)).isEqualTo(TaskEnd.THROWN);
        assertThat(valuesOf(awaited)).isEqualTo(values("boom"));
        assertThat(take(worker, seat).isAnswered()).isFalse();
    }

    @Test
    void largeResultsComeInPages() {
        String large = "x".repeat(3 << 20);
        ObjectId result = new Asked(1, 2).of(submitter);
        long seat = join(worker, 1);
        done(worker, runsOf(take(worker, seat)).get(0), large);
        done(worker, runsOf(take(worker, seat)).get(0), large);
        assertThat(valuesOf(await(submitter, result))).hasSize(1);
        assertThat(valuesOf(submitter.call(result, Operation.RESULT_AWAIT, 1, 0, FOR_EVER)))
                .hasSize(1);
    }

    // Iterators.

    @Test
    void anIteratorGivesItsResultsInOrderEachToOne() {
        Asked asked = new Asked(1, 2);
        asked.kind = JobKind.ORDERED;
        ObjectId iterator = asked.of(submitter);
        long seat = join(worker, 2);
        long first = runsOf(take(worker, seat)).get(0);
        long second = runsOf(take(worker, seat)).get(0);
        done(worker, second, 20);
        Pending next = submitter.call(iterator, Operation.RESULT_NEXT, 0, FOR_EVER);
        assertThat(next.isAnswered()).isFalse();
        done(worker, first, 10);
        assertThat(valuesOf(next)).isEqualTo(values(10));
        Client other = rig.open();
        Pending taken = other.call(iterator, Operation.RESULT_NEXT, 0, FOR_EVER);
        assertThat(valuesOf(taken)).isEqualTo(values(20));
        Pending end = submitter.call(iterator, Operation.RESULT_NEXT, 0, FOR_EVER);
        assertThat(end.isAnswered()).as("it may come back").isFalse();
        other.die();
        assertThat(valuesOf(end)).isEqualTo(values(20));
        submitter.acknowledge(1);
        assertThat(submitter.call(iterator, Operation.RESULT_NEXT, 0, FOR_EVER).status())
                .isEqualTo(Status.SHUT_DOWN);
        rig.restore();
    }

    @Test
    void anIteratorTakesItemsFromWhoMadeItUntilThereAreNoMore() {
        Asked asked = new Asked(1);
        asked.kind = JobKind.UNORDERED;
        asked.complete = false;
        ObjectId iterator = asked.of(submitter);
        long seat = join(worker, 4);
        take(worker, seat);
        Pending taken = take(worker, seat);
        Value more = rig.values.listOf(values(2));
        assertThat(worker.call(iterator, Operation.RESULT_ADD, more, false, FOR_EVER)
                        .status())
                .isEqualTo(Status.NOT_OWNER);
        assertThat(submitter
                        .call(iterator, Operation.RESULT_ADD, more, true, FOR_EVER)
                        .truth())
                .isTrue();
        assertThat(itemsOf(taken)).isEqualTo(values(2));
        assertThat(submitter
                        .call(iterator, Operation.RESULT_ADD, more, true, FOR_EVER)
                        .status())
                .isEqualTo(Status.BAD_ARGUMENT);
    }

    @Test
    void aClosedIteratorGivesNothingAnyMoreAndItsTasksAreDropped() {
        Asked asked = new Asked(1, 2);
        asked.kind = JobKind.UNORDERED;
        ObjectId iterator = asked.of(submitter);
        long seat = join(worker, 1);
        done(worker, runsOf(take(worker, seat)).get(0), 10);
        Pending last = take(worker, seat);
        assertThat(submitter.call(iterator, Operation.RESULT_CANCEL, false).truth())
                .isTrue();
        assertThat(submitter.call(iterator, Operation.RESULT_NEXT, 0, FOR_EVER).status())
                .isEqualTo(Status.SHUT_DOWN);
        assertThat(done(worker, runsOf(last).get(0), 20).truth()).isFalse();
        assertThat(submitter.call(iterator, Operation.RESULT_CANCEL, false).truth())
                .isFalse();
    }

    // Fair share and room.

    @Test
    void thoseWhoBringTasksTakeTurns() {
        Client other = rig.open();
        new Asked(1, 2, 3).of(submitter);
        new Asked(4).of(submitter);
        new Asked(11, 12).of(other);
        long seat = join(worker, 6);
        List<Value> handedOut = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            handedOut.addAll(itemsOf(take(worker, seat)));
            rig.restore();
        }
        assertThat(handedOut).isEqualTo(values(1, 11, 2, 12, 3, 4));
    }

    @Test
    void workersThatNamePackagesGetTasksOfTheseAlone() {
        Asked acme = new Asked(1);
        acme.of(submitter);
        Asked other = new Asked(2);
        other.packageName = "org.other";
        other.of(submitter);
        Pending taken = take(worker, join(worker, 2, "org.other", "org.third"));
        assertThat(itemsOf(taken)).isEqualTo(values(2));
        long all = join(worker, 2);
        assertThat(itemsOf(take(worker, all))).isEqualTo(values(1));
    }

    @Test
    void whoHasTooMuchWaitingWaitsForRoomAndOthersDoNot() {
        String large = "x".repeat(40 << 20);
        new Asked(large).of(submitter);
        Pending second = new Asked(large).by(submitter);
        Pending third = new Asked(3).by(submitter);
        assertThat(second.isAnswered()).isFalse();
        assertThat(third.isAnswered()).as("in order").isFalse();
        Client other = rig.open();
        assertThat(new Asked(large).by(other).isAnswered()).isTrue();
        long seat = join(worker, 1);
        take(worker, seat);
        assertThat(second.isAnswered()).isTrue();
        assertThat(third.isAnswered()).isTrue();
    }

    @Test
    void tenThousandTasksWaitWithoutAWorker() {
        for (int i = 0; i < 10_000; i++) {
            assertThat(new Asked(i).by(submitter).isAnswered()).isTrue();
        }
        assertThat(numbersOfStatus()).containsExactly(10_000L, 0L, 0L);
        submitter.acknowledge(1);
        assertThat(described()).isEqualTo("no workers, 10000 waiting, 0 running, 0 ended");
    }

    @Test
    void aTaskThatWaitsForItsOwnPoolLeavesItsSlotToOthers() {
        new Asked(1).of(submitter);
        long seat = join(worker, 1);
        long outer = runsOf(take(worker, seat)).get(0);
        Pending taken = take(worker, seat);
        ObjectId inner = new Asked(2).of(worker);
        assertThat(taken.isAnswered()).isFalse();
        Pending awaited = worker.callAs(2, inner, Operation.RESULT_AWAIT, 0, outer, FOR_EVER);
        assertThat(itemsOf(taken)).isEqualTo(values(2));
        rig.restore();
        new Asked(3).of(submitter);
        Pending third = take(worker, seat);
        assertThat(third.isAnswered()).isFalse();
        done(worker, runsOf(taken).get(0), 20);
        assertThat(awaited.isAnswered()).isTrue();
        assertThat(third.isAnswered()).as("the first goes on").isFalse();
        done(worker, outer, 10);
        assertThat(third.isAnswered()).isTrue();
    }

    // Ends of the pool.

    @Test
    void aPoolThatIsShutDownDoesWhatItHasAndTakesNoMore() {
        ObjectId result = new Asked(1).of(submitter);
        submitter.call(pool, Operation.POOL_SHUTDOWN, false);
        assertThat(new Asked(2).by(submitter).status()).isEqualTo(Status.SHUT_DOWN);
        Pending joined = submitter.callAs(2, pool, Operation.POOL_JOINED, FOR_EVER);
        assertThat(worker.call(pool, Operation.POOL_JOIN, "late", 1, rig.values.listOf(List.of()))
                        .status())
                .isEqualTo(Status.SHUT_DOWN);
        assertThat(joined.isAnswered()).isFalse();
        submitter.call(pool, Operation.POOL_SHUTDOWN, true);
        assertThat(joined.truth()).isTrue();
        assertThat(endOf(await(submitter, result))).isEqualTo(TaskEnd.CANCELLED);
    }

    @Test
    void workersHearThatAPoolIsShutDownWhenAllIsDone() {
        new Asked(1).of(submitter);
        long seat = join(worker, 1);
        Pending first = take(worker, seat);
        Pending second = take(worker, seat);
        submitter.call(pool, Operation.POOL_SHUTDOWN, false);
        assertThat(second.isAnswered()).isFalse();
        done(worker, runsOf(first).get(0), 1);
        assertThat(second.status()).isEqualTo(Status.SHUT_DOWN);
    }

    @Test
    void aPoolThatIsFreedEndsTheWaitsInIt() {
        ObjectId unnamed = submitter.create("pool", null);
        Pending joined = submitter.callAs(2, unnamed, Operation.POOL_JOINED, FOR_EVER);
        submitter.call(ObjectId.DIRECTORY, Operation.RELEASE, unnamed.value(), 1);
        assertThat(joined.status()).isEqualTo(Status.NO_SUCH_OBJECT);
    }
}
