package dev.steward.objects.traits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.objects.traits.Evidence.Deed;
import dev.steward.vocabulary.BuiltInType;
import dev.steward.vocabulary.Layout;
import dev.steward.vocabulary.Manner;
import dev.steward.vocabulary.Operation;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the row of an operation promises is what the operation is seen to do, no less and no more: each operation of each
 * type is asked of real objects in many states, and what follows from it is compared with its row. What cannot be seen
 * from here is which right an operation needs, and whether what changes also gives back.
 */
@Timeout(120)
@Tag("one-jdk")
class TraitsTest {

    private static final int WALKS = 120;
    private static final int STEPS = 60;

    private static final Map<Operation, Evidence> EVIDENCE = new EnumMap<>(Operation.class);

    /** What shows only where there are several objects: dead letters come from another queue and go back there. */
    static final Set<Operation> OF_SEVERAL_OBJECTS = EnumSet.of(Operation.OBJECT_REQUEUE);

    static List<Operation> operations() {
        return Arrays.stream(Operation.values())
                .filter(Operation::isOfObjects)
                .filter(operation -> !OF_SEVERAL_OBJECTS.contains(operation))
                .toList();
    }

    @BeforeAll
    static void explore() {
        for (BuiltInType type : BuiltInType.values()) {
            // What only others make is explored with them.
            for (int seed = 1; type.madeBy() == null && seed <= WALKS; seed++) {
                new Explorer(type, seed, EVIDENCE).walk(type == BuiltInType.POOL ? 6 * STEPS : STEPS);
            }
        }
    }

    private static Evidence of(Operation operation) {
        return EVIDENCE.getOrDefault(operation, new Evidence());
    }

    private static void assertSeen(Operation operation, boolean promised, Deed deed, String promise) {
        Evidence evidence = of(operation);
        assertThat(evidence.has(deed))
                .as(
                        "the row of %s in Operation says %s %s; %s",
                        operation.name(),
                        promised ? "that it" : "not that it",
                        promise,
                        evidence.has(deed) ? deed + ": " + evidence.sceneOf(deed) : "it never " + deed)
                .isEqualTo(promised);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void everyOperationSucceedsSomewhere(Operation operation) {
        assertSeen(operation, true, Deed.SUCCEEDED, "is there");
    }

    @ParameterizedTest
    @MethodSource("operations")
    void whatReadsChangesNothingAndAllElseDoes(Operation operation) {
        assertSeen(operation, operation.manner() != Manner.READS, Deed.CHANGED_SOMETHING, "changes something");
    }

    @ParameterizedTest
    @MethodSource("operations")
    void whatStoresKeepsAValueMoreAndNothingElseDoes(Operation operation) {
        assertSeen(operation, operation.stores(), Deed.STORED_A_VALUE, "stores");
    }

    @ParameterizedTest
    @MethodSource("operations")
    void whatWaitsWaitsAndNothingElseDoes(Operation operation) {
        assertSeen(operation, operation.mayWait(), Deed.WAITED, "waits");
    }

    @ParameterizedTest
    @MethodSource("operations")
    void whatLeavesTracesIsNoticedByTheEndOfTheSession(Operation operation) {
        assertSeen(operation, operation.leavesTraces(), Deed.LEFT_SOMETHING_OF_THE_SESSION, "leaves a trace");
    }

    @ParameterizedTest
    @MethodSource("operations")
    void whatBelongsToAThreadIsNoticedByItsEnd(Operation operation) {
        assertSeen(operation, operation.belongsToThread(), Deed.LEFT_SOMETHING_OF_THE_THREAD, "belongs to a thread");
    }

    @ParameterizedTest
    @MethodSource("operations")
    void whatTakesCanBeGivenBack(Operation operation) {
        if (!operation.regains()) {
            assertSeen(operation, operation.takes(), Deed.GAVE_SOMETHING_TO_GIVE_BACK, "takes");
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void theValuesOfAnObjectAreInItsAnswersWhereTheRowSays(Operation operation) {
        assertSeen(
                operation,
                operation.layout() == Layout.LISTED,
                Deed.ANSWERED_WITH_A_LISTED_VALUE,
                "answers with a list of its values");
        assertSeen(
                operation,
                operation.layout() == Layout.NESTED,
                Deed.ANSWERED_WITH_A_NESTED_VALUE,
                "answers with a list of them in a list");
    }

    @ParameterizedTest
    @MethodSource("operations")
    void whatRegainsGoesOnWaitingWhenItIsCancelled(Operation operation) {
        assertSeen(operation, operation.regains(), Deed.OUTLASTED_ITS_CANCEL, "regains");
    }
}
