package dev.steward.systemtests.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.AuthKey;
import dev.steward.api.SyncManager;
import dev.steward.cli.Steward;
import dev.steward.client.ManagerClient;
import dev.steward.systemtests.Jvm;
import dev.steward.systemtests.Programs;
import dev.steward.systemtests.pool.tasks.FirstTasks;
import dev.steward.systemtests.process.Remains;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Workers of shared pools as the command line starts them. */
@Timeout(180)
@Tag("one-jdk")
class WorkerCommandTest {

    private static final String KEY = "0123456789abcdef";
    private static final String TASKS = FirstTasks.class.getPackageName();

    @RegisterExtension
    private final Programs programs = new Programs();

    @TempDir
    private Path folder;

    private String keyFile;

    @BeforeEach
    void writeKey() throws Exception {
        keyFile = Files.writeString(folder.resolve("key.txt"), KEY).toString();
    }

    private Jvm serve(String... more) {
        String[] all = new String[more.length + 5];
        System.arraycopy(more, 0, all, 5, more.length);
        System.arraycopy(new String[] {"serve", "--port", "0", "--authkey-file", keyFile}, 0, all, 0, 5);
        return programs.run(Steward.class, all);
    }

    private static void assertTasksAreDone(String address) throws Exception {
        int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
        try (SyncManager manager = ManagerClient.connect("127.0.0.1", port, AuthKey.of(KEY))) {
            assertThat(manager.pool("work").apply(FirstTasks.again(), "task")).isEqualTo("first task");
        }
    }

    @Test
    void aWorkerDoesTasksUntilASignalComes() throws Exception {
        String address = serve().awaitLine("  address    ");
        Jvm worker = programs.run(
                Steward.class,
                "worker",
                "--connect",
                address,
                "--authkey-file",
                keyFile,
                "--class-path",
                folder.toString(),
                "--allow",
                TASKS,
                "--slots",
                "1");
        assertTasksAreDone(address);
        assertThat(worker.lines())
                .contains(
                        "steward: worker 1 of pool 'work' with 1 slot, tasks run in processes",
                        "steward: it runs functions of " + TASKS);
        Remains remains = Remains.of(worker.pid());
        worker.terminate();
        assertThat(worker.awaitEnd()).as("%s", worker.lines()).isZero();
        assertThat(worker.lines()).last().isEqualTo("steward: left pool 'work' after 1 task, good bye");
        remains.awaitNone();
    }

    @Test
    void aServerStartsWorkersBesideIt() throws Exception {
        Jvm server = serve("--workers", "1", "--allow", TASKS);
        String address = server.awaitLine("  address    ");
        assertTasksAreDone(address);
        Remains remains = Remains.of(server.pid());
        server.terminate();
        assertThat(server.awaitEnd()).as("%s", server.lines()).isZero();
        remains.awaitNone();
    }

    @Test
    void workersOfAServerThatAClientEndsSayThatItHasEnded() throws Exception {
        Jvm server = serve("--workers", "1", "--allow", TASKS);
        String address = server.awaitLine("  address    ");
        Jvm worker =
                programs.run(Steward.class, "worker", "--connect", address, "--authkey-file", keyFile, "--in-threads");
        worker.awaitLine("steward: worker ");
        server.awaitLine("steward: worker ");
        Remains remains = Remains.of(server.pid());
        int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
        try (SyncManager manager = ManagerClient.connect("127.0.0.1", port, AuthKey.of(KEY))) {
            manager.shutdownServer();
        }
        assertThat(server.awaitEnd()).as("%s", server.lines()).isZero();
        assertThat(worker.awaitEnd())
                .as("so that whoever watches it starts it again")
                .isEqualTo(3);
        String said = "steward: the server has ended, so the worker has too: left pool 'work' after 0 tasks";
        assertThat(worker.lines()).last().isEqualTo(said);
        // They hear it from the server, or from the process that started both, whoever is faster.
        assertThat(server.lines())
                .anyMatch(line -> line.contains("left pool 'work' after 0 tasks"))
                .noneMatch(line -> line.contains("had to"));
        remains.awaitNone();
    }
}
