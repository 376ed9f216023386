package dev.steward.server.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.ObjectId;
import dev.steward.objects.CallId;
import dev.steward.objects.Group;
import dev.steward.objects.GroupId;
import dev.steward.objects.Input;
import dev.steward.objects.Invoke;
import dev.steward.objects.Outputs;
import dev.steward.objects.SessionEnded;
import dev.steward.objects.SessionId;
import dev.steward.objects.SessionTurns;
import dev.steward.objects.StateWriter;
import dev.steward.vocabulary.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a group waits for that workers go on with: counted in turns of a single worker, which sessions have one after the other. */
@Timeout(30)
@Tag("one-jdk")
class TurnsOfGroupsTest {

    private static final SessionId GREEDY = new SessionId(1, 1);
    private static final SessionId INNOCENT = new SessionId(1, 2);
    private static final ObjectId SHARED = new ObjectId(1_000);
    private static final int OTHERS = 100;

    private final SessionTurns<Runnable> lines = new SessionTurns<>();
    private final List<String> done = new ArrayList<>();
    private boolean onLoop = true;
    private boolean ended;

    private final Driver driver = new Driver(
            ServerClock.ofThisProcess(),
            (task, delay) -> {},
            new MachineValues(Incarnation.ofEpoch(new UUID(1, 2), 0), List::of),
            new Relief(() -> onLoop, () -> true, this::getInLine),
            new MemoryAccount());

    private void getInLine(SessionId session, Runnable task) {
        if (ended) {
            throw new RejectedExecutionException();
        }
        lines.add(session, task);
    }

    /** A group of many elements, each of whose sorts takes as long as a group may be run at a time. */
    private final class Sorted implements Group {
        private final ObjectId id;

        Sorted(ObjectId id) {
            this.id = id;
        }

        @Override
        public void apply(Input input, Outputs out) {
            if (input instanceof Invoke invoke) {
                done.add(nameOf(invoke.call().session()) + " " + invoke.operation() + " " + id.value());
                if (invoke.operation() == Operation.LIST_SORT) {
                    long begun = System.nanoTime();
                    while (System.nanoTime() - begun <= Turn.LONGEST_NANOS) {
                        Thread.onSpinWait();
                    }
                }
            } else {
                done.add("the end of a session " + id.value());
            }
        }

        @Override
        public long weight() {
            return 1_000_000;
        }

        @Override
        public void save(StateWriter writer) {}
    }

    private static String nameOf(SessionId session) {
        return session.equals(GREEDY) ? "greedy" : "innocent";
    }

    private void add(ObjectId id) {
        driver.add(GroupId.of(id), new Sorted(id));
    }

    private void call(SessionId session, Operation operation, ObjectId id) {
        driver.submit(GroupId.of(id), new Invoke(0, new CallId(session, 1, 1), id, operation, List.of()));
    }

    /** The greedy session has each of many objects sorted. */
    private void sortOthers() {
        for (int i = 1; i <= OTHERS; i++) {
            add(new ObjectId(i));
            call(GREEDY, Operation.LIST_SORT, new ObjectId(i));
        }
    }

    /** Has a worker take its turns until something is done; returns how many. */
    private int turnsUntil(String wanted) {
        onLoop = false;
        int turns = 0;
        while (!done.contains(wanted)) {
            Objects.requireNonNull(lines.next(), () -> "nothing waits, and done is " + done)
                    .run();
            turns++;
        }
        return turns;
    }

    private void takeAllTurns() {
        onLoop = false;
        for (Runnable turn = lines.next(); turn != null; turn = lines.next()) {
            turn.run();
        }
    }

    @Test
    void aCallWaitsForWhatCameBeforeItInItsObjectAndNotForWhatItsCallersNeighbourHasDoneElsewhere() {
        add(SHARED);
        sortOthers();
        call(GREEDY, Operation.LIST_SORT, SHARED);
        call(INNOCENT, Operation.LIST_GET, SHARED);
        assertThat(done).isEmpty();
        assertThat(turnsUntil("innocent list.get 1000")).isLessThanOrEqualTo(2);
        assertThat(done).containsSubsequence("greedy list.sort 1000", "innocent list.get 1000");
        takeAllTurns();
        assertThat(done).hasSize(OTHERS + 2).doesNotHaveDuplicates();
    }

    @Test
    void anObjectThatIsLeftAgainAndAgainIsGoneOnWithWheneverItIsTheTurnOfAnybodyWhoseCallWaits() {
        add(SHARED);
        sortOthers();
        for (int i = 0; i < 20; i++) {
            call(GREEDY, Operation.LIST_SORT, SHARED);
        }
        call(INNOCENT, Operation.LIST_GET, SHARED);
        // Several sorts at a time: a worker looks at the clock when it has done something.
        assertThat(turnsUntil("innocent list.get 1000")).isLessThanOrEqualTo(20);
        assertThat(done).filteredOn("greedy list.sort 1000"::equals).hasSize(20);
        assertThat(done.size()).isLessThan(OTHERS);
        takeAllTurns();
        assertThat(done).hasSize(OTHERS + 20 + 1);
    }

    @Test
    void theEndOfASessionInManyObjectsIsNotWaitedForByWhoeverCallsOneOfThem() {
        for (int i = 1; i <= OTHERS; i++) {
            add(new ObjectId(i));
            driver.submit(GroupId.of(new ObjectId(i)), new SessionEnded(0, GREEDY, true));
        }
        ObjectId last = new ObjectId(OTHERS);
        call(INNOCENT, Operation.LIST_GET, last);
        assertThat(turnsUntil("innocent list.get " + last.value())).isLessThanOrEqualTo(2);
        takeAllTurns();
        assertThat(done).hasSize(OTHERS + 1).doesNotHaveDuplicates();
    }

    @Test
    void manyCallsOfASessionToOneObjectTakeOnePlaceInItsLine() {
        add(SHARED);
        call(GREEDY, Operation.LIST_SORT, SHARED);
        for (int i = 0; i < 1_000; i++) {
            call(GREEDY, Operation.LIST_GET, SHARED);
        }
        onLoop = false;
        Objects.requireNonNull(lines.next()).run();
        assertThat(done).hasSizeGreaterThan(100);
        int left = 0;
        for (Runnable turn = lines.next(); turn != null; turn = lines.next()) {
            turn.run();
            left++;
        }
        assertThat(left).isLessThan(20);
        assertThat(done).hasSize(1_001);
    }

    @Test
    void whoCallsAfterTheEndOfTheWorkersIsServedByWhatTheyWereGivenBefore() {
        add(SHARED);
        call(GREEDY, Operation.LIST_SORT, SHARED);
        ended = true;
        call(INNOCENT, Operation.LIST_GET, SHARED);
        ended = false;
        takeAllTurns();
        assertThat(done).containsExactly("greedy list.sort 1000", "innocent list.get 1000");
    }
}
