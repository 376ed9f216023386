package dev.steward.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.NoSuchObjectException;
import dev.steward.api.RemoteProxy;
import dev.steward.api.SharedDict;
import dev.steward.api.SharedJoinableQueue;
import dev.steward.api.SharedList;
import dev.steward.api.SharedLock;
import dev.steward.api.SharedQueue;
import dev.steward.api.Type;
import dev.steward.api.UnsupportedValueException;
import dev.steward.face.object.FakeCaller;
import dev.steward.face.object.ObjectCaller;
import dev.steward.vocabulary.BuiltInType;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FacesTest {

    private static RemoteProxy face(BuiltInType type, ObjectCaller caller) {
        return Faces.create(type, caller, Type.of(Object.class));
    }

    @ParameterizedTest
    @EnumSource
    void everyBuiltInTypeHasItsFaceAndItsAsynchronousOne(BuiltInType type) throws ReflectiveOperationException {
        RemoteProxy face = face(type, FakeCaller.silent());
        assertThat(face).isInstanceOf(type.face());
        assertThat(type.face().getMethod("async").invoke(face)).isInstanceOf(type.asyncFace());
    }

    @Test
    void aSharedLockMayBeOfThreeTypesAndLooksAlike() {
        for (BuiltInType type : List.of(BuiltInType.LOCK, BuiltInType.RLOCK, BuiltInType.CONDITION)) {
            assertThat(Faces.create(type, FakeCaller.silent(), Type.of(SharedLock.class)))
                    .isInstanceOf(SharedLock.class);
        }
    }

    @Test
    void interfacesThatTheFaceExtendsAreGivenToo() {
        assertThat(Faces.create(BuiltInType.QUEUE, FakeCaller.silent(), Type.of(BlockingQueue.class)))
                .isInstanceOf(SharedQueue.class);
    }

    @Test
    void objectOfAnotherTypeIsRefusedByName() {
        assertThatThrownBy(() -> Faces.create(BuiltInType.LIST, FakeCaller.silent(), Type.queue(Integer.class)))
                .isInstanceOf(NoSuchObjectException.class)
                .hasMessage("thing 17 is a list, not a SharedQueue<Integer>: ask for it as SharedList");
    }

    @Test
    void deadlineGivesAnotherFaceOfTheSameObject() {
        FakeCaller caller = FakeCaller.silent();
        SharedQueue<?> queue = (SharedQueue<?>) face(BuiltInType.QUEUE, caller);
        SharedQueue<?> bounded = Faces.withDeadline(queue, Duration.ofSeconds(5));
        assertThat(bounded).isEqualTo(queue).isNotSameAs(queue);
        assertThat(caller.deadlines).containsExactly(Duration.ofSeconds(5));
        assertThatThrownBy(() -> Faces.withDeadline(queue, Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Faces.withDeadline("text", Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void deadlineLeavesEachTypeWhatItIs() {
        for (BuiltInType type : BuiltInType.values()) {
            RemoteProxy face = face(type, FakeCaller.silent());
            assertThat(Faces.withDeadline(face, Duration.ofSeconds(5))).hasSameClassAs(face);
        }
    }

    @Test
    void joinableQueueStaysOneWhateverItIsAskedForAs() {
        RemoteProxy asQueue = Faces.create(BuiltInType.JOINABLE_QUEUE, FakeCaller.silent(), Type.queue(Integer.class));
        assertThat(asQueue).isInstanceOf(SharedJoinableQueue.class);
        assertThat(Faces.withDeadline(asQueue, Duration.ofSeconds(5))).isInstanceOf(SharedJoinableQueue.class);
    }

    @Test
    void numbersAreWidenedToTheDeclaredElement() {
        SharedList<?> list = (SharedList<?>)
                Faces.create(BuiltInType.LIST, new FakeCaller((operation, arguments) -> 5), Type.list(Long.class));
        assertThat(list.get(0)).isEqualTo(5L);
    }

    @Test
    void valueThatDoesNotFitNamesTheObjectThatHoldsIt() {
        SharedList<?> list = (SharedList<?>)
                Faces.create(BuiltInType.LIST, new FakeCaller((operation, arguments) -> "five"), Type.list(Long.class));
        assertThatThrownBy(() -> list.get(0))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageStartingWith("thing 17, get(): ")
                .hasMessageContaining("does not fit Long");
    }

    @Test
    void sharedElementsGetTheTypeOfTheirElements() {
        RemoteProxy inner = face(BuiltInType.LIST, new FakeCaller((operation, arguments) -> 5));
        SharedList<?> outer = (SharedList<?>) Faces.create(
                BuiltInType.LIST, new FakeCaller((operation, arguments) -> inner), Type.list(Type.list(Long.class)));
        assertThat(((SharedList<?>) outer.get(0)).get(0)).isEqualTo(5L);
    }

    @Test
    void equalityIsByObjectWhereTheJdkKnowsNoContent() {
        FakeCaller caller = FakeCaller.silent();
        for (BuiltInType type : EnumSet.complementOf(EnumSet.of(BuiltInType.LIST, BuiltInType.DICT, BuiltInType.SET))) {
            assertThat(face(type, caller)).isEqualTo(face(type, caller)).hasSameHashCodeAs(face(type, caller));
        }
        assertThat(face(BuiltInType.QUEUE, caller)).isNotEqualTo(new ArrayList<>());
    }

    @Test
    void listsDictsAndSetsAreEqualByContent() {
        RemoteProxy list = face(BuiltInType.LIST, new FakeCaller((operation, arguments) -> List.of(1, 2)));
        assertThat(list).isEqualTo(List.of(1, 2)).hasSameHashCodeAs(List.of(1, 2));
        assertThat(List.of(1, 2)).isEqualTo(new ArrayList<>((List<?>) list));
        assertThat(list).isNotEqualTo(List.of(2, 1)).isNotEqualTo("text");
        RemoteProxy dict = face(BuiltInType.DICT, new FakeCaller((operation, arguments) -> List.of("a", 1)));
        assertThat(dict).isEqualTo(Map.of("a", 1)).hasSameHashCodeAs(Map.of("a", 1));
        RemoteProxy set = face(BuiltInType.SET, new FakeCaller((operation, arguments) -> List.of(1, 2)));
        assertThat(set).isEqualTo(Set.of(2, 1)).hasSameHashCodeAs(Set.of(2, 1));
        assertThat(set).isNotEqualTo(Set.of(1)).isNotEqualTo(List.of(1, 2));
    }

    @Test
    void sameListIsEqualWithoutAsking() {
        FakeCaller caller = FakeCaller.silent();
        assertThat(face(BuiltInType.LIST, caller).equals(face(BuiltInType.LIST, caller)))
                .isTrue();
    }

    @Test
    void forgetReachesTheCaller() {
        FakeCaller caller = FakeCaller.silent();
        RemoteProxy.forget(face(BuiltInType.LIST, caller));
        assertThat(caller.forgotten).isEqualTo(1);
    }

    @Test
    void textShowsTenElementsAndCountsTheRest() {
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            all.add(i);
        }
        RemoteProxy list = face(BuiltInType.LIST, new FakeCaller((operation, arguments) -> switch (operation) {
            case LIST_SIZE -> 25;
            case LIST_SLICE -> all.subList((int) get(arguments, 0), (int) get(arguments, 1));
            default -> throw new AssertionError(operation);
        }));
        assertThat(list).hasToString("[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, ... 15 more]");
    }

    private static Object get(List<@Nullable Object> arguments, int index) {
        return java.util.Objects.requireNonNull(arguments.get(index));
    }

    @Test
    void textOfASmallDictIsTheJdks() {
        FakeCaller caller = new FakeCaller((operation, arguments) ->
                operation == Operation.DICT_SIZE ? (Object) 2 : Arrays.asList("a", 1, "b", List.of(2)));
        assertThat(face(BuiltInType.DICT, caller)).hasToString("{a=1, b=[2]}");
    }

    @Test
    void textOfAHugeDictReadsOnlyItsSize() {
        FakeCaller caller = new FakeCaller((operation, arguments) -> 1_000_000);
        assertThat(face(BuiltInType.DICT, caller)).hasToString("{1000000 entries}");
        assertThat(caller.operations()).containsExactly(Operation.DICT_SIZE);
    }

    @Test
    void textNamesSharedElementsWithoutReadingThem() {
        RemoteProxy inner = face(BuiltInType.LIST, FakeCaller.silent());
        FakeCaller caller = new FakeCaller((operation, arguments) ->
                operation == Operation.LIST_SIZE ? (Object) 2 : List.of(inner, List.of(inner)));
        assertThat(face(BuiltInType.LIST, caller)).hasToString("[thing 17, [thing 17]]");
    }

    @Test
    void textWaitsAtMostASecond() {
        FakeCaller caller = new FakeCaller((operation, arguments) -> 5);
        assertThat(face(BuiltInType.VALUE, caller)).hasToString("5");
        assertThat(caller.deadlines).allMatch(deadline -> deadline.compareTo(Duration.ofSeconds(1)) <= 0);
        assertThat(caller.deadlines).isNotEmpty();
    }

    @Test
    void textNeverFails() {
        for (BuiltInType type : BuiltInType.values()) {
            assertThat(face(type, FakeCaller.failing(Status.NO_SUCH_OBJECT, "it is gone")))
                    .hasToString("thing 17 (not read: it is gone)");
            assertThat(face(type, new FakeCaller((operation, arguments) -> "nonsense"))
                            .toString())
                    .isNotEmpty();
            assertThat(face(type, new FakeCaller((operation, arguments) -> {
                                throw new UnsupportedOperationException("broken");
                            }))
                            .toString())
                    .contains("UnsupportedOperationException");
        }
    }

    @Test
    void textInAnInterruptedThreadLeavesTheFlag() {
        Thread.currentThread().interrupt();
        try {
            assertThat(face(BuiltInType.LIST, FakeCaller.silent())).hasToString("thing 17 (not read: interrupted)");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void failureNamesObjectAndMethod() {
        SharedDict<?, ?> dict =
                (SharedDict<?, ?>) face(BuiltInType.DICT, FakeCaller.failing(Status.INTERNAL, "see its log"));
        assertThatThrownBy(() -> dict.containsValue(1)).hasMessage("thing 17, containsValue(): see its log");
    }
}
