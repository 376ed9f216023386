package dev.steward.systemtests.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.steward.api.SerializableFunction;
import dev.steward.api.ServerEndedException;
import dev.steward.api.SharedPool;
import dev.steward.api.SharedResult;
import dev.steward.api.SyncManager;
import dev.steward.api.TaskPool;
import dev.steward.api.TaskResults;
import dev.steward.api.Type;
import dev.steward.api.UnsupportedValueException;
import dev.steward.api.WorkerLostException;
import dev.steward.client.ClientOptions;
import dev.steward.client.ManagerClient;
import dev.steward.process.ClassDataArchive;
import dev.steward.process.Pool;
import dev.steward.process.PoolWorker;
import dev.steward.process.ThreadPool;
import dev.steward.server.ManagerServer;
import dev.steward.systemtests.Jvm;
import dev.steward.systemtests.Programs;
import dev.steward.systemtests.client.ServedTest;
import dev.steward.systemtests.pool.tasks.FirstTasks;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A process that joins a pool does its tasks, if they are of packages that it was allowed. */
@Timeout(180)
@Tag("one-jdk")
class PoolWorkerTest extends ServedTest {

    private static final String HERE = PoolWorkerTest.class.getPackageName();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private ManagerServer server;
    private SyncManager submitter;
    private SharedPool pool;

    @RegisterExtension
    private final Programs programs = new Programs();

    @TempDir
    private Path folder;

    @BeforeEach
    void start() {
        server = serve();
        submitter = connect(server.port(), ClientOptions.builder());
        pool = submitter.pool("work");
    }

    private SyncManager another() {
        return connect(server.port(), ClientOptions.builder());
    }

    static int square(int number) {
        return number * number;
    }

    /** Ends its process the first time. */
    static String survive(String mark) throws IOException {
        try {
            Files.createFile(Path.of(mark));
        } catch (FileAlreadyExistsException second) {
            return "survived";
        }
        Runtime.getRuntime().halt(9);
        return "unreachable";
    }

    static int nested(SyncManager manager) throws Exception {
        return manager.pool("work").map(PoolWorkerTest::square, List.of(1, 2, 3)).stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    private static SerializableFunction<Integer, Integer> squareOfHere() {
        return PoolWorkerTest::square;
    }

    @Test
    void tasksThatWaitAreDoneWhenAWorkerComes() throws Exception {
        SharedResult<List<Integer>> later = pool.mapAsync(squareOfHere(), List.of(1, 2, 3));
        assertThat(pool.status().workers()).isEmpty();
        assertThat(later.isDone()).isFalse();
        try (PoolWorker worker = PoolWorker.builder()
                .slots(2)
                .allow(HERE)
                .description("the worker of a test")
                .join(another(), "work")) {
            assertThat(later.get(PATIENCE)).containsExactly(1, 4, 9);
            assertThat(pool.status().workers()).singleElement().satisfies(status -> {
                assertThat(status.description()).isEqualTo("the worker of a test");
                assertThat(status.slots()).isEqualTo(2);
                assertThat(status.number()).isEqualTo(worker.number());
            });
        }
        assertThat(pool.status().workers()).isEmpty();
    }

    @Test
    void aPoolWithoutANameIsJoinedByWhoHasItAndStaysForItsWorkers() throws Exception {
        SyncManager bringing = another();
        SharedPool unnamed = bringing.pool();
        SyncManager working = another();
        SharedPool same = working.attach(unnamed.objectToken(), Type.of(SharedPool.class));
        try (PoolWorker worker = PoolWorker.builder().slots(1).allow(HERE).join(same)) {
            assertThat(unnamed.applyAsync(squareOfHere(), 5).get(PATIENCE)).isEqualTo(25);
            bringing.close();
            assertThat(same.status().workers()).hasSize(1);
            same.close();
            assertThat(worker.awaitEnd(PATIENCE)).isTrue();
        }
    }

    /** Knows not what pool it is. */
    private static List<Integer> squares(TaskPool any) throws Exception {
        List<Integer> squares = new ArrayList<>(any.map(squareOfHere(), List.of(1, 2)));
        squares.add(any.apply(squareOfHere(), 3));
        try (TaskResults<Integer> results = any.imap(squareOfHere(), List.of(4, 5))) {
            results.forEachRemaining(squares::add);
        }
        return squares;
    }

    @Test
    void codeForATaskPoolRunsWithEither() throws Exception {
        try (PoolWorker worker = PoolWorker.builder().slots(1).allow(HERE).join(another(), "work");
                Pool threads = ThreadPool.start(1)) {
            assertThat(squares(threads)).containsExactly(1, 4, 9, 16, 25);
            assertThat(squares(pool)).containsExactly(1, 4, 9, 16, 25);
            assertThat(worker.hasEnded()).isFalse();
        }
    }

    @Test
    void withoutAPackageEachTaskIsRefusedWithWhatToAdd() {
        try (PoolWorker worker = PoolWorker.builder().slots(1).join(another(), "work")) {
            assertThatThrownBy(() -> pool.apply(squareOfHere(), 3))
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOf(UnsupportedValueException.class)
                    .hasMessageContaining("worker " + worker.number() + " (pid ")
                    .hasMessageContaining("steward worker --allow " + HERE);
        }
    }

    @Test
    void workersOfDifferentPackagesServeOnePool() throws Exception {
        try (PoolWorker here =
                        PoolWorker.builder().slots(1).allow(HERE).onlyAllowed().join(another(), "work");
                PoolWorker tasks = PoolWorker.builder()
                        .slots(1)
                        .allow(FirstTasks.class.getPackageName())
                        .onlyAllowed()
                        .join(another(), "work")) {
            for (int i = 0; i < 5; i++) {
                // Not in turns: who has waited longest would do what comes next, whatever it is.
                assertThat(pool.apply(squareOfHere(), i)).isEqualTo(i * i);
                assertThat(pool.apply(squareOfHere(), -i)).isEqualTo(i * i);
                assertThat(pool.apply(FirstTasks.again(), "x")).isEqualTo("first x");
            }
            // Who brought a task hears of it before its worker has heard that it was told.
            await().atMost(PATIENCE).until(() -> here.done() == 10 && tasks.done() == 5);
        }
    }

    @Test
    void aWorkerWithAnotherVersionOfAClassSaysSoAndGoesOn() throws Exception {
        SecondClassPath.compileOtherVersionInto(folder);
        Jvm worker = programs.started(Jvm.start(
                Map.of(),
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                        "-cp",
                        folder + File.pathSeparator + ClassDataArchive.get().classPath(),
                        PoolWorkerProgram.class.getName(),
                        String.valueOf(server.port()),
                        "work",
                        FirstTasks.class.getPackageName(),
                        "1000")));
        worker.awaitLine("joined as ");
        assertThatThrownBy(() -> pool.applyAsync(FirstTasks.again(), "x").get(PATIENCE))
                .as(() -> worker.lines().toString())
                .hasCauseInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining("FirstTasks")
                .hasMessageContaining("another version");
        assertThatThrownBy(() -> pool.applyAsync(FirstTasks.named(), new FirstTasks.Order("x"))
                        .get(PATIENCE))
                .hasCauseInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining("FirstTasks$Order");
        assertThat(pool.applyAsync(FirstTasks.once(), folder.resolve("mark").toString())
                        .get(PATIENCE))
                .startsWith("first ");
        assertThat(worker.isAlive()).isTrue();
    }

