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
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of tasks when somebody dies who brought or had them, or lies. */
@Timeout(60)
class PoolDeathsTest extends PoolRig {

    // Deaths.

    @Test
    void aLostWorkersTaskIsLostAndWhatItHadNotBegunGoesToOthers() {
        Asked asked = new Asked(1, 2, 3);
        asked.chunk = 3;
        asked.kind = JobKind.UNORDERED;
        ObjectId iterator = asked.of(submitter);
        take(worker, join(worker, 1));
        Client other = rig.open();
        Pending waiting = take(other, join(other, 1));
        assertThat(waiting.isAnswered()).isFalse();
        worker.die();
        assertThat(itemsOf(waiting)).isEqualTo(values(2, 3));
        Pending next = submitter.call(iterator, Operation.RESULT_NEXT, 0, FOR_EVER);
        assertThat(endOf(next)).isEqualTo(TaskEnd.LOST);
        assertThat(rig.values.asText(valuesOf(next).get(0))).contains("pid 1 on a", "idempotent");
    }

    @Test
    void anIdempotentTaskRunsAgainAsOftenAsItMay() {
        Asked asked = new Asked(1);
        asked.retries = 1;
        ObjectId result = asked.of(submitter);
        take(worker, join(worker, 1));
        worker.die();
        Client second = rig.open();
        Pending again = take(second, join(second, 1));
        assertThat(itemsOf(again)).isEqualTo(values(1));
        second.die();
        assertThat(endOf(await(submitter, result))).isEqualTo(TaskEnd.LOST);
    }

    @Test
    void aChildThatAWorkerLostIsAWorkerLost() {
        Asked asked = new Asked(1);
        asked.retries = 1;
        ObjectId result = asked.of(submitter);
        long seat = join(worker, 1);
        List<Value> loss = List.of(rig.values.of("killed"), rig.values.of(137));
        Pending first = take(worker, seat);
        worker.call(pool, Operation.POOL_DONE, runsOf(first).get(0), TaskEnd.LOST.code(), rig.values.listOf(loss));
        Pending second = take(worker, seat);
        assertThat(itemsOf(second)).isEqualTo(values(1));
        worker.call(pool, Operation.POOL_DONE, runsOf(second).get(0), TaskEnd.LOST.code(), rig.values.listOf(loss));
        assertThat(valuesOf(await(submitter, result))).isEqualTo(loss);
    }

    @Test
    void aZombieIsRefused() {
        Asked asked = new Asked(1);
        asked.retries = 1;
        asked.of(submitter);
        long seat = join(worker, 1);
        long run = runsOf(take(worker, seat)).get(0);
        worker.call(pool, Operation.POOL_LEAVE, seat);
        assertThat(done(worker, run, 5).status()).isEqualTo(Status.SETTLED);
        Client other = rig.open();
        long again = runsOf(take(other, join(other, 1))).get(0);
        assertThat(again).isGreaterThan(run);
        assertThat(done(worker, again, 5).status()).as("another's run").isEqualTo(Status.SETTLED);
        assertThat(done(other, again, 5).truth()).isTrue();
        assertThat(done(other, again, 5).status()).as("a second time").isEqualTo(Status.SETTLED);
    }

    @Test
    void theTasksOfALostSubmitterAreCancelledAndItsWorkersHearOfIt() {
        Client dying = rig.open();
        new Asked(Collections.nCopies(1_000, 7).toArray()).of(dying);
        long seat = join(worker, 1);
        long run = runsOf(take(worker, seat)).get(0);
        Pending waiting = take(worker, seat);
        dying.die();
        assertThat(rig.values.asLong(rig.values.asList(waiting.value()).get(0))).isZero();
        assertThat(runsOf(waiting)).containsExactly(run);
        Pending next = take(worker, seat);
        assertThat(next.isAnswered()).as("its slot is still busy").isFalse();
        assertThat(done(worker, run, 5).truth()).isFalse();
        new Asked(8).of(submitter);
        assertThat(itemsOf(next)).isEqualTo(values(8));
        assertThat(numbersOfStatus().subList(0, 2)).as("waiting, running").containsExactly(0L, 1L);
    }

