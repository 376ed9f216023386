package dev.steward.systemtests.death;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.steward.api.Hold;
import dev.steward.api.SharedQueue;
import dev.steward.api.SyncManager;
import dev.steward.client.ClientOptions;
import dev.steward.server.ManagerServer;
import dev.steward.systemtests.Jvm;
import dev.steward.systemtests.death.Victim.Situation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The figures that the promise must reach, at the settings by default: by {@code mvn verify -Pchaos}. */
@Timeout(600)
@EnabledIfSystemProperty(named = "chaos", matches = "true")
@Tag("one-jdk")
class FiguresTest extends DeathTest {

    private static final int PROCESSES = 10;
    private static final int TAKERS_EACH = 1_000;
    private static final Duration TO_START = Duration.ofSeconds(30);

    private static void tell(String what, Object figure) {
        System.out.printf("%-50s %s%n", what, figure);
    }

    private Duration fromDeathToNextHolder(boolean silent) throws Exception {
        ManagerServer server = serve();
        SyncManager near = connect(server.port());
        Jvm victim = victim(
                Situation.HOLDS_LOCK, server.port(), ClientOptions.DEFAULT_LEASE, ClientOptions.DEFAULT_RESUME_WINDOW);
        Future<Hold> next = meanwhile(near.lock("lock")::hold);
        awaitWaiting(near, "lock", 1);
        long from = System.nanoTime();
        if (silent) {
            victim.suspend();
        } else {
            victim.kill();
        }
        assertThat(get(next).abandoned()).isTrue();
        return Duration.ofNanos(System.nanoTime() - from);
    }

    @Test
    void lockOfAKilledProcessPassesOnWithinThreeAndAHalfSeconds() throws Exception {
        Duration took = fromDeathToNextHolder(false);
        tell("lock of a killed process passes on after, ms", took.toMillis());
        assertThat(took).isBetween(Duration.ofMillis(2_500), Duration.ofMillis(3_500));
    }

    @Test
    void lockOfASilentProcessPassesOnWithinElevenSeconds() throws Exception {
        Duration took = fromDeathToNextHolder(true);
        tell("lock of a silent process passes on after, ms", took.toMillis());
        assertThat(took).isBetween(Duration.ofSeconds(6), Duration.ofSeconds(11));
    }

    @Test
    void tenThousandTakersOfTenProcessesTakeNoThreadAndAreServedInOrder() throws Exception {
        ManagerServer server = serve();
        SyncManager near = connect(server.port());
        SharedQueue<Integer> jobs = near.queue("jobs", Integer.class);
        List<Jvm> crowds = new ArrayList<>();
        long threads = serverThreads();
        for (int i = 0; i < PROCESSES; i++) {
            crowds.add(closing(Jvm.run(
                    Crowd.class,
                    "takers",
                    Integer.toString(server.port()),
                    Integer.toString(TAKERS_EACH),
                    Long.toString(ClientOptions.DEFAULT_LEASE.toMillis()))));
            // One process after the other: so it is known who came first.
            awaitWaiting(near, "jobs", (i + 1) * TAKERS_EACH, TO_START);
        }
        assertThat(serverThreads()).isEqualTo(threads);
        long from = System.nanoTime();
        for (int i = 0; i < PROCESSES * TAKERS_EACH; i++) {
            jobs.put(i);
        }
        for (int i = 0; i < PROCESSES; i++) {
            List<Integer> taken = Stream.of(crowds.get(i).awaitLine("took ").split(" "))
                    .map(Integer::valueOf)
                    .toList();
            assertThat(taken)
                    .isEqualTo(IntStream.range(i * TAKERS_EACH, (i + 1) * TAKERS_EACH)
                            .boxed()
                            .toList());
        }
        tell(
                PROCESSES * TAKERS_EACH + " takers served in, ms",
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from));
        await().untilAsserted(() -> assertThat(jobs.size()).isZero());
    }

    private static long serverThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("manager-server-loop")
                        || thread.getName().startsWith("manager-server-lane"))
                .count();
    }
}
