package dev.steward.systemtests.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.systemtests.history.Operation.Ending;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** The checks find what is wrong with a machine, and nothing in one that is right. */
@Timeout(120)
@Tag("one-jdk")
class CheckerTest {

    private static final int RUNS = 5;
    private static final int RUNS_OF_THE_RIGHT_ONE = 50;

    private static List<Operation> of(List<Operation> history, String object) {
        return history.stream().filter(call -> call.object().equals(object)).toList();
    }

    private static List<String> faults(long seed, MachineFault fault) {
        List<Operation> history = Rehearsal.run(seed, fault);
        SequentialModel<Long, Operation> cell = new SequentialModel.Cell(0L);
        List<String> faults = new ArrayList<>();
        faults.addAll(QueuePatterns.check(of(history, "queue"), true));
        faults.addAll(SignalPatterns.check(of(history, "condition")));
        faults.addAll(Linearization.check(cell, of(history, "cell")));
        faults.addAll(Witness.check(cell, of(history, "cell"), List.of("get")));
        faults.addAll(Linearization.check(new SequentialModel.Mutex(), of(history, "lock")));
        faults.addAll(Linearization.check(new SequentialModel.Permits(3), of(history, "semaphore")));
        return faults;
    }

    @Test
    void machineThatIsRightShowsNothing() {
        for (long seed = 1; seed <= RUNS_OF_THE_RIGHT_ONE; seed++) {
            assertThat(faults(seed, MachineFault.NONE)).as("seed %d", seed).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void eachFaultIsFoundWithinFiveRuns(MachineFault fault) {
        List<String> found = new ArrayList<>();
        for (long seed = 1; seed <= RUNS && found.isEmpty(); seed++) {
            found.addAll(faults(seed, fault));
        }
        String expected = switch (fault) {
            case LOST_NOTIFY -> "the signal was lost";
            case LOCK_HANDED_TO_TWO, PERMIT_LEAK, STALE_REPLY -> "no order explains";
            case ELEMENT_DROPPED_AT_REDELIVERY, ELEMENT_DROPPED_AT_DEATH -> "was lost";
            case REDELIVERY_OUT_OF_PLACE, DEATH_OUT_OF_PLACE -> "out of place";
            case NONE -> throw new IllegalArgumentException("nothing is wrong then");
        };
        assertThat(found).anyMatch(sentence -> sentence.contains(expected));
    }

    @Test
    void orderIsFoundAlthoughTheLaterCallTookEffectFirst() {
        List<Operation> history = List.of(
                call("a", "set", 1, 0, 10, Ending.OK, 0),
                call("b", "get", 0, 1, 2, Ending.OK, 0),
                call("b", "get", 0, 3, 4, Ending.OK, 1));
        assertThat(Linearization.check(new SequentialModel.Cell(0L), history)).isEmpty();
    }

    @Test
    void whatIsSeenOnceCannotBeUnseen() {
        List<Operation> history = List.of(
                call("a", "set", 1, 0, 10, Ending.OK, 0),
                call("b", "get", 0, 1, 2, Ending.OK, 1),
                call("b", "get", 0, 3, 4, Ending.OK, 0));
        assertThat(Linearization.check(new SequentialModel.Cell(0L), history)).hasSize(1);
    }

    @Test
    void callWithoutAnOutcomeMayTakeEffectLateOrNever() {
        Operation unknown = call("a", "set", 1, 0, 2, Ending.UNKNOWN, 0);
        SequentialModel<Long, Operation> cell = new SequentialModel.Cell(0L);
        assertThat(Linearization.check(cell, List.of(unknown, call("b", "get", 0, 5, 6, Ending.OK, 1))))
                .isEmpty();
        assertThat(Linearization.check(cell, List.of(unknown, call("b", "get", 0, 5, 6, Ending.OK, 0))))
                .isEmpty();
        assertThat(Linearization.check(cell, List.of(unknown, call("b", "get", 0, 5, 6, Ending.OK, 2))))
                .hasSize(1);
    }

    @Test
    void callThatWasNotExecutedMayNotBeSeen() {
        Operation refused = call("a", "set", 1, 0, 2, Ending.NOT_EXECUTED, 0);
        assertThat(Linearization.check(
                        new SequentialModel.Cell(0L), List.of(refused, call("b", "get", 0, 5, 6, Ending.OK, 1))))
                .hasSize(1);
    }

    private static Operation call(
            String client, String name, long argument, long from, long to, Ending ending, long result) {
        return new Operation(client, "cell", name, argument, from, to, ending, result, 0);
    }
}
