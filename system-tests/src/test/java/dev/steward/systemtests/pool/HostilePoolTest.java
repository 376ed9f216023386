package dev.steward.systemtests.pool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.SharedPool;
import dev.steward.api.SharedPoolIterator;
import dev.steward.api.SharedResult;
import dev.steward.api.SyncManager;
import dev.steward.api.Type;
import dev.steward.api.WorkerLostException;
import dev.steward.face.Faces;
import dev.steward.face.failure.OperationFailedException;
import dev.steward.face.object.ObjectCaller;
import dev.steward.process.PoolWorker;
import dev.steward.protocol.value.TaskValue;
import dev.steward.systemtests.client.ServedTest;
import dev.steward.vocabulary.JobKind;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import dev.steward.vocabulary.TaskEnd;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What no face sends, from clients that know the key and play those who bring tasks, or workers: each is refused with a
 * sentence or costs its own task, nobody's log has a stack trace, and the pool serves the others.
 */
@Timeout(120)
class HostilePoolTest extends ServedTest {

    private static final String HERE = HostilePoolTest.class.getPackageName();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int FOR_EVER = -1;
    private static final int AT_ONCE = 0;

    private final PrintStream errors = System.err;
    private final ByteArrayOutputStream logged = new ByteArrayOutputStream();

    private SharedPool pool;
    private ObjectCaller hostile;
    private SyncManager innocent;

    @BeforeEach
    void start() {
        System.setErr(new PrintStream(logged, true, UTF_8));
        int port = serve().port();
        pool = connect(port).pool("work");
        hostile = callerOf(connect(port).pool("work"));
        innocent = connect(port);
    }

    static int square(int number) {
        return number * number;
    }

    private PoolWorker worker() {
        return PoolWorker.builder().slots(1).allow(HERE).join(innocent, "work");
    }

    @AfterEach
    void thePoolGoesOnAndNobodySaysWhatOnlyItsMakersUnderstand() throws Exception {
        try (PoolWorker worker = worker()) {
            assertThat(pool.applyAsync(HostilePoolTest::square, 7).get(PATIENCE))
                    .isEqualTo(49);
            assertThat(worker.hasEnded()).isFalse();
        } finally {
            System.setErr(errors);
        }
        assertThat(logged.toString(UTF_8)).doesNotContain("\tat ", "Exception");
    }

    // What is asked.

    private Status refusal(ObjectCaller caller, Operation operation, Object... arguments) {
        try {
            Object answer = caller.call(operation, arguments);
            throw new AssertionError(operation + " with " + Arrays.deepToString(arguments) + ": " + answer);
        } catch (OperationFailedException refused) {
            assertThat(refused.text()).as("%s", operation).isNotEmpty();
            return refused.status();
        }
    }

    private static Object[] submission(Object function, Object kind, Object items, Object... others) {
        Object[] arguments = {function, HERE, "f", kind, items, true, 1, 0, FOR_EVER, false, AT_ONCE};
        for (int i = 0; i < others.length; i += 2) {
            arguments[(int) others[i]] = others[i + 1];
        }
        return arguments;
    }

    private void assertBad(Operation operation, Object... arguments) {
        assertThat(refusal(hostile, operation, arguments))
                .as("%s with %s", operation, Arrays.deepToString(arguments))
                .isEqualTo(Status.BAD_ARGUMENT);
    }

    private List<Object> numbersOfStatus() {
        return List.of(
                pool.status().waiting(), pool.status().running(), pool.status().done());
    }

    @Test
    void tasksThatMakeNoSenseAreRefusedAndLeaveNothing() {
        List<Object> before = numbersOfStatus();
        int task = JobKind.TASK.code();
        int map = JobKind.MAP.code();
        List<Integer> one = List.of(1);
        assertBad(Operation.POOL_SUBMIT, submission("f", -1, one));
        assertBad(Operation.POOL_SUBMIT, submission("f", JobKind.values().length, one));
        assertBad(Operation.POOL_SUBMIT, submission("f", Long.MAX_VALUE, one));
        assertBad(Operation.POOL_SUBMIT, submission("f", task, List.of()));
        assertBad(Operation.POOL_SUBMIT, submission("f", task, List.of(1, 2)));
        assertBad(Operation.POOL_SUBMIT, submission("f", task, one, 5, false));
        assertBad(Operation.POOL_SUBMIT, submission("f", map, "items"));
        assertBad(Operation.POOL_SUBMIT, submission("f", map, one, 1, 7));
        assertBad(Operation.POOL_SUBMIT, submission("f", map, one, 6, -1));
        assertBad(Operation.POOL_SUBMIT, submission("f", map, one, 7, Long.MIN_VALUE));
        assertBad(Operation.POOL_SUBMIT, submission("f", map, one, 8, -2));
        assertBad(Operation.POOL_SUBMIT, submission("f", map, one, 10, Long.MIN_VALUE));
        assertThat(numbersOfStatus()).isEqualTo(before);
    }

