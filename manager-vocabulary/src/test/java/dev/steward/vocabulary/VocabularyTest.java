package dev.steward.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.Asynchronous;
import dev.steward.api.ObjectId;
import dev.steward.api.SharedDict;
import dev.steward.api.SharedLock;
import dev.steward.api.SharedQueue;
import java.lang.reflect.ParameterizedType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The rows do not contradict themselves, or each other. */
@Timeout(30)
class VocabularyTest {

    @Test
    void numbersStandForOneOperationEach() {
        for (Operation operation : Operation.values()) {
            assertThat(Operation.of(operation.code())).isEqualTo(operation);
        }
        assertThat(Operation.of(-1)).isNull();
        assertThat(Operation.of(0x00FF)).isNull();
        assertThat(Operation.of(Operation.FIRST_USER_METHOD)).isNull();
    }

    @Test
    void numbersStandForOneStatusEach() {
        for (Status status : Status.values()) {
            assertThat(Status.of(status.code())).isEqualTo(status);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatOnlyReadsLeavesNothingAndTakesNothing(Operation operation) {
        if (operation.manner() == Manner.READS) {
            assertThat(operation.stores() || operation.takes() || operation.regains() || operation.leavesTraces())
                    .isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatWaitsForOthersInAnObjectLeavesTheCallThere(Operation operation) {
        if (operation.mayWait() && operation.isOfObjects()) {
            assertThat(operation.leavesTraces()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatTakesLeavesWhoHasIt(Operation operation) {
        if (operation.takes() || operation.regains()) {
            assertThat(operation.leavesTraces()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatGivesBackIsServedByAFullServer(Operation operation) {
        if (operation.manner() == Manner.GIVES_BACK) {
            assertThat(operation.stores()).isFalse();
            assertThat(operation.right()).isEqualTo(Right.ANYONE);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTimeoutIsOfWhatWaits(Operation operation) {
        boolean timed = operation.arguments().stream()
                .anyMatch(argument ->
                        argument.kind() == Argument.Kind.TIMEOUT || argument.kind() == Argument.Kind.LOCK_TIMEOUT);
        assertThat(timed).isEqualTo(operation.mayWait() && operation.isOfObjects());
    }

    @ParameterizedTest
    @EnumSource
    void everyOperationIsOfSomeType(Operation operation) {
        if (operation.isOfObjects()) {
            assertThat(Arrays.stream(BuiltInType.values()).filter(type -> type.offers(operation)))
                    .isNotEmpty();
        } else {
            assertThat(Arrays.stream(BuiltInType.values()).filter(type -> type.offers(operation)))
                    .isEmpty();
        }
    }

    @Test
    void everyCommonCapabilityIsUsed() {
        Set<Capability> used = new HashSet<>();
        for (Operation operation : Operation.values()) {
            used.add(operation.capability());
        }
        assertThat(used).containsAll(EnumSet.allOf(CommonCapability.class));
    }

    @ParameterizedTest
    @EnumSource
    void aTypeBringsOperationsAlongOrHasThoseOfAnother(BuiltInType type) {
        assertThat(Arrays.stream(Operation.values())
                        .filter(operation ->
                                operation.capability() != CommonCapability.OBJECT && type.offers(operation)))
                .as("operations of a %s: rows in Operation that name it, or a capability in its row", type)
                .isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aTypeIsFoundByItsTypeIdAndHasItsAsynchronousInterface(BuiltInType type) {
        assertThat(BuiltInType.of(type.typeId())).isEqualTo(type);
        assertThat(type).hasToString(type.typeId());
        assertThat(BuiltInType.isFace(type.face())).isTrue();
        assertThat(type.leastCreationArguments())
                .isLessThanOrEqualTo(type.creationArguments().size());
        assertThat(asynchronousOf(type.face())).contains(type.asyncFace());
    }

    /** The arguments of {@link Asynchronous} among all that an interface extends. */
    private static List<Class<?>> asynchronousOf(Class<?> face) {
        List<Class<?>> found = new ArrayList<>();
        for (java.lang.reflect.Type parent : face.getGenericInterfaces()) {
            if (parent instanceof ParameterizedType parameterized && parameterized.getRawType() == Asynchronous.class) {
                java.lang.reflect.Type argument = parameterized.getActualTypeArguments()[0];
                found.add((Class<?>) (argument instanceof ParameterizedType nested ? nested.getRawType() : argument));
            }
            Class<?> raw = (Class<?>) (parent instanceof ParameterizedType nested ? nested.getRawType() : parent);
            found.addAll(asynchronousOf(raw));
        }
        Arrays.stream(face.getDeclaredMethods())
                .filter(method -> method.getName().equals("async"))
                .forEach(method -> found.add(method.getReturnType()));
        return found;
    }

    @Test
    void onlyWhatOneTypeAloneHasNamesThatType() {
        assertThat(BuiltInType.onlyWithFace(SharedDict.class)).isEqualTo(BuiltInType.DICT);
        assertThat(BuiltInType.onlyWithFace(SharedLock.class)).isNull();
        assertThat(BuiltInType.onlyWithFace(SharedQueue.class)).isNull();
        assertThat(BuiltInType.onlyWithFace(List.class)).isNull();
        assertThat(BuiltInType.isFace(List.class)).isFalse();
        assertThat(BuiltInType.of("get_task_queue")).isNull();
    }

    @Test
    void whatKeepsNothingOfSessionsNeedNotHearOfTheirEnd() {
        assertThat(BuiltInType.LIST.keepsTraces()).isFalse();
        assertThat(BuiltInType.ARRAY.keepsTraces()).isFalse();
        assertThat(BuiltInType.EVENT.keepsTraces()).isTrue();
        assertThat(BuiltInType.CONDITION.keepsTraces()).isTrue();
        assertThat(BuiltInType.ITERATOR.keepsTraces()).isTrue();
    }

    @Test
    void lanesDoWhatIsOfUsersObjectsAndOfTheServer() {
        assertThat(Operation.isForLanes(new ObjectId(7), Operation.FIRST_USER_METHOD))
                .isTrue();
        assertThat(Operation.isForLanes(ObjectId.DIRECTORY, Operation.GET.code()))
                .isTrue();
        assertThat(Operation.isForLanes(new ObjectId(7), Operation.GET.code())).isFalse();
        assertThat(Operation.isForLanes(ObjectId.DIRECTORY, Operation.CREATE.code()))
                .isFalse();
        assertThat(Operation.isForLanes(ObjectId.DIRECTORY, Operation.LIST_GET.code()))
                .isFalse();
        assertThat(Operation.isForLanes(ObjectId.DIRECTORY, 0x00FF)).isFalse();
    }
}
