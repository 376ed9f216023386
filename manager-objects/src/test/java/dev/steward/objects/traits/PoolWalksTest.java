package dev.steward.objects.traits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.ObjectId;
import dev.steward.objects.Answer;
import dev.steward.objects.CallId;
import dev.steward.objects.Group;
import dev.steward.objects.Invoke;
import dev.steward.objects.ObjectInput;
import dev.steward.objects.ObjectLimits;
import dev.steward.objects.SessionId;
import dev.steward.objects.Value;
import dev.steward.objects.shared.Creation;
import dev.steward.objects.type.Catalogue;
import dev.steward.vocabulary.BuiltInType;
import dev.steward.vocabulary.JobKind;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Reach;
import dev.steward.vocabulary.TaskEnd;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * As {@link WalksTest}, of pools: each operation is asked of one with few and of one with many tasks, where somebody is that
 * may ask it.
 */
@Timeout(60)
class PoolWalksTest {

    /** What is asked of a pool with a map, an iterator that has a result, and a worker that has a task of each. */
    static final Map<Operation, Asked> ASKED = Map.ofEntries(
            Map.entry(Operation.POOL_SUBMIT, scene -> scene.submit(JobKind.MAP)),
            Map.entry(Operation.POOL_SHUTDOWN, scene -> scene.ask(Scene.POOL, Operation.POOL_SHUTDOWN, true)),
            Map.entry(Operation.POOL_JOINED, scene -> scene.ask(Scene.POOL, Operation.POOL_JOINED, 0)),
            Map.entry(Operation.POOL_STATUS, scene -> scene.ask(Scene.POOL, Operation.POOL_STATUS)),
            Map.entry(Operation.POOL_JOIN, scene -> scene.join()),
            Map.entry(Operation.POOL_LEAVE, scene -> scene.ask(Scene.POOL, Operation.POOL_LEAVE, 1)),
            Map.entry(Operation.POOL_TAKE, scene -> scene.ask(Scene.POOL, Operation.POOL_TAKE, 1, 0)),
            Map.entry(
                    Operation.POOL_DONE,
                    scene -> scene.ask(
                            Scene.POOL,
                            Operation.POOL_DONE,
                            scene.size + 1,
                            TaskEnd.THROWN.code(),
                            scene.values.listOf(List.of()))),
            Map.entry(
                    Operation.RESULT_ADD,
                    scene -> scene.ask(Scene.ITERATOR, Operation.RESULT_ADD, scene.items(), false, 0)),
            Map.entry(Operation.RESULT_CANCEL, scene -> scene.ask(Scene.MAP, Operation.RESULT_CANCEL, true)),
            Map.entry(Operation.RESULT_DETACH, scene -> scene.ask(Scene.MAP, Operation.RESULT_DETACH)),
            Map.entry(Operation.RESULT_PROGRESS, scene -> scene.ask(Scene.MAP, Operation.RESULT_PROGRESS, -1, 0)),
            Map.entry(Operation.RESULT_AWAIT, scene -> scene.ask(Scene.DONE, Operation.RESULT_AWAIT, 0, 0, 0)),
            Map.entry(Operation.RESULT_NEXT, scene -> scene.ask(Scene.ITERATOR, Operation.RESULT_NEXT, 0, 0)));

    private static final int FEW = 10;
    private static final int MANY = 1_000;

    /** Asks something. */
    interface Asked {
        @Nullable
        Answer of(Scene scene);
    }

    /** A pool with so many tasks of each of its jobs. */
    static final class Scene {
        static final ObjectId POOL = new ObjectId(7);
        static final ObjectId DONE = new ObjectId(101);
        static final ObjectId MAP = new ObjectId(102);
        static final ObjectId ITERATOR = new ObjectId(103);
        private static final SessionId SESSION = new SessionId(1, 7);

        final TracedValues values = new TracedValues();
        private final int size;
        private final Group pool;
        private long lastNumber;
        private long lastMember = 100;

