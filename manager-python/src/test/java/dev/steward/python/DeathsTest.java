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
import java.nio.charset.StandardCharsets;
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

    @Test
    void referencesOfAMachineStayAsLongAsItIsWaitedFor() throws Exception {
        PythonGateway patient = PythonGateway.builder().build();
        PythonGateway impatient =
                PythonGateway.builder().referenceGrace(Duration.ZERO).build();
        try (ManagerServer both = ManagerServer.builder()
                .authKey(KEY)
                .gateway(patient)
                .gateway(impatient)
                .build()) {
            both.start();
            assertThat(make(patient, "dict")).isNotEmpty();
            // When the second of them is gone, the first machine was looked for, too, since its object is there.
            for (int i = 0; i < 2; i++) {
                assertThat(make(impatient, "list")).isNotEmpty();
                assertThat(count(both, "list")).isLessThanOrEqualTo(1);
                await().atMost(Duration.ofSeconds(60)).until(() -> count(both, "list") == 0);
            }
            assertThat(count(both, "dict")).isEqualTo(1);
        }
    }

    /** Has a client of Python make an object, keep its reference and say no more. */
    private static String make(PythonGateway gateway, String typeId) throws Exception {
        try (RawClient client = new RawClient(gateway.port()).enter(TestServer.KEY)) {
            return client.create(typeId);
        }
    }

    private static long count(ManagerServer of, String typeId) {
        return of.inspection().objects(0).stream()
                .filter(each -> each.object().typeId().equals(typeId))
                .count();
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
    void elementThatWasReadASecondAgoStaysWithItsReader() throws Exception {
        tasks.put("task");
        String ident = make(tcp, "the_tasks");
        try (RawClient client = new RawClient(tcp.port()).enter(TestServer.KEY)) {
            client.send(RawClient.ascii("\u0080\u0004(N\u008c\u0011accept_connection\u008c\u0001t\u0085}t."));
            assertThat(client.receive()).isNotEmpty();
            client.send(RawClient.ascii("\u0080\u0004(\u008c" + (char) ident.length() + ident + "\u008c\u0003get)}t."));
            assertThat(new String(client.receive(), StandardCharsets.ISO_8859_1))
                    .contains("#RETURN", "task");
            await().until(() -> server.inspection().objects("queue").stream().allMatch(queue -> queue.holding() == 0));
            client.reset();
            await().until(() -> server.inspection().sessions().stream()
                    .noneMatch(session -> session.client().name().equals("python t")));
        }
        assertThat(tasks.poll()).isNull();
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
            assertThat(count(server, "list")).isEqualTo(100);
            victim.kill();
            await().atMost(Duration.ofSeconds(60)).until(() -> count(server, "list") == 0);
        }
    }
}