    @Test
    void numbersWithoutMeasureAreTakenAsVeryMuch() throws Exception {
        Object made = hostile.call(
                Operation.POOL_SUBMIT,
                submission(
                        new TaskValue("no function"),
                        JobKind.MAP.code(),
                        List.of(1, 2),
                        6,
                        Long.MAX_VALUE,
                        7,
                        Long.MAX_VALUE,
                        8,
                        Long.MAX_VALUE));
        try (PoolWorker worker = worker()) {
            SharedResult<?> result = (SharedResult<?>) requireNonNull(made);
            assertThatThrownBy(() -> result.get(PATIENCE)).isInstanceOf(ExecutionException.class);
            assertThat(worker.hasEnded()).isFalse();
        }
    }

    @Test
    void whatIsNoFunctionCostsItsOwnTask() throws Exception {
        List<Object> functions =
                new ArrayList<>(Arrays.asList(null, 7, "f", List.of(), new TaskValue(null), new TaskValue(List.of(1))));
        functions.add(new TaskValue(new byte[3]));
        try (PoolWorker worker = worker()) {
            for (Object function : functions) {
                SharedResult<?> result = (SharedResult<?>) requireNonNull(
                        hostile.call(Operation.POOL_SUBMIT, submission(function, JobKind.TASK.code(), List.of(1))));
                assertThatThrownBy(() -> result.get(PATIENCE))
                        .as("%s", function)
                        .isInstanceOf(ExecutionException.class)
                        .hasMessageMatching("(?s).{10,3000}");
            }
            assertThat(worker.hasEnded()).isFalse();
        }
    }

    @Test
    void workersThatCannotBeAreRefused() {
        List<Object> none = List.of();
        for (Object slots : new Object[] {-1, 0, 10_001, Long.MAX_VALUE, "two", 0.5, true}) {
            assertBad(Operation.POOL_JOIN, "w", slots, none);
        }
        assertBad(Operation.POOL_JOIN, 7, 1, none);
        assertBad(Operation.POOL_JOIN, "w", 1, "a package");
        assertBad(Operation.POOL_JOIN, "w", 1, List.of(7));
        assertBad(Operation.POOL_JOIN, "w", 1, Arrays.asList((Object) null));
        assertBad(Operation.POOL_JOIN, "w", 1, List.of("x".repeat(70_000)));
        assertBad(Operation.POOL_JOIN, "w", 1, Collections.nCopies(65, "p"));
        assertThat(pool.status().workers()).isEmpty();
    }

    @Test
    void aSeatOfAnotherSessionIsNobodysElse() throws Exception {
        try (PoolWorker worker = worker()) {
            for (Object number : new Object[] {worker.number(), 0, -1, Long.MIN_VALUE, Long.MAX_VALUE}) {
                assertThat(refusal(hostile, Operation.POOL_TAKE, number, AT_ONCE))
                        .isEqualTo(Status.NOT_OWNER);
                assertThat(hostile.call(Operation.POOL_LEAVE, number)).isEqualTo(false);
            }
            assertThat(pool.status().workers()).hasSize(1);
        }
    }

    // Workers that lie.

    private long joined() {
        return ((Number) requireNonNull(hostile.call(Operation.POOL_JOIN, "liar", 4, List.of()))).longValue();
    }

    /** Takes tasks and returns their runs. */
    private List<?> taken(long seat) {
        List<?> given = (List<?>) requireNonNull(hostile.call(Operation.POOL_TAKE, seat, FOR_EVER));
        return (List<?>) given.get(3);
    }

    private Object done(Object run, TaskEnd end, Object value) {
        return hostile.call(Operation.POOL_DONE, run, end.code(), value);
    }