        Scene(int size) {
            this.size = size;
            pool = Catalogue.make(BuiltInType.POOL, new Creation(values, POOL, 5, 0, ObjectLimits.DEFAULT), List.of());
            join();
            submit(JobKind.MAP);
            for (Value run : runs()) {
                ask(POOL, Operation.POOL_DONE, run, TaskEnd.RESULT.code(), item(0));
            }
            submit(JobKind.MAP);
            submit(JobKind.UNORDERED);
        }

        private List<Value> runs() {
            List<Value> runs = new ArrayList<>();
            while (runs.size() < size) {
                Answer taken = ask(POOL, Operation.POOL_TAKE, 1, 0);
                runs.addAll(values.asList(values.asList(taken.value()).get(3)));
            }
            return runs;
        }

        private Value item(int index) {
            return values.textWithReference("item " + index, 1_000L + index);
        }

        Value items() {
            List<Value> items = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                items.add(item(i));
            }
            return values.listOf(items);
        }

        Answer join() {
            return ask(POOL, Operation.POOL_JOIN, "worker", 10, values.listOf(List.of()));
        }

        Answer submit(JobKind kind) {
            CallId call = new CallId(SESSION, 1, ++lastNumber);
            boolean complete = kind == JobKind.MAP;
            Told told = told(
                    call,
                    POOL,
                    Operation.POOL_SUBMIT,
                    "f",
                    "p",
                    "p.F::f",
                    kind.code(),
                    items(),
                    complete,
                    size,
                    0,
                    -1,
                    false,
                    0);
            assertThat(told.members).containsKey(call);
            pool.apply(new ObjectInput.MemberAdded(1, call, new ObjectId(++lastMember)), new Told());
            return Answer.ok(values.nil(), 1);
        }

        Answer ask(ObjectId target, Operation operation, Object... arguments) {
            CallId call = new CallId(SESSION, 1, ++lastNumber);
            Answer answer = told(call, target, operation, arguments).answers.get(call);
            assertThat(answer).as("%s", operation).isNotNull();
            return answer;
        }

        private Told told(CallId call, ObjectId target, Operation operation, Object... arguments) {
            Told told = new Told();
            List<Value> converted = Arrays.stream(arguments).map(this::value).toList();
            pool.apply(new Invoke(1, call, target, operation, converted), told);
            return told;
        }

        private Value value(Object argument) {
            if (argument instanceof Value value) {
                return value;
            } else if (argument instanceof Boolean truth) {
                return values.of(truth.booleanValue());
            } else if (argument instanceof Number number) {
                return values.of(number.longValue());
            }
            return values.of((String) argument);
        }
    }

    static List<Operation> operations() {
        return List.copyOf(ASKED.keySet());
    }

    private static long looks(int size, Operation operation) {
        Scene scene = new Scene(size);
        if (operation == Operation.POOL_DONE
                || operation == Operation.POOL_LEAVE
                || operation == Operation.RESULT_NEXT) {
            scene.ask(Scene.POOL, Operation.POOL_TAKE, 1, 0);
        }
        Asked asked = ASKED.get(operation);
        long before = scene.values.looks();
        Answer answer = asked == null ? null : asked.of(scene);
        if (answer != null) {
            scene.values.send(answer.value());
        }
        return scene.values.looks() - before;
    }

    @ParameterizedTest
    @MethodSource("operations")
    void whatWalksLooksAtMoreWhereThereIsMoreAndNothingElseDoes(Operation operation) {
        long growth = looks(MANY, operation) - looks(FEW, operation);
        assertThat(growth > (MANY - FEW) / 10)
                .as("%s looks at %d values more", operation.name(), growth)
                .isEqualTo(operation.reach() == Reach.WALKS);
    }

    @Test
    void everyOperationOfPoolsIsAsked() {
        EnumSet<Operation> ofPools = EnumSet.noneOf(Operation.class);
        Arrays.stream(Operation.values())
                .filter(operation -> operation.isOfObjects()
                        && (operation.name().startsWith("POOL_")
                                || operation.name().startsWith("RESULT_")))
                .forEach(ofPools::add);
        assertThat(ASKED).containsOnlyKeys(ofPools);
    }
}
