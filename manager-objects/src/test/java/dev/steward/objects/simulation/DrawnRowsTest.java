package dev.steward.objects.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.vocabulary.BuiltInType;
import dev.steward.vocabulary.CommonCapability;
import dev.steward.vocabulary.Operation;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The simulation leaves out no row: it makes objects of every type, and asks every operation of the machine. */
@Timeout(120)
@Tag("one-jdk")
class DrawnRowsTest {

    private static final int SEEDS = 24;
    private static final int EVENTS = 2_000;

    private static final Set<Operation> DRAWN = EnumSet.noneOf(Operation.class);
    private static final Set<String> MADE = new LinkedHashSet<>();

    @BeforeAll
    static void run() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            Simulation simulation = new Simulation(seed);
            simulation.run(EVENTS);
            DRAWN.addAll(simulation.drawn());
            MADE.addAll(simulation.made());
        }
    }

    @Test
    void everyOperationOfTheMachineIsCalled() {
        List<Operation> left = Arrays.stream(Operation.values())
                .filter(operation -> operation.capability() != CommonCapability.SERVER && !DRAWN.contains(operation))
                .toList();
        assertThat(left)
                .as(
                        "rows of Operation that the simulation never calls: call and judge them in the SimulatedType of their"
                                + " objects")
                .isEmpty();
    }

    @Test
    void objectsOfEveryTypeAreMade() {
        List<BuiltInType> left = Arrays.stream(BuiltInType.values())
                .filter(type -> !MADE.contains(type.typeId()))
                .toList();
        assertThat(left)
                .as("rows of BuiltInType that the simulation makes no object of: give it a SimulatedType")
                // What one object answers with another one for: OBJECT_ITERATE, POOL_SUBMIT.
                .containsExactly(BuiltInType.ITERATOR, BuiltInType.ASYNC_RESULT, BuiltInType.POOL_ITERATOR);
    }
}
