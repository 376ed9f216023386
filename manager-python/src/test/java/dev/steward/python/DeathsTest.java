package dev.steward.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.steward.api.AuthKey;
import dev.steward.api.Hold;
import dev.steward.api.SharedBarrier;
import dev.steward.api.SharedCondition;
import dev.steward.api.SharedLock;
import dev.steward.api.SharedQueue;
import dev.steward.server.ManagerServer;
import dev.steward.server.SharedObjects;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Processes of Python that are killed: nothing that they held stays held, and no element is lost. */
@Timeout(120)
@Tag("one-jdk")
class DeathsTest {

    private static final AuthKey KEY = AuthKey.of(TestServer.KEY);

    @TempDir
    private Path folder;

    private final SharedLock lock = SharedObjects.lock();
    private final SharedQueue<Object> tasks = SharedObjects.queue();
    private final SharedCondition condition = SharedObjects.condition();
    private final SharedBarrier barrier = SharedObjects.barrier(2);
    private Path python;
    private PythonGateway tcp;
    private ManagerServer server;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        Map<String, Path> installed = Interpreters.installed();
        installed.keySet().removeIf(version -> version.equals("3.6") || version.equals("3.7"));
        assumeTrue(!installed.isEmpty(), "no Python of 3.8 or later is installed here");
        python = installed.values().iterator().next();
        tcp = PythonGateway.builder().allowMd5(true).build();
        server = ManagerServer.builder()
                .authKey(KEY)
                .gateway(tcp)
                .gateway(
                        PythonGateway.builder().address(socket()).allowMd5(true).build())
                .register("the_lock", () -> lock)
                .register("the_tasks", () -> tasks)
                .register("the_condition", () -> condition)
                .register("the_barrier", () -> barrier)
                .build();
        server.start();
    }

    private Path socket() {
        return folder.resolve("socket");
    }

    @AfterEach
    void end() {
        server.close();
    }

    private PythonProgram victim(String does) throws IOException {
        PythonProgram victim =
                PythonProgram.start(python, "victim.py", Integer.toString(tcp.port()), TestServer.KEY, does);
        victim.line("ready");
        return victim;
    }

    private void awaitWaiting(String typeId, int count) {
        await().until(() -> server.inspection().objects(typeId).stream()
                        .mapToInt(object -> object.waiters().size())
                        .sum()
                == count);
    }

    private long lists() {
        return server.inspection().objects(0).stream()
                .filter(each -> each.object().typeId().equals("list"))
                .count();
    }

    @Test
    void lockOfTheDeadPassesOn() throws Exception {
        try (PythonProgram victim = victim("hold")) {
            assertThat(lock.tryLock()).isFalse();
            victim.kill();
            assertThat(lock.tryLock(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void elementDoesNotGoToTheDead() throws Exception {
        try (PythonProgram victim = victim("get")) {
            awaitWaiting("queue", 1);
            victim.kill();
            awaitWaiting("queue", 0);
            tasks.put("task");
            assertThat(tasks.poll(60, TimeUnit.SECONDS)).isEqualTo("task");
        }
    }

    @Test
    void elementThatTheDeadHasNotReadComesBack() throws Exception {
        try (PythonProgram victim = victim("get")) {
            awaitWaiting("queue", 1);
            victim.stop();
            tasks.put("task");
            await().until(tasks::isEmpty);
            victim.kill();
            assertThat(tasks.poll(60, TimeUnit.SECONDS)).isEqualTo("task");
        }
    }

    @Test
    void deadWaitForNoSignal() throws Exception {
        try (PythonProgram victim = victim("wait")) {
            awaitWaiting("condition", 1);
            victim.kill();
            awaitWaiting("condition", 0);
            try (Hold held = condition.hold()) {
                condition.signal();
                assertThat(held).isNotNull();
            }
        }
    }

    @Test
    void deadIsNoPartyOfABarrier() throws Exception {
        try (PythonProgram victim = victim("arrive")) {
            await().until(() -> barrier.getNumberWaiting() == 1);
            victim.kill();
            await().until(() -> barrier.getNumberWaiting() == 0);
        }
    }

    @Test
    void objectsOfTheDeadAreDropped() throws Exception {
        try (PythonProgram victim =
                PythonProgram.start(python, "victim.py", socket().toString(), TestServer.KEY, "keep")) {
            victim.line("ready");
            assertThat(lists()).isEqualTo(100);
            victim.kill();
            await().atMost(Duration.ofSeconds(60)).until(() -> lists() == 0);
        }
    }
}
