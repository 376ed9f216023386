package dev.steward.process.worker;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.ConnectionLostException;
import dev.steward.api.Outcome;
import dev.steward.api.OverloadedException;
import dev.steward.api.QueueShutDownException;
import dev.steward.api.SerializableBiFunction;
import dev.steward.api.SerializableCallable;
import dev.steward.api.SerializableFunction;
import dev.steward.api.SerializableQuadFunction;
import dev.steward.api.SerializableQuintFunction;
import dev.steward.api.SerializableTriFunction;
import dev.steward.api.SessionLostException;
import dev.steward.api.UnsupportedValueException;
import dev.steward.process.pool.CrewOptions;
import dev.steward.process.worker.WorkerSeat.Told;
import java.io.Serializable;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A worker does what its seat gives it, and tells of each task once. */
@Timeout(120)
@Tag("one-jdk")
class WorkerLoopTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final FakeSeat seat = new FakeSeat();
    private @Nullable WorkerLoop loop;

    /** A run, and what was told of it. */
    private record Heard(long run, Told told) {}

    /** A seat in a pool that the test is. */
    private static final class FakeSeat implements WorkerSeat {

        final BlockingQueue<Object> lots = new LinkedBlockingQueue<>();
        final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
        final CountDownLatch left = new CountDownLatch(1);
        final AtomicInteger refusals = new AtomicInteger();
        volatile @Nullable RuntimeException refusal;

        @Override
        public @Nullable TaskLot take(Duration timeout) throws InterruptedException {
            Object next = lots.take();
            if (next instanceof RuntimeException failure) {
                throw failure;
            }
            return (TaskLot) next;
        }

        @Override
        public void tell(long run, Told told) {
            RuntimeException why = refusal;
            if (why != null && refusals.getAndDecrement() > 0) {
                throw why;
            }
            heard.add(new Heard(run, told));
        }

        @Override
        public void leave() {
            left.countDown();
        }

        void refuse(int times, RuntimeException why) {
            refusals.set(times);
            refusal = why;
        }

        Heard next() throws InterruptedException {
            Heard next = heard.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(next).as("what the worker tells").isNotNull();
            return requireNonNull(next);
        }

        Told told() throws InterruptedException {
            return next().told();
        }
    }

    private static CrewOptions options(int slots, int tasksPerWorker, String... jvmOptions) {
        return new CrewOptions("worker", slots, null, tasksPerWorker, null, 0, List.of(jvmOptions));
    }

    private WorkerLoop inThreads(int slots) {
        return started(TaskBench.ofThreads(options(slots, Integer.MAX_VALUE)));
    }

    private WorkerLoop started(TaskBench bench) {
        WorkerLoop made = new WorkerLoop("pool-worker-test", seat, bench);
        loop = made;
        made.start();
        return made;
    }

    @AfterEach
    void end() throws Exception {
        WorkerLoop made = loop;
        if (made != null) {
            made.terminate();
            made.onEnd().handle((nothing, failure) -> true).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private static TaskLot lot(long firstRun, Serializable function, @Nullable Object... arguments) {
        return limited(-1, firstRun, function, arguments);
    }

    private static RunTask task(Serializable function, @Nullable Object argument) {
        return new RunTask(function, argument, null, 0);
    }

    private static TaskLot limited(
            long limitNanos, long firstRun, Serializable function, @Nullable Object... arguments) {
        List<Long> runs =
                LongStream.range(firstRun, firstRun + arguments.length).boxed().toList();
        List<@Nullable Object> all = Arrays.asList(arguments);
        return new TaskLot("f", limitNanos, runs, index -> task(function, all.get(index)), false);
    }

    private static final SerializableFunction<Integer, Integer> SQUARE = n -> n * n;

    @Test
    void tasksOfALotAreDoneInOrderAndEachIsToldOf() throws Exception {
        WorkerLoop worker = inThreads(2);
        seat.lots.add(lot(7, SQUARE, 3, 4));
        assertThat(seat.next()).isEqualTo(new Heard(7, new Told.Result(9)));
        assertThat(seat.next()).isEqualTo(new Heard(8, new Told.Result(16)));
        seat.lots.add(lot(9, (SerializableCallable<String>) () -> "called", (Object) null));
        assertThat(seat.told()).isEqualTo(new Told.Result("called"));
        SerializableBiFunction<Integer, Integer, Integer> plus = Integer::sum;
        seat.lots.add(lot(10, plus, List.of(1, 2)));
        assertThat(seat.told()).isEqualTo(new Told.Result(3));
        SerializableTriFunction<String, Integer, Integer, String> part = String::substring;
        seat.lots.add(lot(11, part, List.of("steward", 0, 4)));
        assertThat(seat.told()).isEqualTo(new Told.Result("stew"));
        SerializableQuadFunction<String, String, String, String, String> four = (a, b, c, d) -> a + b + c + d;
        seat.lots.add(lot(12, four, List.of("f", "o", "u", "r")));
        assertThat(seat.told()).isEqualTo(new Told.Result("four"));
        SerializableQuintFunction<String, String, String, String, String, String> five =
                (a, b, c, d, e) -> e + d + c + b + a;
        seat.lots.add(lot(13, five, List.of("e", "v", "i", "f", "=")));
        assertThat(seat.told()).isEqualTo(new Told.Result("=five"));
        worker.leave();
        worker.onEnd().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(worker.done()).isEqualTo(7);
    }

    @Test
    void whatIsThrownIsToldAndTheNextTaskIsDone() throws Exception {
        inThreads(1);
        SerializableFunction<Integer, Integer> divide = n -> 6 / n;
        seat.lots.add(lot(1, divide, 0, 2));
        Told thrown = seat.told();
        assertThat(thrown).isInstanceOf(Told.Thrown.class);
        assertThat(((Told.Thrown) thrown).thrown()).isInstanceOf(ArithmeticException.class);
        assertThat(seat.told()).isEqualTo(new Told.Result(3));
        seat.lots.add(lot(3, "no function", 1));
        assertThat(((Told.Thrown) seat.told()).thrown())
                .hasMessageContaining("java.lang.String is no function of a pool");
        SerializableBiFunction<Integer, Integer, Integer> plus = Integer::sum;
        seat.lots.add(lot(4, plus, List.of(1, 2, 3)));
        assertThat(((Told.Thrown) seat.told()).thrown())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("for these arguments");
    }

    @Test
    void whatMayNotRunIsRefusedWithTheReason() throws Exception {
        inThreads(1);
        seat.lots.add(new TaskLot(
                "f",
                -1,
                List.of(5L),
                index -> {
                    throw new CannotRunException("add allow(\"com.acme\")");
                },
                false));
        assertThat(seat.next()).isEqualTo(new Heard(5, new Told.Refused("add allow(\"com.acme\")")));
    }

    @Test
    void aTaskThatTakesTooLongIsEndedAndTheSlotGoesOn() throws Exception {
        inThreads(1);
        SerializableFunction<Integer, Integer> sleep = millis -> {
            Thread.sleep(millis);
            return millis;
        };
        seat.lots.add(limited(TimeUnit.MILLISECONDS.toNanos(300), 1, sleep, 600_000, 0));
        assertThat(seat.told()).isEqualTo(new Told.TimedOut("f took longer than 300 ms, and was ended"));
        assertThat(seat.told()).isEqualTo(new Told.Result(0));
    }

    @Test
    void aRunThatNobodyWantsIsEnded() throws Exception {
        inThreads(1);
        CountDownLatch begun = new CountDownLatch(1);
        seat.lots.add(new TaskLot("f", -1, List.of(1L), index -> task(waiting(begun), null), false));
        assertThat(begun.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        seat.lots.add(TaskLot.toEnd(List.of(1L, 99L)));
        assertThat(seat.next()).isEqualTo(new Heard(1, new Told.Lost("f was cancelled while it ran", -1)));
    }

    @Test
    void aRunThatNobodyWantsBeforeItBeginsDoesNotBegin() throws Exception {
        inThreads(1);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        SerializableCallable<String> first = () -> {
            begun.countDown();
            mayEnd.await();
            return "first";
        };
        seat.lots.add(lot(1, first, null, null));
        assertThat(begun.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        seat.lots.add(TaskLot.toEnd(List.of(2L)));
        // The taker has done with that one when it has this one.
        CountDownLatch taken = new CountDownLatch(1);
        seat.lots.add(new TaskLot(
                "g",
                -1,
                List.of(3L),
                index -> {
                    taken.countDown();
                    throw new CannotRunException("for the test");
                },
                false));
        assertThat(taken.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(seat.next()).isEqualTo(new Heard(3, new Told.Refused("for the test")));
        mayEnd.countDown();
        assertThat(seat.next()).isEqualTo(new Heard(1, new Told.Result("first")));
        assertThat(seat.next()).isEqualTo(new Heard(2, new Told.Lost("f was cancelled before it began", -1)));
    }

    private static SerializableCallable<String> waiting(CountDownLatch begun) {
        return () -> {
            begun.countDown();
            new CountDownLatch(1).await();
            return "never";
        };
    }

    @Test
    void whoLeavesEndsWhatRunsAndGivesBackTheRest() throws Exception {
        WorkerLoop worker = inThreads(1);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch finish = new CountDownLatch(1);
        SerializableCallable<String> task = () -> {
            begun.countDown();
            finish.await();
            return "done";
        };
        seat.lots.add(lot(1, task, null, null, null));
        assertThat(begun.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        worker.leave();
        assertThat(worker.onEnd()).isNotDone();
        finish.countDown();
        assertThat(seat.next()).isEqualTo(new Heard(1, new Told.Result("done")));
        assertThat(seat.next()).isEqualTo(new Heard(2, new Told.GivenBack()));
        assertThat(seat.next()).isEqualTo(new Heard(3, new Told.GivenBack()));
        worker.onEnd().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(seat.left.getCount()).isZero();
        assertThat(worker.done()).isEqualTo(1);
    }

    @Test
    void aFullServerIsToldAgainUntilItHasHeard() throws Exception {
        inThreads(1);
        seat.refuse(3, new OverloadedException("full", Duration.ofSeconds(1)));
        seat.lots.add(lot(1, SQUARE, 5));
        assertThat(seat.next()).isEqualTo(new Heard(1, new Told.Result(25)));
    }

    @Test
    void aResultThatCannotTravelIsToldAsThat() throws Exception {
        inThreads(1);
        seat.refuse(1, new UnsupportedValueException("a thread cannot travel", Outcome.NOT_EXECUTED));
        seat.lots.add(lot(1, SQUARE, 5));
        assertThat(seat.next()).isEqualTo(new Heard(1, new Told.NoResult("a thread cannot travel")));
    }

    @Test
    void aTaskThatWasTakenAwayDoesNotHoldUpTheNext() throws Exception {
        inThreads(1);
        seat.refuse(1, new IllegalStateException("run 1 is settled"));
        seat.lots.add(lot(1, SQUARE, 5, 6));
        assertThat(seat.next()).isEqualTo(new Heard(2, new Told.Result(36)));
    }

    @Test
    void aPoolThatIsShutDownEndsItsWorkers() throws Exception {
        WorkerLoop worker = inThreads(2);
        seat.lots.add(lot(1, SQUARE, 5));
        seat.lots.add(new QueueShutDownException("shut down", Outcome.NOT_EXECUTED));
        worker.onEnd().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(seat.next().run()).isEqualTo(1);
        assertThat(seat.left.getCount()).isZero();
    }

    @Test
    void aSessionThatIsSuspendedIsWaitedFor() throws Exception {
        WorkerLoop worker = inThreads(1);
        seat.lots.add(new ConnectionLostException("suspended", Outcome.NOT_EXECUTED));
        seat.lots.add(new ConnectionLostException("suspended", Outcome.NOT_EXECUTED));
        seat.refuse(2, new ConnectionLostException("suspended", Outcome.NOT_EXECUTED));
        seat.lots.add(lot(1, SQUARE, 5));
        assertThat(seat.next()).isEqualTo(new Heard(1, new Told.Result(25)));
        assertThat(worker.onEnd()).isNotDone();
    }

    @Test
    void whoLeavesWhileTheSessionIsSuspendedLeaves() throws Exception {
        WorkerLoop worker = inThreads(1);
        for (int i = 0; i < 100; i++) {
            seat.lots.add(new ConnectionLostException("suspended", Outcome.NOT_EXECUTED));
        }
        worker.leave();
        worker.onEnd().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(seat.lots).isNotEmpty();
    }

    @Test
    void aLostServerEndsTheWorkerAndWhatItDoes() throws Exception {
        WorkerLoop worker = inThreads(1);
        CountDownLatch begun = new CountDownLatch(1);
        seat.lots.add(new TaskLot("f", -1, List.of(1L), index -> task(waiting(begun), null), false));
        assertThat(begun.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        seat.lots.add(new SessionLostException("the server is gone", Outcome.UNKNOWN));
        assertThatThrownBy(() -> worker.onEnd().get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(SessionLostException.class);
    }

    private static int exit(int code) {
        if (code == 0) {
            return 0;
        }
        Runtime.getRuntime().halt(code);
        return code;
    }

    private static int fill(int megabytes) {
        return new long[megabytes * (1 << 17)].length;
    }

    @Test
    void aProcessThatEndsCostsOneTask() throws Exception {
        started(TaskBench.ofProcesses(options(1, Integer.MAX_VALUE, "-Xmx64m")));
        SerializableFunction<Integer, Integer> exit = WorkerLoopTest::exit;
        seat.lots.add(lot(1, exit, 3, 137, 0));
        Told lost = seat.told();
        assertThat(lost).isInstanceOf(Told.Lost.class);
        assertThat(((Told.Lost) lost).exitCode()).isEqualTo(3);
        assertThat(((Told.Lost) seat.told()).exitCode()).isEqualTo(137);
        assertThat(seat.told()).isEqualTo(new Told.Result(0));
        SerializableFunction<Integer, Integer> fill = WorkerLoopTest::fill;
        seat.lots.add(lot(4, fill, 1_000, 1));
        assertThat(((Told.Thrown) seat.told()).thrown()).isInstanceOf(OutOfMemoryError.class);
        assertThat(seat.told()).isEqualTo(new Told.Result(1 << 17));
    }

    @Test
    void processesThatEndBeforeTheyAreReadyEndTheWorkerWhichSaysWhy() throws Exception {
        WorkerLoop worker = started(TaskBench.ofProcesses(options(1, Integer.MAX_VALUE, "-XX:NoSuchOption")));
        seat.lots.add(lot(1, SQUARE, 5));
        assertThat(seat.next()).isEqualTo(new Heard(1, new Told.GivenBack()));
        assertThatThrownBy(() -> worker.onEnd().get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("exit code 1");
        assertThat(seat.left.getCount()).isZero();
    }

    @Test
    void anExceptionOfAProcessArrivesAsItLeft() throws Exception {
        started(TaskBench.ofProcesses(options(1, Integer.MAX_VALUE)));
        SerializableFunction<Integer, Integer> divide = n -> 6 / n;
        seat.lots.add(lot(1, divide, 0));
        assertThat(((Told.Thrown) seat.told()).thrown())
                .isInstanceOf(ArithmeticException.class)
                .hasMessage("/ by zero");
    }

    @Test
    void aProcessIsReplacedAfterSoManyTasks() throws Exception {
        started(TaskBench.ofProcesses(options(1, 1)));
        SerializableCallable<Long> pid = () -> ProcessHandle.current().pid();
        seat.lots.add(lot(1, pid, null, null, null));
        Set<Told> pids = new HashSet<>(List.of(seat.told(), seat.told(), seat.told()));
        assertThat(pids).hasSize(3);
    }
}