    @Test
    void aResultIsToldOnceAndOfOnesOwnTask() throws Exception {
        long seat = joined();
        SharedResult<Integer> first = pool.applyAsync(HostilePoolTest::square, 2);
        Object run = taken(seat).get(0);
        for (Object other : new Object[] {((Number) run).longValue() + 1, 0, -1, Long.MIN_VALUE, Long.MAX_VALUE}) {
            assertThat(refusal(hostile, Operation.POOL_DONE, other, TaskEnd.RESULT.code(), 5))
                    .as("%s", other)
                    .isEqualTo(Status.SETTLED);
        }
        assertThat(done(run, TaskEnd.RESULT, new TaskValue(5))).isEqualTo(true);
        assertThat(refusal(hostile, Operation.POOL_DONE, run, TaskEnd.RESULT.code(), 6))
                .isEqualTo(Status.SETTLED);
        assertThat(first.get(PATIENCE)).isEqualTo(5);
        SharedResult<Integer> second = pool.applyAsync(HostilePoolTest::square, 2);
        Object cancelled = taken(seat).get(0);
        assertThat(second.cancel(true)).isTrue();
        assertThat(done(cancelled, TaskEnd.RESULT, new TaskValue(5))).isEqualTo(false);
        assertThatThrownBy(() -> second.get(PATIENCE)).isInstanceOf(CancellationException.class);
        assertThat(hostile.call(Operation.POOL_LEAVE, seat)).isEqualTo(true);
    }

    @Test
    void endsThatNoTaskHasAreRefusedAndTheTaskStays() throws Exception {
        long seat = joined();
        SharedResult<Integer> result = pool.applyAsync(HostilePoolTest::square, 2);
        Object run = taken(seat).get(0);
        for (Object end : new Object[] {TaskEnd.CANCELLED.code(), 8, Long.MAX_VALUE, -1, "done", 0.5}) {
            assertBad(Operation.POOL_DONE, run, end, "text");
        }
        for (TaskEnd end : TaskEnd.values()) {
            if (end != TaskEnd.RESULT) {
                assertBad(Operation.POOL_DONE, run, end.code(), 7);
                assertBad(Operation.POOL_DONE, run, end.code(), null);
            }
        }
        for (Object loss : new Object[] {List.of(), List.of("gone"), List.of(1, "gone"), List.of("gone", 1, 1)}) {
            assertBad(Operation.POOL_DONE, run, TaskEnd.LOST.code(), loss);
        }
        assertThat(result.isDone()).isFalse();
        assertThat(done(run, TaskEnd.LOST, List.of("gone", Long.MAX_VALUE))).isEqualTo(true);
        assertThatThrownBy(() -> result.get(PATIENCE)).hasCauseInstanceOf(WorkerLostException.class);
        assertThat(hostile.call(Operation.POOL_LEAVE, seat)).isEqualTo(true);
    }

    @Test
    void whatWasNeverThrownIsStillAnExceptionOfWhoeverWaits() throws Exception {
        long seat = joined();
        List<Object> nested = List.of("a.B", "deep");
        for (int i = 0; i < 100; i++) {
            nested = Arrays.asList("a.B", "deep", "", List.of(), nested);
        }
        List<List<?>> lies = List.of(
                List.of(),
                List.of(7),
                Arrays.asList(null, null, null, null, null, null),
                List.of("no class", 3, 4, 5, 6, 7),
                Arrays.asList("java.lang.OutOfMemoryError", "full", "\tat nowhere", List.of("x", 7), null, "exception"),
                Arrays.asList("java.lang.Thread", "none", "", List.of("java.lang.Object"), null),
                nested);
        for (List<?> lie : lies) {
            SharedResult<Integer> result = pool.applyAsync(HostilePoolTest::square, 2);
            SharedPoolIterator<Integer> iterator = pool.imap(HostilePoolTest::square, List.of(2));
            assertThat(done(taken(seat).get(0), TaskEnd.THROWN, lie)).isEqualTo(true);
            assertThat(done(taken(seat).get(0), TaskEnd.THROWN, lie)).isEqualTo(true);
            assertThatThrownBy(() -> result.get(PATIENCE))
                    .as("%s", lie)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(Throwable.class);
            assertThatThrownBy(() -> result.toCompletableFuture().get()).isInstanceOf(ExecutionException.class);
            assertThatThrownBy(() -> iterator.next(PATIENCE)).as("%s", lie).hasCauseInstanceOf(Throwable.class);
            assertThat(iterator.hasNext()).isFalse();
        }
        assertThat(hostile.call(Operation.POOL_LEAVE, seat)).isEqualTo(true);
    }

