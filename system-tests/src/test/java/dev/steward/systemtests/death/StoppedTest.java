package dev.steward.systemtests.death;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.steward.api.Hold;
import dev.steward.api.SharedList;
import dev.steward.api.SharedLock;
import dev.steward.api.SharedQueue;
import dev.steward.api.SyncManager;
import dev.steward.client.ClientListener.Event;
import dev.steward.client.ClientOptions;
import dev.steward.server.ManagerServer;
import dev.steward.systemtests.Jvm;
import dev.steward.systemtests.ServerProgram;
import dev.steward.systemtests.death.Victim.Situation;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A process is stopped by {@code SIGSTOP}, its connections open, and goes on later as if nothing had been. */
@Tag("one-jdk")
class StoppedTest extends DeathTest {

    @Test
    void clientThatSleptThroughItsLeaseChangesNothingAnyMore() throws Exception {
        ManagerServer server = serve();
        SyncManager near = connect(server.port());
        SharedLock lock = near.lock("lock");
        SharedList<Integer> log = near.list("log", Integer.class);
        Jvm victim = victim(Situation.WRITES, server.port(), Duration.ofSeconds(1), WINDOW);
        long token = Long.parseLong(victim.awaitLine("ready "));
        await().until(() -> log.size() > 5);
        victim.suspend();
        try (Hold hold = get(meanwhile(lock::hold))) {
            assertThat(hold.abandoned()).isTrue();
            assertThat(hold.fencingToken()).isGreaterThan(token);
            List<Integer> written = log.snapshot();
            victim.resume();
            victim.awaitLine("event LOST");
            await().until(() -> victim.linesOf("refused").size() > 5);
            assertThat(victim.linesOf("refused"))
                    .allMatch(line -> line.contains("hold valid false"))
                    .last()
                    .asString()
                    .contains("NOT_EXECUTED");
            assertThat(log.snapshot()).isEqualTo(written);
            assertThat(lock.isHeldByMe()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"1000, 2000", "3000, 4000"})
    void serverThatSleptLongerThanTheLeasesEndsNoSessionAndMovesNoLock(int leaseMillis, int millis) throws Exception {
        serverSleeps(Duration.ofMillis(leaseMillis), WINDOW, millis, true);
    }

    @ParameterizedTest
    @CsvSource({"2000, false", "20000, true"})
    @EnabledIfSystemProperty(named = "chaos", matches = "true")
    void serverThatSleptEndsNoSessionAtTheSettingsByDefault(int millis, boolean noticed) throws Exception {
        serverSleeps(ClientOptions.DEFAULT_LEASE, ClientOptions.DEFAULT_RESUME_WINDOW, millis, noticed);
    }

    /** Stops a server; its clients notice if that is for longer than 80 % of the lease. */
    private void serverSleeps(Duration lease, Duration window, int millis, boolean noticed) throws Exception {
        Jvm server = closing(Jvm.run(ServerProgram.class, "0"));
        int port = Integer.parseInt(server.awaitPort());
        List<Event> holders = new CopyOnWriteArrayList<>();
        List<Event> others = new CopyOnWriteArrayList<>();
        SyncManager holder = connect(port, options(lease, window, holders));
        SyncManager other = connect(port, options(lease, window, others));
        SharedQueue<Integer> jobs = other.queue("jobs", Integer.class);
        Hold hold = holder.lock("lock").hold();
        Future<Integer> taking = meanwhile(jobs::take);
        Future<Hold> next = meanwhile(other.lock("lock")::hold);
        awaitWaiting(holder, "jobs", 1);
        awaitWaiting(holder, "lock", 1);
        server.suspend();
        // How long it sleeps is what is tested: nothing else can be waited for.
        Thread.sleep(millis);
        assertThat(hold.valid()).isNotEqualTo(noticed);
        server.resume();
        if (noticed) {
            await().until(() -> holders.contains(Event.RESUMED) && others.contains(Event.RESUMED));
            assertThat(holders).startsWith(Event.CONNECTED, Event.SUSPENDED, Event.RESUMED);
            assertThat(others).startsWith(Event.CONNECTED, Event.SUSPENDED, Event.RESUMED);
        }
        assertThat(hold.valid()).isTrue();
        assertThat(next).isNotDone();
        holder.queue("jobs", Integer.class).put(7);
        assertThat(get(taking)).isEqualTo(7);
        hold.close();
        try (Hold second = get(next)) {
            assertThat(second.abandoned()).isFalse();
        }
        assertThat(List.of(holders, others)).allSatisfy(events -> {
            assertThat(events).doesNotContain(Event.LOST);
            assertThat(events.contains(Event.SUSPENDED)).isEqualTo(noticed);
        });
    }

    private static ClientOptions.Builder options(Duration lease, Duration window, List<Event> events) {
        return ClientOptions.builder().lease(lease).resumeWindow(window).listener((event, detail) -> events.add(event));
    }
}
