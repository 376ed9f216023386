package dev.steward.protocol.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.NoSuchObjectException;
import dev.steward.api.RemoteProxy;
import dev.steward.api.SharedArray;
import dev.steward.api.SharedBarrier;
import dev.steward.api.SharedCondition;
import dev.steward.api.SharedDict;
import dev.steward.api.SharedEvent;
import dev.steward.api.SharedIterator;
import dev.steward.api.SharedJoinableQueue;
import dev.steward.api.SharedList;
import dev.steward.api.SharedLock;
import dev.steward.api.SharedNamespace;
import dev.steward.api.SharedQueue;
import dev.steward.api.SharedValue;
import dev.steward.api.Type;
import dev.steward.api.UnsupportedValueException;
import dev.steward.protocol.message.OperationCode;
import dev.steward.protocol.message.StatusCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FacesTest {

    private static final Map<String, Class<?>> BUILT_IN = Map.ofEntries(
            Map.entry("list", SharedList.class),
            Map.entry("dict", SharedDict.class),
            Map.entry("namespace", SharedNamespace.class),
            Map.entry("value", SharedValue.class),
            Map.entry("array", SharedArray.class),
            Map.entry("queue", SharedQueue.class),
            Map.entry("joinableQueue", SharedJoinableQueue.class),
            Map.entry("iterator", SharedIterator.class),
            Map.entry("condition", SharedCondition.class),
            Map.entry("event", SharedEvent.class),
            Map.entry("barrier", SharedBarrier.class));

    private static RemoteProxy face(String typeId, ObjectCaller caller) {
        return Faces.create(typeId, caller, Type.of(Object.class));
    }

    @Test
    void everyBuiltInTypeHasItsFace() {
        BUILT_IN.forEach((typeId, shared) -> {
            assertThat(face(typeId, FakeCaller.silent())).isInstanceOf(shared);
            assertThat(Faces.typeIdOf(shared)).isEqualTo(typeId);
            assertThat(Faces.isBuiltIn(typeId)).isTrue();
        });
        assertThat(Faces.typeIdOf(List.class)).isNull();
        assertThat(Faces.isShared(List.class)).isFalse();
        assertThat(Faces.isBuiltIn("get_task_queue")).isFalse();
    }

    @Test
    void aSharedLockMayBeOfThreeTypesAndLooksAlike() {
        for (String typeId : List.of("lock", "rlock", "condition")) {
            assertThat(Faces.create(typeId, FakeCaller.silent(), Type.of(SharedLock.class)))
                    .isInstanceOf(SharedLock.class);
        }
        assertThat(Faces.typeIdOf(SharedLock.class)).isNull();
        assertThat(Faces.isShared(SharedLock.class)).isTrue();
    }

    @Test
    void interfacesThatTheFaceExtendsAreGivenToo() {
        assertThat(Faces.create("queue", FakeCaller.silent(), Type.of(BlockingQueue.class)))
                .isInstanceOf(SharedQueue.class);
    }

    @Test
    void objectOfAnotherTypeIsRefusedByName() {
        assertThatThrownBy(() -> Faces.create("list", FakeCaller.silent(), Type.queue(Integer.class)))
                .isInstanceOf(NoSuchObjectException.class)
                .hasMessage("thing 17 is a list, not a SharedQueue<Integer>: ask for it as SharedList");
    }

    @Test
    void deadlineGivesAnotherFaceOfTheSameObject() {
        FakeCaller caller = FakeCaller.silent();
        SharedQueue<?> queue = (SharedQueue<?>) face("queue", caller);
        SharedQueue<?> bounded = Faces.withDeadline(queue, Duration.ofSeconds(5));
        assertThat(bounded).isEqualTo(queue).isNotSameAs(queue);
        assertThat(caller.deadlines).containsExactly(Duration.ofSeconds(5));
        assertThatThrownBy(() -> Faces.withDeadline(queue, Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Faces.withDeadline("text", Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void deadlineLeavesEachTypeWhatItIs() {
        for (String typeId : List.of("lock", "rlock", "condition", "semaphore", "boundedSemaphore")) {
            RemoteProxy face = face(typeId, FakeCaller.silent());
            assertThat(Faces.withDeadline(face, Duration.ofSeconds(5))).hasSameClassAs(face);
        }
    }

    @Test
    void joinableQueueStaysOneWhateverItIsAskedForAs() {
        RemoteProxy asQueue = Faces.create("joinableQueue", FakeCaller.silent(), Type.queue(Integer.class));
        assertThat(asQueue).isInstanceOf(SharedJoinableQueue.class);
        assertThat(Faces.withDeadline(asQueue, Duration.ofSeconds(5))).isInstanceOf(SharedJoinableQueue.class);
    }

    @Test
    void numbersAreWidenedToTheDeclaredElement() {
        SharedList<?> list = (SharedList<?>)
                Faces.create("list", new FakeCaller((operation, arguments) -> 5), Type.list(Long.class));
        assertThat(list.get(0)).isEqualTo(5L);
    }

    @Test
    void valueThatDoesNotFitNamesTheObjectThatHoldsIt() {
        SharedList<?> list = (SharedList<?>)
                Faces.create("list", new FakeCaller((operation, arguments) -> "five"), Type.list(Long.class));
        assertThatThrownBy(() -> list.get(0))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageStartingWith("thing 17: ")
                .hasMessageContaining("does not fit Long");
    }

    @Test
    void sharedElementsGetTheTypeOfTheirElements() {
        RemoteProxy inner = face("list", new FakeCaller((operation, arguments) -> 5));
        SharedList<?> outer = (SharedList<?>)
                Faces.create("list", new FakeCaller((operation, arguments) -> inner), Type.list(Type.list(Long.class)));
        assertThat(((SharedList<?>) outer.get(0)).get(0)).isEqualTo(5L);
    }

    @Test
    void equalityIsByObjectWhereTheJdkKnowsNoContent() {
        FakeCaller caller = FakeCaller.silent();
        for (String typeId : List.of(
                "queue",
                "joinableQueue",
                "value",
                "array",
                "iterator",
                "namespace",
                "condition",
                "lock",
                "rlock",
                "semaphore",
                "event",
                "barrier")) {
            assertThat(face(typeId, caller)).isEqualTo(face(typeId, caller)).hasSameHashCodeAs(face(typeId, caller));
        }
        assertThat(face("queue", caller)).isNotEqualTo(new ArrayList<>());
    }

    @Test
    void listsAndDictsAreEqualByContent() {
        RemoteProxy list = face("list", new FakeCaller((operation, arguments) -> List.of(1, 2)));
        assertThat(list).isEqualTo(List.of(1, 2)).hasSameHashCodeAs(List.of(1, 2));
        assertThat(List.of(1, 2)).isEqualTo(new ArrayList<>((List<?>) list));
        assertThat(list).isNotEqualTo(List.of(2, 1)).isNotEqualTo("text");
        RemoteProxy dict = face("dict", new FakeCaller((operation, arguments) -> List.of("a", 1)));
        assertThat(dict).isEqualTo(Map.of("a", 1)).hasSameHashCodeAs(Map.of("a", 1));
    }

    @Test
    void sameListIsEqualWithoutAsking() {
        FakeCaller caller = FakeCaller.silent();
        assertThat(face("list", caller).equals(face("list", caller))).isTrue();
    }

    @Test
    void forgetReachesTheCaller() {
        FakeCaller caller = FakeCaller.silent();
        RemoteProxy.forget(face("list", caller));
        assertThat(caller.forgotten).isEqualTo(1);
    }

    @Test
    void textShowsTenElementsAndCountsTheRest() {
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            all.add(i);
        }
        RemoteProxy list = face("list", new FakeCaller((operation, arguments) -> switch (operation) {
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
                operation == OperationCode.DICT_SIZE ? (Object) 2 : Arrays.asList("a", 1, "b", List.of(2)));
        assertThat(face("dict", caller)).hasToString("{a=1, b=[2]}");
    }

    @Test
    void textOfAHugeDictReadsOnlyItsSize() {
        FakeCaller caller = new FakeCaller((operation, arguments) -> 1_000_000);
        assertThat(face("dict", caller)).hasToString("{1000000 entries}");
        assertThat(caller.operations()).containsExactly(OperationCode.DICT_SIZE);
    }

    @Test
    void textNamesSharedElementsWithoutReadingThem() {
        RemoteProxy inner = face("list", FakeCaller.silent());
        FakeCaller caller = new FakeCaller((operation, arguments) ->
                operation == OperationCode.LIST_SIZE ? (Object) 2 : List.of(inner, List.of(inner)));
        assertThat(face("list", caller)).hasToString("[thing 17, [thing 17]]");
    }

    @Test
    void textWaitsAtMostASecond() {
        FakeCaller caller = new FakeCaller((operation, arguments) -> 5);
        assertThat(face("value", caller)).hasToString("5");
        assertThat(caller.deadlines).allMatch(deadline -> deadline.compareTo(Duration.ofSeconds(1)) <= 0);
        assertThat(caller.deadlines).isNotEmpty();
    }

    @Test
    void textNeverFails() {
        for (String typeId : BUILT_IN.keySet()) {
            assertThat(face(typeId, FakeCaller.failing(StatusCode.NO_SUCH_OBJECT, "it is gone")))
                    .hasToString("thing 17 (not read: it is gone)");
            assertThat(face(typeId, new FakeCaller((operation, arguments) -> "nonsense"))
                            .toString())
                    .isNotEmpty();
            assertThat(face(typeId, new FakeCaller((operation, arguments) -> {
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
            assertThat(face("list", FakeCaller.silent())).hasToString("thing 17 (not read: interrupted)");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void failureNamesObjectAndMethod() {
        SharedDict<?, ?> dict = (SharedDict<?, ?>) face("dict", FakeCaller.failing(StatusCode.INTERNAL, "see its log"));
        assertThatThrownBy(() -> dict.containsValue(1)).hasMessage("thing 17, containsValue: see its log");
    }
}
