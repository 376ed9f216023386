package dev.steward.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.steward.api.AsyncResult;
import dev.steward.api.ManagerException;
import dev.steward.api.WorkerLostException;
import dev.steward.process.link.LinkLoop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What workers that are processes can do to a pool, and what it does about it. */
@Timeout(240)
@Tag("one-jdk")
class ProcessPoolTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<ProcessPool> pools = new ArrayList<>();

    @AfterEach
    void nothingIsLeft() throws Exception {
        for (ProcessPool pool : pools) {
            pool.terminate();
            assertThat(pool.join(PATIENCE)).isTrue();
        }
        Leftovers.none();
    }

    private ProcessPool started(ProcessPool.Builder builder) {
        ProcessPool pool = builder.start();
        pools.add(pool);
        return pool;
    }

    private ProcessPool one() {
        return started(ProcessPool.builder().workers(1).name("a test's pool"));
    }

    private static long pid(Object ignored) {
        return ProcessHandle.current().pid();
    }

    private static int square(int number) {
        return number * number;
    }

    private static int sleep(int millis) throws InterruptedException {
        Thread.sleep(millis);
        return millis;
    }

    private static int exit(int code) {
        if (code > 0) {
            Runtime.getRuntime().halt(code);
        }
        return code;
    }

    @Test
    void tasksRunInOtherProcesses() throws Exception {
        ProcessPool pool = started(ProcessPool.builder().workers(2));
        Set<Long> pids = new HashSet<>(pool.map(ProcessPoolTest::pid, List.of(1, 2, 3, 4), 1));
        assertThat(pids).doesNotContain(ProcessHandle.current().pid()).isSubsetOf(Set.copyOf(pool.pids()));
        assertThat(pool.size()).isEqualTo(2);
    }

    @Test
    void taskThatEndsItsWorkerIsReportedWithTheExitCodeAndThePoolRefills() throws Exception {
        ProcessPool pool = one();
        assertThatThrownBy(() -> pool.apply(ProcessPoolTest::exit, 7))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(WorkerLostException.class, lost -> {
                    assertThat(lost.exitCode()).hasValue(7);
                    assertThat(lost.signal()).isEmpty();
                    assertThat(lost).hasMessageContaining("a test's pool").hasMessageContaining("idempotent");
                });
        assertThat(pool.apply(ProcessPoolTest::square, 3)).isEqualTo(9);
    }

    @Test
    void killedWorkerIsReportedWithItsSignal() throws Exception {
        ProcessPool pool = one();
        long worker = pool.apply(ProcessPoolTest::pid, 0);
        AsyncResult<Integer> running = pool.applyAsync(ProcessPoolTest::sleep, 600_000);
        kill(worker);
        assertThatThrownBy(() -> running.get(PATIENCE))
                .cause()
                .isInstanceOfSatisfying(
                        WorkerLostException.class,
                        lost -> assertThat(lost.signal()).hasValue(9));
        assertThat(pool.apply(ProcessPoolTest::pid, 0)).isNotEqualTo(worker);
    }

    private static void kill(long pid) {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }

    @Test
    void itemsThatALostWorkerHadNotBegunGoToAnother() throws Exception {
        ProcessPool pool = one();
        List<Object> results = new ArrayList<>();
        try (PoolIterator<Integer> iterator =
                pool.imap(ProcessPoolTest::exit, List.of(0, 0, 5, 0, 0, 0).iterator(), 6)) {
            while (iterator.hasNext()) {
                try {
                    results.add(iterator.next(PATIENCE));
                } catch (java.util.concurrent.CompletionException failed) {
                    results.add(failed.getCause().getClass());
                }
            }
        }
        assertThat(results).containsExactly(0, 0, WorkerLostException.class, 0, 0, 0);
    }

    private static int dieOnce(String file) throws Exception {
        // The file tells the second attempt from the first.
        if (Files.deleteIfExists(Path.of(file))) {
            Runtime.getRuntime().halt(9);
        }
        return 42;
    }

    @Test
    void idempotentTaskRunsAgainUpToItsLimit(@TempDir Path folder) throws Exception {
        ProcessPool pool = started(ProcessPool.builder().workers(1).idempotent(2));
        Path file = Files.createFile(folder.resolve("first"));
        assertThat(pool.apply(ProcessPoolTest::dieOnce, file.toString())).isEqualTo(42);
        assertThatThrownBy(() -> pool.apply(ProcessPoolTest::exit, 5))
                .hasCauseInstanceOf(WorkerLostException.class)
                .hasMessageContaining("ran 3 times");
    }

    @Test
    void taskThatTakesTooLongIsEndedAndTheRestGoesOn() throws Exception {
        ProcessPool pool = started(ProcessPool.builder().workers(1).taskTimeout(Duration.ofSeconds(1)));
        assertThatThrownBy(() -> pool.apply(ProcessPoolTest::sleep, 600_000))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(TimeoutException.class)
                .hasMessageContaining("PT1S");
        assertThat(pool.apply(ProcessPoolTest::sleep, 1)).isEqualTo(1);
    }

    @Test
    void workerIsReplacedAfterItsNumberOfTasks() throws Exception {
        ProcessPool pool = started(ProcessPool.builder().workers(1).maxTasksPerChild(2));
        List<Long> pids = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            pids.add(pool.apply(ProcessPoolTest::pid, i));
        }
        assertThat(pids.get(0)).isEqualTo(pids.get(1)).isNotEqualTo(pids.get(2));
        assertThat(pids.get(2)).isEqualTo(pids.get(3));
    }

    private static final AtomicReference<String> INITIALIZED = new AtomicReference<>("not");

    @Test
    void initializerRunsInEachWorkerBeforeItsFirstTask() throws Exception {
        String word = "with " + 1;
        ProcessPool pool = started(ProcessPool.builder().workers(1).initializer(() -> INITIALIZED.set(word)));
        assertThat(pool.apply(() -> INITIALIZED.get())).isEqualTo("with 1");
        assertThat(INITIALIZED).hasValue("not");
    }

    @Test
    void initializerThatThrowsBreaksThePoolInsteadOfHanging() {
        ProcessPool pool = started(ProcessPool.builder().workers(2).initializer(() -> {
            throw new IllegalStateException("no database");
        }));
        assertThatThrownBy(() -> pool.applyAsync(ProcessPoolTest::square, 2).get(PATIENCE))
                .satisfiesAnyOf(
                        failed -> assertThat(failed)
                                .isInstanceOf(ExecutionException.class)
                                .hasMessageContaining("no database"),
                        failed -> assertThat(failed)
                                .isInstanceOf(RejectedExecutionException.class)
                                .hasMessageContaining("no database"));
    }

    @Test
    void workersThatCannotStartBreakThePoolInsteadOfBeingStartedForEver() {
        ProcessPool pool = started(ProcessPool.builder().workers(1).jvmOptions("-XX:NoSuchOption"));
        assertThatThrownBy(() -> pool.applyAsync(ProcessPoolTest::square, 2).get(PATIENCE))
                .rootCause()
                .isInstanceOf(WorkerLostException.class)
                .hasMessageContaining("NoSuchOption")
                .hasMessageContaining("exit code 1");
        assertThatThrownBy(() -> pool.applyAsync(ProcessPoolTest::square, 2))
                .isInstanceOf(RejectedExecutionException.class)
                .hasMessageContaining("is broken");
    }

    @Test
    void workerThatEndsBeforeItIsReadyBreaksThePool() {
        ProcessPool pool = started(ProcessPool.builder()
                .workers(2)
                .initializer(() -> Runtime.getRuntime().halt(4)));
        assertThatThrownBy(() ->
                        pool.mapAsync(ProcessPoolTest::square, List.of(1, 2, 3)).get(PATIENCE))
                .rootCause()
                .isInstanceOf(WorkerLostException.class)
                .hasMessageContaining("exit code 4");
    }

    private static int print(int number) {
        System.out.println("worker prints " + number);
        System.out.print("\u0000\u0001 and no line end ");
        System.err.println("and to standard error");
        return number;
    }

    @Test
    void whatWorkersPrintDisturbsNothing() throws Exception {
        try (Printed printed = new Printed()) {
            ProcessPool pool = one();
            assertThat(pool.map(ProcessPoolTest::print, List.of(1, 2, 3))).containsExactly(1, 2, 3);
            pool.close();
            assertThat(printed.lines()).anyMatch(line -> line.contains("worker prints 3"));
        }
    }

    @Test
    void cancelledTaskEndsItsWorker() throws Exception {
        ProcessPool pool = one();
        long worker = pool.apply(ProcessPoolTest::pid, 0);
        AsyncResult<Integer> running = pool.applyAsync(ProcessPoolTest::sleep, 600_000);
        assertThat(running.cancel(true)).isTrue();
        await().atMost(PATIENCE).until(() -> ProcessHandle.of(worker).isEmpty());
        assertThat(pool.apply(ProcessPoolTest::pid, 0)).isNotEqualTo(worker);
    }

    /** Returns at once, and makes a file when its result was sent. */
    private static int tellWhenSent(String sent) {
        Thread worker = Thread.currentThread();
        Thread watch = new Thread(() -> {
            // The worker waits for its next task when the result of the last one is written.
            while (Stream.of(worker.getStackTrace())
                    .noneMatch(frame -> frame.getMethodName().equals("take"))) {
                Thread.onSpinWait();
            }
            try {
                Files.createFile(Path.of(sent));
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        });
        watch.setDaemon(true);
        watch.start();
        return 1;
    }

    @Test
    void cancelOfATaskWhoseResultIsOnItsWayEndsNoOtherTask(@TempDir Path folder) throws Exception {
        ProcessPool pool = one();
        long worker = pool.apply(ProcessPoolTest::pid, 0);
        Path sent = folder.resolve("sent");
        CompletableFuture<AsyncResult<Integer>> answered = new CompletableFuture<>();
        CompletableFuture<Boolean> cancelled = new CompletableFuture<>();
        // While the loop is here, nobody reads what workers say; the result is read right after the cancel.
        LinkLoop.shared().execute(() -> {
            await().atMost(PATIENCE).until(() -> Files.exists(sent));
            cancelled.complete(answered.join().cancel(true));
        });
        answered.complete(pool.applyAsync(ProcessPoolTest::tellWhenSent, sent.toString()));
        AsyncResult<Long> next = pool.applyAsync(ProcessPoolTest::pid, 0);
        assertThat(cancelled.get(60, TimeUnit.SECONDS)).isTrue();
        assertThat(next.get(PATIENCE)).isNotEqualTo(worker);
    }

    @Test
    void badSettingsAreRefused() {
        assertThatThrownBy(() -> ProcessPool.builder().workers(0)).hasMessageContaining("workers");
        assertThatThrownBy(() -> ProcessPool.builder().maxTasksPerChild(0)).hasMessageContaining("maxTasksPerChild");
        assertThatThrownBy(() -> ProcessPool.builder().idempotent(0)).hasMessageContaining("retries");
        assertThatThrownBy(() -> ProcessPool.builder().taskTimeout(Duration.ZERO))
                .hasMessageContaining("PT0S");
        assertThatThrownBy(() -> ThreadPool.builder().taskTimeout(Duration.ZERO))
                .hasMessageContaining("PT0S");
        assertThatThrownBy(() -> Connection.select(null, Duration.ZERO)).isInstanceOf(NullPointerException.class);
    }

    /** {@code -Pchaos} kills 200 times; {@code -Dseed} as a failure says repeats the moments. */
    @Test
    @Timeout(1800)
    void noTaskIsLostWhenWorkersAreKilledAtRandom() throws Exception {
        int kills = Boolean.getBoolean("chaos") ? 200 : 5;
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        ProcessPool pool = started(ProcessPool.builder().workers(2).idempotent(Integer.MAX_VALUE));
        List<Integer> items = IntStream.range(0, 40).boxed().toList();
        List<Integer> expected = items.stream().map(ProcessPoolTest::square).toList();
        for (int i = 0; i < kills; i++) {
            AsyncResult<List<Integer>> squares = pool.mapAsync(number -> square(number + sleep(5) - 5), items, 3);
            TimeUnit.MILLISECONDS.sleep(random.nextInt(150));
            List<Long> pids = pool.pids();
            if (!pids.isEmpty()) {
                kill(pids.get(random.nextInt(pids.size())));
            }
            assertThat(squares.get(PATIENCE)).as("seed %d, kill %d", seed, i).isEqualTo(expected);
        }
    }

    @Test
    void everyTaskEndsWhenWorkersAreKilledAtRandom() throws Exception {
        Random random = new Random();
        ProcessPool pool = started(ProcessPool.builder().workers(2));
        List<Future<Integer>> results = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            for (int k = 0; k < 20; k++) {
                results.add(pool.applyAsync(ProcessPoolTest::sleep, 5));
            }
            TimeUnit.MILLISECONDS.sleep(random.nextInt(100));
            pool.pids().stream().findAny().ifPresent(ProcessPoolTest::kill);
            try {
                pool.applyAsync(ProcessPoolTest::square, i).get(PATIENCE);
            } catch (ExecutionException killed) {
                assertThat(killed).hasCauseInstanceOf(WorkerLostException.class);
            }
        }
        int lost = 0;
        for (Future<Integer> result : results) {
            try {
                assertThat(result.get(60, TimeUnit.SECONDS)).isEqualTo(5);
            } catch (ExecutionException failed) {
                assertThat(failed).hasCauseInstanceOf(WorkerLostException.class);
                lost++;
            }
        }
        assertThat(lost).isLessThanOrEqualTo(3);
    }

    private static void runAPool(Connection pids) throws Exception {
        try (ProcessPool pool = ProcessPool.start(2)) {
            pool.apply(ProcessPoolTest::square, 1);
            pids.send(pool.pids());
            pool.map(ProcessPoolTest::sleep, List.of(600_000, 600_000));
        } catch (ManagerException failed) {
            throw new AssertionError(failed);
        }
    }

    @Test
    void workersEndWithTheProcessOfTheirPool() throws Exception {
        try (Pipe pipe = Pipe.oneWay()) {
            JavaProcess owner = JavaProcess.start(ProcessPoolTest::runAPool, pipe.second());
            pipe.second().close();
            List<?> pids = (List<?>) pipe.first().recv();
            assertThat(pids).hasSize(2);
            owner.kill();
            await().atMost(Duration.ofSeconds(5))
                    .until(() -> pids.stream()
                            .allMatch(pid -> ProcessHandle.of((Long) pid).isEmpty()));
            assertThat(owner.join(PATIENCE)).isTrue();
        }
    }
}