    @Test
    void aTaskWhoseProcessEndsIsLostOrRunsAgain() throws Exception {
        SerializableFunction<String, String> survive = PoolWorkerTest::survive;
        try (PoolWorker worker =
                PoolWorker.builder().slots(1).allow(HERE).inProcesses().join(another(), "work")) {
            assertThatThrownBy(() -> pool.apply(survive, folder.resolve("one").toString()))
                    .cause()
                    .isInstanceOfSatisfying(
                            WorkerLostException.class,
                            lost -> assertThat(lost.exitCode()).hasValue(9))
                    .hasMessageContaining("idempotent(n) of the shared pool");
            assertThat(pool.idempotent(1).apply(survive, folder.resolve("two").toString()))
                    .isEqualTo("survived");
            assertThat(worker.hasEnded()).isFalse();
        }
    }

    static int sleep(int millis) throws InterruptedException {
        Thread.sleep(millis);
        return millis;
    }

    @Test
    void aTaskThatRunsLongerThanItMayIsEndedAndItsSlotGoesOn() throws Exception {
        SerializableFunction<Integer, Integer> sleep = PoolWorkerTest::sleep;
        SharedPool hurried = pool.taskTimeout(Duration.ofMillis(200));
        try (PoolWorker worker = PoolWorker.builder().slots(1).allow(HERE).join(another(), "work")) {
            assertThatThrownBy(() -> hurried.apply(sleep, 600_000))
                    .hasCauseInstanceOf(TimeoutException.class)
                    .hasMessageContaining("took longer than 200 ms");
            assertThat(pool.apply(squareOfHere(), 3)).isEqualTo(9);
            assertThat(worker.hasEnded()).isFalse();
        }
    }

    @Test
    void aTaskThatBringsTasksToItsOwnPoolDoesNotWaitForItsOwnSlot() throws Exception {
        SerializableFunction<Integer, Integer> nested = port -> {
            try (SyncManager manager = ManagerClient.connect("127.0.0.1", port, KEY, ClientOptions.defaults())) {
                return nested(manager);
            }
        };
        try (PoolWorker worker = PoolWorker.builder().slots(1).allow(HERE).join(another(), "work")) {
            assertThat(pool.applyAsync(nested, server.port()).get(PATIENCE)).isEqualTo(14);
            await().atMost(PATIENCE).until(() -> worker.done() > 1);
        }
    }

    @Test
    void aPoolThatIsShutDownEndsItsWorkersWhenAllIsDone() throws Exception {
        PoolWorker worker = PoolWorker.builder().slots(2).allow(HERE).join(another(), "work");
        SharedResult<List<Integer>> all =
                pool.mapAsync(squareOfHere(), IntStream.range(0, 100).boxed().toList());
        pool.close();
        assertThat(worker.awaitEnd(PATIENCE)).isTrue();
        assertThat(all.get(PATIENCE)).hasSize(100);
        assertThatThrownBy(() -> PoolWorker.join(another(), "work")).hasMessageContaining("shut down");
    }

    @Test
    void aWorkerEndsWhenItsServerIsGone() {
        SyncManager own = connect(server.port(), ClientOptions.builder().giveUp(Duration.ofSeconds(1)));
        PoolWorker worker = PoolWorker.builder().slots(1).allow(HERE).join(own, "work");
        server.close();
        assertThatThrownBy(() -> worker.awaitEnd(PATIENCE)).hasCauseInstanceOf(ServerEndedException.class);
    }
}
