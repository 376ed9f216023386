package dev.steward.systemtests.death;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.steward.api.Hold;
import dev.steward.api.ManagerException;
import dev.steward.api.Outcome;
import dev.steward.api.SharedValue;
import dev.steward.api.SyncManager;
import dev.steward.client.ClientListener.Event;
import dev.steward.client.ClientOptions;
import dev.steward.client.ManagerClient;
import dev.steward.systemtests.ClusterProgram;
import dev.steward.systemtests.Jvm;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Of three servers the one that leads is killed by {@code kill -9} under load, and started again, {@code -Dkills} times:
 * each count that a client was given was given once, the lock stays with its holder, and nobody loses his session.
 */
@Tag("one-jdk")
@EnabledIfSystemProperty(
        named = "chaos",
        matches = "true",
        disabledReason = "takes minutes; ServersTest is in each build")
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class KilledLeaderTest extends DeathTest {

    private static final int KILLS = Integer.getInteger("kills", 100);
    private static final int WORKERS = 4;
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final List<String> NAMES = List.of("a", "b", "c");

    @TempDir
    private Path folder;

    private final Queue<String> complaints = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final List<SyncManager> managers = new ArrayList<>();
    private final Map<String, Integer> ports = new TreeMap<>();
    private final Map<String, Jvm> running = new TreeMap<>();
    private String members = "";

    @AfterEach
    void end() {
        stopped.set(true);
        managers.forEach(SyncManager::close);
        running.values().forEach(Jvm::kill);
    }

    private void choosePorts() throws IOException {
        List<ServerSocket> held = new ArrayList<>();
        Map<String, Integer> among = new TreeMap<>();
        for (String name : NAMES) {
            for (Map<String, Integer> of : List.of(ports, among)) {
                ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                held.add(socket);
                of.put(name, socket.getLocalPort());
            }
        }
        for (ServerSocket socket : held) {
            socket.close();
        }
        members = NAMES.stream()
                .map(name -> name + "=127.0.0.1:" + among.get(name))
                .collect(Collectors.joining(","));
    }

    private void start(String name) {
        running.put(
                name,
                closing(Jvm.run(
                        ClusterProgram.class,
                        String.valueOf(ports.get(name)),
                        name,
                        members,
                        folder.resolve(name).toString())));
    }

    private SyncManager client(String name) {
        SyncManager manager = ManagerClient.connect(
                ports.values().stream().map(port -> "127.0.0.1:" + port).toList(),
                KEY,
                ClientOptions.builder()
                        .name(name)
                        .connectTimeout(LONG)
                        .lease(LONG)
                        .resumeWindow(LONG)
                        .giveUp(LONG)
                        .listener((event, detail) -> {
                            if (event == Event.LOST) {
                                complaints.add(name + " lost its session: " + detail);
                            }
                        })
                        .build());
        managers.add(manager);
        return manager;
    }

    /** Returns the name of the one that lets clients in. */
    private String leader() {
        String[] found = new String[1];
        await().atMost(LONG).until(() -> {
            for (String name : NAMES) {
                try (SyncManager manager = ManagerClient.connect("127.0.0.1", ports.get(name), KEY)) {
                    manager.ping();
                    found[0] = name;
                    return true;
                } catch (ManagerException elsewhere) {
                    found[0] = null;
                }
            }
            return false;
        });
        return found[0];
    }

    @Test
    void eachCountIsGivenOnceAndNobodyLosesAnything() throws Exception {
        choosePorts();
        NAMES.forEach(this::start);
        running.values().forEach(Jvm::awaitPort);
        SyncManager holder = client("holder");
        Hold hold = holder.lock("lock").hold();
        SharedValue<Long> counter = holder.value("counter", Long.class, 0L);
        List<Future<List<Long>>> counted = new ArrayList<>();
        for (int worker = 0; worker < WORKERS; worker++) {
            SharedValue<Long> own = client("worker " + worker).value("counter", Long.class, 0L);
            counted.add(meanwhile(() -> counts(own)));
        }
        for (int kill = 0; kill <= KILLS; kill++) {
            long until = counter.get() + 200;
            await().atMost(LONG).until(() -> counter.get() >= until || !complaints.isEmpty());
            assertThat(complaints).isEmpty();
            assertThat(hold.valid()).isTrue();
            if (kill < KILLS) {
                String leader = leader();
                Jvm killed = running.remove(leader);
                killed.kill();
                killed.close();
                // The engine lets nobody in again whom the others still take for running.
                long others = counter.get() + 50;
                await().atMost(LONG).until(() -> counter.get() >= others || !complaints.isEmpty());
                start(leader);
                running.get(leader).awaitPort();
            }
        }
        stopped.set(true);
        List<Long> numbers = new ArrayList<>();
        for (Future<List<Long>> each : counted) {
            numbers.addAll(get(each, LONG));
        }
        assertThat(complaints).isEmpty();
        assertThat(numbers)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(0, numbers.size()).boxed().toList());
        assertThat(counter.get()).isEqualTo(numbers.size());
        assertThat(client("other").lock("lock").tryLock()).isFalse();
        hold.close();
    }

    private List<Long> counts(SharedValue<Long> counter) {
        List<Long> numbers = new ArrayList<>();
        while (!stopped.get()) {
            try {
                numbers.add(counter.getAndAdd(1L));
            } catch (ManagerException failed) {
                if (failed.outcome() != Outcome.NOT_EXECUTED) {
                    complaints.add(failed.toString());
                }
            }
        }
        return numbers;
    }
}
