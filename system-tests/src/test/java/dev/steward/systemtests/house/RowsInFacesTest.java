package dev.steward.systemtests.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.steward.vocabulary.BuiltInType;
import dev.steward.vocabulary.Operation;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever has a row in {@link Operation} is called by the faces of the types that have it, and by the plays of
 * histories: found in the byte code by {@link OperationsReached}.
 */
@Timeout(120)
@Tag("one-jdk")
class RowsInFacesTest {

    private static final String PLAYS = "dev.steward.systemtests.history.type";

    private static JavaClasses classes;

    /** What the server, or whoever looks after it by an Inspection, asks of any object, and no face. */
    private static final Set<Operation> ASKED_OF_ANY_OBJECT = EnumSet.of(
            Operation.OBJECT_DESCRIBE,
            Operation.OBJECT_INSPECT,
            Operation.OBJECT_PEEK,
            Operation.OBJECT_TAKE_BACK,
            Operation.OBJECT_PURGE,
            Operation.OBJECT_REQUEUE);

    /** What workers ask of a pool, by a seat of theirs and not by the face of who brings tasks. */
    private static final Set<Operation> ASKED_BY_WORKERS =
            EnumSet.of(Operation.POOL_JOIN, Operation.POOL_TAKE, Operation.POOL_DONE, Operation.POOL_LEAVE);

    /** What a lock has because its conditions share its group: the face of conditions asks it. */
    private static final Set<Operation> ASKED_OF_CONDITIONS =
            EnumSet.of(Operation.CONDITION_AWAIT, Operation.CONDITION_SIGNAL, Operation.CONDITION_SIGNAL_ALL);

    /** No method of a {@code java.util.List} replaces a part by another of any length in one step; Python's slices do. */
    private static final Set<Operation> WITHOUT_A_METHOD = EnumSet.of(Operation.LIST_SET_SLICE);

    /** What makes another object, which is synchronous as all factories are; and what follows an action or a task that was brought, which is so too. */
    private static final Set<Operation> WITHOUT_A_FUTURE = EnumSet.of(
            Operation.OBJECT_ITERATE,
            Operation.LOCK_NEW_CONDITION,
            Operation.BARRIER_ACTED,
            Operation.POOL_SUBMIT,
            Operation.RESULT_ADD);

    /**
     * What plays leave to the simulation, which calls every operation and judges each answer ({@code DrawnRowsTest}): of
     * queues all but who puts, takes and waits; views and copies of the whole; what makes another object; what never
     * changes.
     */
    private static final Set<Operation> LEFT_TO_THE_SIMULATION = EnumSet.of(
            Operation.QUEUE_PUT_ALL,
            Operation.QUEUE_DRAIN,
            Operation.QUEUE_REMAINING_CAPACITY,
            Operation.QUEUE_CONTAINS,
            Operation.QUEUE_CONTAINS_ALL,
            Operation.QUEUE_REMOVE_ALL,
            Operation.QUEUE_RETAIN_ALL,
            Operation.QUEUE_CLEAR,
            Operation.QUEUE_SNAPSHOT,
            Operation.QUEUE_SHUTDOWN,
            Operation.QUEUE_IS_SHUTDOWN,
            Operation.QUEUE_STAMPED,
            Operation.QUEUE_REMOVE_STAMPED,
            Operation.LIST_SET_SLICE,
            Operation.DICT_SNAPSHOT,
            Operation.DICT_CONTAINS_ENTRIES,
            Operation.DICT_REMOVE_ENTRIES,
            Operation.DICT_RETAIN_ENTRIES,
            Operation.SET_SNAPSHOT,
            Operation.SET_REMOVE_STAMPED,
            Operation.ARRAY_LENGTH,
            Operation.BARRIER_PARTIES,
            Operation.LOCK_NEW_CONDITION,
            Operation.OBJECT_ITERATE,
            Operation.RESULT_ADD);

    @BeforeAll
    static void read() {
        classes = new ClassFileImporter().importPackages("dev.steward.face", "dev.steward.api", PLAYS);
    }

    /** They are large, and the tests that this JVM runs afterwards need its heap. */
    @AfterAll
    static void forgetClasses() {
        classes = null;
    }

    private static Set<Operation> offered(BuiltInType type) {
        Set<Operation> offered = EnumSet.noneOf(Operation.class);
        Arrays.stream(Operation.values()).filter(type::offers).forEach(offered::add);
        offered.removeAll(ASKED_OF_ANY_OBJECT);
        offered.removeAll(ASKED_BY_WORKERS);
        if (type.has(BuiltInType.LOCK) && type.face() != BuiltInType.CONDITION.face()) {
            offered.removeAll(ASKED_OF_CONDITIONS);
        }
        return offered;
    }

    /** A class with what a play does: it calls collections that are no shared objects hardly ever. */
    private static boolean plays(JavaClass type) {
        return type.getPackageName().equals(PLAYS) && type.getName().matches(".*(Play|Deed)(\\$.*)?");
    }

    private static String classOf(Class<?> face) {
        String name = "." + face.getSimpleName() + "Face";
        return classes.stream()
                .map(type -> type.getName())
                .filter(type -> type.endsWith(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no class " + face.getSimpleName() + "Face in manager-face"));
    }

    @ParameterizedTest
    @EnumSource
    void eachOperationOfATypeIsCalledByItsFace(BuiltInType type) {
        Set<Operation> left = offered(type);
        left.removeAll(OperationsReached.byFace(classes, classOf(type.face())));
        left.removeAll(WITHOUT_A_METHOD);
        assertThat(left)
                .as(
                        "operations of a %s that no method of %sFace calls",
                        type, type.face().getSimpleName())
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void eachOperationOfATypeIsCalledByItsAsynchronousFace(BuiltInType type) {
        Set<Operation> left = offered(type);
        left.retainAll(OperationsReached.byFaceAtOnce(classes, classOf(type.face())));
        left.removeAll(OperationsReached.byAsyncFace(classes, classOf(type.asyncFace()), classOf(type.face())));
        left.removeAll(WITHOUT_A_FUTURE);
        assertThat(left)
                .as(
                        "operations of a %s that methods of %sFace call, and none of %sFace",
                        type, type.face().getSimpleName(), type.asyncFace().getSimpleName())
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void eachOperationOfATypeIsPlayed(BuiltInType type) {
        Set<Operation> left = leftByPlays(type);
        left.removeAll(LEFT_TO_THE_SIMULATION);
        assertThat(left)
                .as("operations of a %s that no play of it in %s comes to call", type, PLAYS)
                .isEmpty();
    }

    @Test
    void whatIsLeftToTheSimulationIsNotPlayed() {
        Set<Operation> left = EnumSet.noneOf(Operation.class);
        for (BuiltInType type : BuiltInType.values()) {
            left.addAll(leftByPlays(type));
        }
        assertThat(LEFT_TO_THE_SIMULATION).as("take out what is played by now").isSubsetOf(left);
    }

    private static Set<Operation> leftByPlays(BuiltInType type) {
        Set<Operation> left = offered(type);
        // An iterator is played by all its methods; its size is shown and never asked for.
        if (type == BuiltInType.ITERATOR) {
            left.remove(Operation.QUEUE_SIZE);
        }
        left.removeAll(OperationsReached.byCallsFrom(
                classes, RowsInFacesTest::plays, classes.get(type.face()), classOf(type.face())));
        return left;
    }
}