    @Test
    void aWorkerHearsOfAThousandTasksWhoseSubmitterDied() {
        Client dying = rig.open();
        new Asked(Collections.nCopies(1_000, 7).toArray()).of(dying);
        long seat = join(worker, 1_000);
        List<Long> runs = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            runs.addAll(runsOf(take(worker, seat)));
        }
        assertThat(numbersOfStatus().subList(0, 2)).containsExactly(0L, 1_000L);
        dying.die();
        assertThat(runsOf(take(worker, seat))).isEqualTo(runs);
        assertThat(numbersOfStatus().subList(0, 2)).containsExactly(0L, 0L);
        runs.forEach(run -> assertThat(done(worker, run, 1).truth()).isFalse());
        new Asked(8).of(submitter);
        assertThat(itemsOf(take(worker, seat))).isEqualTo(values(8));
        rig.restore();
    }

    @Test
    void detachedTasksOutliveTheirSubmitter() {
        Client dying = rig.open();
        Asked before = new Asked(1);
        before.detached = true;
        ObjectId first = before.of(dying);
        ObjectId second = new Asked(2).of(dying);
        submitter.call(ObjectId.DIRECTORY, Operation.ATTACH, first.value());
        submitter.call(ObjectId.DIRECTORY, Operation.ATTACH, second.value());
        submitter.call(second, Operation.RESULT_DETACH);
        dying.die();
        rig.restore();
        long seat = join(worker, 1);
        done(worker, runsOf(take(worker, seat)).get(0), 10);
        done(worker, runsOf(take(worker, seat)).get(0), 20);
        assertThat(valuesOf(await(submitter, first))).isEqualTo(values(10));
        assertThat(valuesOf(await(submitter, second))).isEqualTo(values(20));
    }

    @Test
    void tasksRunThoughNobodyHasTheirResult() {
        ObjectId result = new Asked(1).of(submitter);
        submitter.call(ObjectId.DIRECTORY, Operation.RELEASE, result.value(), 1);
        assertThat(await(submitter, result).status()).isEqualTo(Status.NO_SUCH_OBJECT);
        long seat = join(worker, 1);
        Pending taken = take(worker, seat);
        assertThat(itemsOf(taken)).isEqualTo(values(1));
        assertThat(done(worker, runsOf(taken).get(0), 5).truth()).isTrue();
        rig.restore();
    }

    @Test
    void aLotThatNobodyReceivedGoesToOthers() {
        new Asked(1).of(submitter);
        long seat = join(worker, 1);
        Pending taken = take(worker, seat);
        worker.giveBack(taken);
        Pending again = take(worker, seat);
        assertThat(itemsOf(again)).isEqualTo(values(1));
        assertThat(rig.values.asList(rig.values.asList(again.value()).get(4)).get(0))
                .as("with its function")
                .isEqualTo(rig.values.of("f"));
    }

    @Test
    void aWorkerThatDiesBeforeItHeardItsNumberIsNoWorker() {
        Pending joined = worker.call(pool, Operation.POOL_JOIN, "pid 1 on a", 1, rig.values.listOf(List.of()));
        new Asked(1).of(submitter);
        worker.giveBack(joined);
        assertThat(described()).isEqualTo("no workers, 1 waiting, 0 running, 0 ended");
        Client dying = rig.open();
        join(dying, 1);
        dying.die();
        assertThat(described()).isEqualTo("no workers, 1 waiting, 0 running, 0 ended");
        rig.restore();
        assertThat(itemsOf(take(worker, join(worker, 1)))).isEqualTo(values(1));
    }

    // Lies.

    @Test
    void aWorkerThatLiesIsRefusedAndKeepsItsTask() {
        Asked asked = new Asked(1, 2);
        asked.chunk = 2;
        asked.of(submitter);
        long seat = join(worker, 1);
        List<Long> runs = runsOf(take(worker, seat));
        assertThat(worker.call(pool, Operation.POOL_DONE, runs.get(0), 99, 1).status())
                .isEqualTo(Status.BAD_ARGUMENT);
        assertThat(worker.call(pool, Operation.POOL_DONE, runs.get(0), TaskEnd.CANCELLED.code(), "no")
                        .status())
                .isEqualTo(Status.BAD_ARGUMENT);
        assertThat(worker.call(pool, Operation.POOL_DONE, runs.get(0), TaskEnd.THROWN.code(), 1)
                        .status())
                .isEqualTo(Status.BAD_ARGUMENT);
        assertThat(worker.call(
                                pool,
                                Operation.POOL_DONE,
                                runs.get(0),
                                TaskEnd.LOST.code(),
                                rig.values.listOf(values(1)))
                        .status())
                .isEqualTo(Status.BAD_ARGUMENT);
        assertThat(done(worker, runs.get(1), 1).status()).as("not its turn").isEqualTo(Status.BAD_ARGUMENT);
        assertThat(done(worker, 77, 1).status()).isEqualTo(Status.SETTLED);
        assertThat(done(worker, runs.get(0), 1).truth()).isTrue();
        assertThat(worker.call(pool, Operation.POOL_TAKE, 99, FOR_EVER).status())
                .isEqualTo(Status.NOT_OWNER);
        assertThat(submitter.call(pool, Operation.POOL_TAKE, seat, FOR_EVER).status())
                .isEqualTo(Status.NOT_OWNER);
    }

    @Test
    void memoryThatWasTakenIsGivenBackWithTheLastOfIt() {
        rig.restore();
        long before = rig.machine().heldBytes();
        ObjectId result = new Asked(Arrays.asList("a", "b", "c").toArray()).of(submitter);
        long seat = join(worker, 1);
        done(worker, runsOf(take(worker, seat)).get(0), "x".repeat(1000));
        assertThat(rig.machine().heldBytes()).isGreaterThan(before + 1000);
        submitter.call(result, Operation.RESULT_CANCEL, true);
        worker.call(pool, Operation.POOL_LEAVE, seat);
        submitter.call(ObjectId.DIRECTORY, Operation.RELEASE, result.value(), 1);
        submitter.acknowledge(1);
        worker.acknowledge(1);
        rig.restore();
        assertThat(rig.machine().heldBytes()).isLessThan(before + 1000);
    }

    @Test
    void nothingIsLeftOfManyTasksWhileTheirWorkerStays() {
        long seat = join(worker, 1);
        long before = 0;
        for (int i = 0; i < 300; i++) {
            ObjectId result = new Asked(i).of(submitter);
            done(worker, runsOf(take(worker, seat)).get(0), 1);
            await(submitter, result);
            submitter.call(ObjectId.DIRECTORY, Operation.RELEASE, result.value(), 1);
            submitter.acknowledge(1);
            worker.acknowledge(1);
            long size = rig.machine().snapshot().length;
            before = i == 100 ? size : before;
            assertThat(before == 0 || size < before + 100)
                    .as("%d, then %d", before, size)
                    .isTrue();
        }
        assertThat(await(submitter, new ObjectId(5)).status()).isEqualTo(Status.NO_SUCH_OBJECT);
    }

    @Test
    void aJobThatNobodyHasStaysUntilItsWorkerTells() {
        ObjectId result = new Asked(1).of(submitter);
        long seat = join(worker, 1);
        long run = runsOf(take(worker, seat)).get(0);
        submitter.call(result, Operation.RESULT_CANCEL, false);
        submitter.call(ObjectId.DIRECTORY, Operation.RELEASE, result.value(), 1);
        rig.restore();
        assertThat(done(worker, run, 5).truth()).isFalse();
        rig.restore();
    }
}
