package dev.steward.systemtests.death;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.steward.api.Hold;
import dev.steward.api.OverloadedException;
import dev.steward.api.SharedLock;
import dev.steward.api.SharedQueue;
import dev.steward.api.SyncManager;
import dev.steward.cli.Steward;
import dev.steward.client.ClientOptions;
import dev.steward.server.ManagerServer;
import dev.steward.systemtests.Jvm;
import dev.steward.systemtests.ServerProgram;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk of a durable server is full: a disk in memory, of a name space of its own, where the system allows that. */
@Tag("one-jdk")
class FullDiskTest extends DeathTest {

    private static final int MEBIBYTE = 1 << 20;
    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    private Path state;

    @BeforeAll
    static void needsNamespaces() throws Exception {
        Process mount = new ProcessBuilder("unshare", "-rm", "mount", "-t", "tmpfs", "steward", "/mnt")
                .redirectErrorStream(true)
                .start();
        assumeTrue(mount.waitFor() == 0, "this system lets nobody mount a disk of his own");
    }

    /** Starts a server on a disk of so many mebibytes; if it ends it is started again, on the same disk. */
    private Jvm startOnDiskOf(int mebibytes, int port, int times) {
        String script = "mount -t tmpfs -o size=" + mebibytes + "m steward " + state
                + " && dd if=/dev/urandom of=" + state + "/filler bs=1M count=6 2>/dev/null"
                + " && for i in $(seq " + times + "); do \"$@\"; done";
        List<String> command = new ArrayList<>(List.of("unshare", "-rm", "bash", "-c", script, "bash"));
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ServerProgram.class.getName(),
                Integer.toString(port),
                state.toString(),
                "ALWAYS",
                Integer.toString(4 * MEBIBYTE),
                "admin"));
        return closing(Jvm.start(Map.of(), command));
    }

    private static ProcessHandle server(Jvm shell) {
        return ProcessHandle.of(shell.pid())
                .orElseThrow()
                .descendants()
                .filter(process -> process.info().command().orElse("").endsWith("java"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aServerDoesNotBeginOnAFullDiskAndSaysWhatItNeeds() throws Exception {
        Jvm shell = startOnDiskOf(16, 0, 1);
        shell.awaitLine("it needs 16777216 bytes to begin with; make room on that disk");
        shell.awaitEnd();
    }

    @Test
    void aBackupForWhichThereIsNoRoomIsRefusedAndLeavesNothing() throws Exception {
        Path server = state.resolve("server");
        Path target = Files.createDirectory(state.resolve("target"));
        SyncManager manager =
                connect(serve(ManagerServer.builder().address("127.0.0.1", 0).durable(server))
                        .port());
        SharedQueue<byte[]> queue = manager.queue("queue", byte[].class);
        for (int i = 0; i < 8; i++) {
            queue.put(new byte[MEBIBYTE / 4]);
        }
        String script = "mount -t tmpfs -o size=1m steward " + target + " && \"$@\"; echo ended with $?;"
                + " echo left: $(ls -A " + target + ")";
        Jvm shell = closing(Jvm.start(
                Map.of(),
                List.of(
                        "unshare",
                        "-rm",
                        "bash",
                        "-c",
                        script,
                        "bash",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Steward.class.getName(),
                        "backup",
                        server.toString(),
                        target.toString())));
        assertThat(shell.awaitLine("steward: cannot back " + server + " up to " + target + " (it needs "))
                .contains(" bytes, and there are ", "nothing of it is left; make room, or name a directory");
        assertThat(shell.awaitLine("ended with ")).isEqualTo("1");
        assertThat(shell.awaitLine("left:")).isBlank();
    }

    @Test
    void whatNeedsRoomIsRefusedNothingIsLostAndItEndsWithRoom() throws Exception {
        int port = freePort();
        Jvm shell = startOnDiskOf(48, port, 2);
        String admin = shell.awaitLine("admin ");
        assertThat(ready(admin)).isEqualTo("{\"ready\":true,\"why\":[]}");
        shell.awaitPort();
        SyncManager manager = connect(
                port, ClientOptions.builder().lease(LONG).resumeWindow(LONG).giveUp(LONG));
        SharedLock lock = manager.lock("lock");
        Hold hold = lock.hold();
        SharedQueue<byte[]> queue = manager.queue("queue", byte[].class);
        int put = putUntilRefused(queue);
        assertThat(queue.size()).isEqualTo(put);
        assertThat(queue.peek()).hasSize(MEBIBYTE / 4);
        assertThatThrownBy(queue::poll)
                .isInstanceOf(OverloadedException.class)
                .hasMessageContaining("the disk of the server's state directory takes nothing more")
                .hasMessageContaining("make room there");
        hold.close();
        assertThat(lock.isLocked()).isFalse();
        // A snapshot that was being written makes room when it is done: then more goes in.
        AtomicInteger more = new AtomicInteger();
        await().atMost(LONG).until(() -> {
            more.addAndGet(putUntilRefused(queue));
            return ready(admin).equals("{\"ready\":false,\"why\":[\"log\"]}");
        });
        put += more.get();

        ProcessHandle first = server(shell);
        Files.delete(insideOf(first).resolve("filler"));
        await().atMost(LONG).until(() -> isPut(queue));
        put++;
        await().until(() -> ready(admin).contains("true"));

        first.destroyForcibly();
        await().atMost(LONG).until(() -> shell.linesOf("listening on ").size() == 2);
        assertThat(queue.size()).isEqualTo(put);
        for (int i = 0; i < put; i++) {
            assertThat(queue.poll()).hasSize(MEBIBYTE / 4);
        }
        server(shell).destroyForcibly();
    }

    private static String ready(String admin) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(admin).resolve("/ready")).build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body()
                .strip();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static int putUntilRefused(SharedQueue<byte[]> queue) throws InterruptedException {
        for (int put = 0; put < 1_000; put++) {
            if (!isPut(queue)) {
                return put;
            }
        }
        return fail("250 MiB do not go onto a disk of 48");
    }

    private static boolean isPut(SharedQueue<byte[]> queue) throws InterruptedException {
        try {
            queue.put(new byte[MEBIBYTE / 4]);
            return true;
        } catch (OverloadedException full) {
            return false;
        }
    }

    /** Returns the directory as the server sees it. */
    private Path insideOf(ProcessHandle server) throws IOException {
        Path inside = Path.of("/proc/" + server.pid() + "/root" + state.toRealPath());
        assertThat(inside).isDirectory();
        return inside;
    }
}
