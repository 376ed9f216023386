package dev.steward.objects.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.ObjectId;
import dev.steward.objects.MachineRig;
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

/** What becomes of tasks, whoever ends. */
@Timeout(60)
class PoolTest {

    private static final long FOR_EVER = -1;

    private final MachineRig rig = new MachineRig();
    private final Client submitter = rig.open();
    private final Client worker = rig.open();
    private final ObjectId pool = submitter.create("pool", "work");

    /** What was asked of the pool, with what may vary. */
    private final class Asked {
        private JobKind kind = JobKind.MAP;
        private String packageName = "com.acme";
        private long chunk = 1;
        private long retries;
        private boolean complete = true;
        private boolean detached;
        private final List<Value> items;

        Asked(Object... items) {
            this.items = values(items);
        }

        Pending by(Client client) {
            return client.call(
                    pool,
                    Operation.POOL_SUBMIT,
                    "f",
                    packageName,
                    packageName + ".Tasks::f",
                    kind.code(),
                    rig.values.listOf(items),
                    complete,
                    chunk,
                    retries,
                    FOR_EVER,
                    detached,
                    FOR_EVER);
        }

        ObjectId of(Client client) {
            return by(client).value().references().get(0);
        }
    }

    private List<Value> values(Object... items) {
        List<Value> values = new ArrayList<>();
        for (Object item : items) {
            values.add(item instanceof String text ? rig.values.of(text) : rig.values.of(((Number) item).longValue()));
        }
        return values;
    }

    private long join(Client client, int slots, String... packages) {
        return client.call(
                        pool, Operation.POOL_JOIN, "pid 1 on a", slots, rig.values.listOf(values((Object[]) packages)))
                .number();
    }

    private Pending take(Client client, long number) {
        return client.call(pool, Operation.POOL_TAKE, number, FOR_EVER);
    }

    private List<Long> runsOf(Pending taken) {
        return rig.values.asList(rig.values.asList(taken.value()).get(3)).stream()
                .map(rig.values::asLong)
                .toList();
    }

    private List<Value> itemsOf(Pending taken) {
        List<Value> parts = rig.values.asList(rig.values.asList(taken.value()).get(4));
        return parts.subList(1, parts.size());
    }

    private Pending done(Client client, long run, Object value) {
        return client.call(pool, Operation.POOL_DONE, run, TaskEnd.RESULT.code(), value);
    }

    private Pending await(Client client, ObjectId result) {
        return client.call(result, Operation.RESULT_AWAIT, 0, 0, FOR_EVER);
    }

    private TaskEnd endOf(Pending awaited) {
        return TaskEnd.of(rig.values.asLong(rig.values.asList(awaited.value()).get(0)));
    }

    private List<Value> valuesOf(Pending awaited) {
        return rig.values.asList(rig.values.asList(awaited.value()).get(2));
    }

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

    private List<Long> numbersOfStatus() {
        List<Value> status =
                rig.values.asList(submitter.call(pool, Operation.POOL_STATUS).value());
        return status.subList(1, 4).stream().map(rig.values::asLong).toList();
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

    private String described() {
        List<Value> description = rig.values.asList(
                submitter.call(pool, Operation.OBJECT_DESCRIBE).value());
        return rig.values.asText(description.get(1));
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