    // Others' jobs.

    @Test
    void onlyWhoBroughtTheFirstItemsBringsMore() throws Exception {
        SharedPoolIterator<Integer> iterator = pool.imap(HostilePoolTest::square, List.of(1, 2));
        SharedResult<Integer> result = pool.applyAsync(HostilePoolTest::square, 2);
        List<ObjectCaller> attached = List.of(
                callerOf(innocent.attach(iterator.objectToken(), Type.of(SharedPoolIterator.class))),
                callerOf(innocent.attach(result.objectToken(), Type.of(SharedResult.class))));
        for (ObjectCaller job : attached) {
            assertThat(refusal(job, Operation.RESULT_ADD, List.of(3), false, AT_ONCE))
                    .isEqualTo(Status.NOT_OWNER);
            assertThat(refusal(job, Operation.RESULT_ADD, "items", false, AT_ONCE))
                    .isEqualTo(Status.BAD_ARGUMENT);
        }
        ObjectCaller own = callerOf(result);
        assertThat(refusal(own, Operation.RESULT_ADD, List.of(3), true, AT_ONCE))
                .isEqualTo(Status.BAD_ARGUMENT);
        assertThat(result.cancel(true)).isTrue();
        assertThat(own.call(Operation.RESULT_ADD, List.of(3), true, AT_ONCE)).isEqualTo(false);
        iterator.close();
    }

    private static ObjectCaller callerOf(Object proxy) {
        return requireNonNull(Faces.callerOf(proxy)).forTasks();
    }

    @Test
    void whatIsAskedOfResultsWithAbsurdNumbersIsAnswered() {
        SharedResult<Integer> result = pool.applyAsync(HostilePoolTest::square, 2);
        ObjectCaller job = callerOf(result);
        for (Object run : new Object[] {0, -1, 77, Long.MIN_VALUE, Long.MAX_VALUE}) {
            assertThat(refusal(job, Operation.RESULT_AWAIT, 0, run, AT_ONCE)).isEqualTo(Status.TIMED_OUT);
            assertThat(refusal(job, Operation.RESULT_AWAIT, Long.MAX_VALUE, run, AT_ONCE))
                    .isEqualTo(Status.TIMED_OUT);
            assertThat(refusal(job, Operation.RESULT_NEXT, run, AT_ONCE)).isEqualTo(Status.NO_SUCH_OPERATION);
        }
        assertThat(refusal(job, Operation.RESULT_PROGRESS, Long.MAX_VALUE, AT_ONCE))
                .isEqualTo(Status.TIMED_OUT);
        assertThat(result.cancel(true)).isTrue();
        assertThat(refusal(hostile, Operation.RESULT_AWAIT, 0, 0, AT_ONCE)).isEqualTo(Status.NO_SUCH_OPERATION);
    }

    @Test
    void noOrderOfCallsMakesTheServerFail() {
        long seed = Long.getLong("seed", 1);
        Random random = new Random(seed);
        List<Operation> operations = Arrays.stream(Operation.values())
                .filter(operation -> operation.name().startsWith("POOL_") && operation != Operation.POOL_SHUTDOWN)
                .toList();
        List<Object> values = Arrays.asList(
                null, true, false, "a", 0.5, 0, 1, 2, 3, 7, Long.MAX_VALUE, List.of(), List.of(1), List.of("a", 1));
        for (int i = 0; i < 2_000; i++) {
            Operation operation = operations.get(random.nextInt(operations.size()));
            Object[] arguments = operation.arguments().stream()
                    // Nobody would end a wait.
                    .map(argument -> argument.name().equals("timeout")
                            ? (Object) AT_ONCE
                            : values.get(random.nextInt(values.size())))
                    .toArray();
            try {
                Object unused = hostile.call(operation, arguments);
            } catch (OperationFailedException refused) {
                assertThat(refused.status())
                        .as("seed %d: %s with %s", seed, operation, Arrays.deepToString(arguments))
                        .isNotEqualTo(Status.INTERNAL);
            }
        }
        for (long seat = 1; seat < 2_000; seat++) {
            Object unused = hostile.call(Operation.POOL_LEAVE, seat);
        }
    }
}
