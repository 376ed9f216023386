package dev.steward.systemtests.death;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.steward.api.ConnectionLostException;
import dev.steward.api.Hold;
import dev.steward.api.ManagerException;
import dev.steward.api.Outcome;
import dev.steward.api.SharedValue;
import dev.steward.api.SyncManager;
import dev.steward.client.ClientListener.Event;
import dev.steward.client.ClientOptions;
import dev.steward.client.ManagerClient;
import dev.steward.systemtests.ClusterProcesses;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Of three servers the one that leads is killed by {@code kill -9} under load, and started again, or stopped by {@code SIGSTOP},
 * and goes on, {@code -Dkills} times: each count that a client was given was given once, the lock stays with its holder, and
 * nobody loses his session. Prints how long the next answered write took.
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
    private static final Duration STOPPED = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    private final Queue<String> complaints = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final List<Future<List<Long>>> counted = new ArrayList<>();
    private final List<Long> ownCounts = new ArrayList<>();
    private ClusterProcesses servers;
    private SyncManager holder;
    private Hold hold;
    private SharedValue<Long> counter;

    /** What befalls a server. */
    private enum Fate {
        KILLED {
            @Override
            void begin(ClusterProcesses servers, String name) {
                servers.kill(name);
            }

            @Override
            void end(ClusterProcesses servers, String name) {
                servers.start(name);
            }
        },
        STOPPED {
            @Override
            void begin(ClusterProcesses servers, String name) {
                servers.process(name).suspend();
            }

            @Override
            void end(ClusterProcesses servers, String name) {
                servers.process(name).resume();
            }
        };

        abstract void begin(ClusterProcesses servers, String name);

        abstract void end(ClusterProcesses servers, String name);
    }

    @BeforeEach
    void begin() throws InterruptedException {
        servers = closing(new ClusterProcesses(folder, KEY));
        holder = client("holder");
        hold = holder.lock("lock").hold();
        counter = holder.value("counter", Long.class, 0L);
        for (int worker = 0; worker < WORKERS; worker++) {
            SharedValue<Long> own = client("worker " + worker).value("counter", Long.class, 0L);
            counted.add(meanwhile(() -> counts(own)));
        }
    }

    @AfterEach
    void end() {
        stopped.set(true);
    }

    private SyncManager client(String name) {
        return closing(ManagerClient.connect(
                servers.addresses(),
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
                        .build()));
    }

    private List<Long> counts(SharedValue<Long> own) {
        List<Long> numbers = new ArrayList<>();
        while (!stopped.get()) {
            count(own, numbers);
        }
        return numbers;
    }

    private void count(SharedValue<Long> own, List<Long> numbers) {
        try {
            numbers.add(own.getAndAdd(1L));
        } catch (ManagerException failed) {
            if (failed.outcome() != Outcome.NOT_EXECUTED) {
                complaints.add(failed.toString());
            }
        }
    }

    private void awaitCounts(int more) {
        long until = counter.get() + more;
        await().atMost(LONG).until(() -> counter.get() >= until || !complaints.isEmpty());
        assertThat(complaints).isEmpty();
        assertThat(hold.valid()).isTrue();
    }

    /** Counts once; returns how long that took, however often it was refused. */
    private Duration timeOfNextCount() {
        long begun = System.nanoTime();
        for (int before = ownCounts.size(); ownCounts.size() == before && complaints.isEmpty(); ) {
            count(counter, ownCounts);
        }
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private void assertEachCountWasGivenOnce() throws Exception {
        stopped.set(true);
        List<Long> numbers = new ArrayList<>(ownCounts);
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

    @ParameterizedTest
    @EnumSource(Fate.class)
    void eachCountIsGivenOnceAndNobodyLosesAnything(Fate fate) throws Exception {
        List<Long> millis = new ArrayList<>();
        for (int kill = 0; kill < KILLS; kill++) {
            awaitCounts(200);
            String leader = servers.leader();
            fate.begin(servers, leader);
            millis.add(timeOfNextCount().toMillis());
            // The engine lets nobody in again whom the others still take for running.
            awaitCounts(50);
            fate.end(servers, leader);
            // Nobody goes on when one of two is gone.
            servers.awaitAll();
        }
        awaitCounts(200);
        assertEachCountWasGivenOnce();
        System.out.println("leader " + fate + ", ms to the next answered write: " + millis);
    }

    /** It takes itself for the leader, and those who know better are one that knows none and one that is stopped. */
    @Test
    void theNextLeaderIsStoppedWhenTheFirstHasJustGoneOn() throws Exception {
        String first = servers.leader();
        servers.process(first).suspend();
        awaitCounts(50);
        String next = servers.leader();
        servers.process(first).resume();
        servers.process(next).suspend();
        awaitCounts(50);
        servers.process(next).resume();
        servers.awaitAll();
        assertEachCountWasGivenOnce();
    }

    @Test
    void aLeaderThatWasStoppedForLongAnswersNobodyAndFollows() throws Exception {
        String leader = servers.leader();
        SyncManager knowsNoOther = closing(ManagerClient.connect(
                "127.0.0.1",
                servers.port(leader),
                KEY,
                ClientOptions.builder().lease(LONG).giveUp(WINDOW).build()));
        SharedValue<Long> there = knowsNoOther.value("counter", Long.class, 0L);
        servers.process(leader).suspend();
        // It lies before the server that does not run, which finds it when it goes on.
        Future<Long> asked = meanwhile(there::get);
        Thread.sleep(STOPPED.toMillis());
        awaitCounts(50);
        assertThat(asked).isNotDone();
        servers.process(leader).resume();
        assertFails(asked, ManagerException.class);
        String next = servers.leader();
        assertThat(next).isNotEqualTo(leader);
        // It hears of the next leader by the log, of which it missed much.
        await().atMost(LONG)
                .untilAsserted(
                        () -> assertThatThrownBy(() -> ManagerClient.connect("127.0.0.1", servers.port(leader), KEY))
                                .isInstanceOf(ConnectionLostException.class)
                                .hasMessageContaining(servers.address(next) + " does"));
        String third = ClusterProcesses.NAMES.stream()
                .filter(name -> !name.equals(leader) && !name.equals(next))
                .findFirst()
                .orElseThrow();
        awaitCounts(50);
        // Now nobody is answered unless it has what the next leader has.
        servers.kill(third);
        awaitCounts(50);
        assertEachCountWasGivenOnce();
    }
}
