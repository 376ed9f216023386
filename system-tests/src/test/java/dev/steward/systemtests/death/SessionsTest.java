package dev.steward.systemtests.death;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.SyncManager;
import dev.steward.client.ClientOptions;
import dev.steward.systemtests.Jvm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Many sessions at once, of which some call without a pause and most do nothing: none is lost, and an idle one costs
 * little. A few for some seconds in every build; {@code mvn verify -Pchaos -Dminutes=10} has 200 and 2,000 for so long.
 */
@Timeout(3_600)
@Tag("one-jdk")
class SessionsTest extends DeathTest {

    private static final long MOST_BYTES_PER_IDLE = 32 << 10;
    private static final long LONG_MINUTES = 10;
    private static final int FIRST = 20;

    /** What a crowd tells in the end. */
    private record Figures(long connected, long suspended, long lost, long calls) {

        static Figures of(Jvm crowd) {
            String[] told = crowd.awaitLine("figures ").split(" ");
            return new Figures(
                    Long.parseLong(told[0]), Long.parseLong(told[1]), Long.parseLong(told[2]), Long.parseLong(told[3]));
        }

        Figures plus(Figures other) {
            return new Figures(
                    connected + other.connected, suspended + other.suspended, lost + other.lost, calls + other.calls);
        }
    }

    @Test
    void noneIsLostInSomeSeconds() throws Exception {
        noneIsLost(1, 20, 1, 200, Duration.ofSeconds(5), Duration.ofSeconds(3));
    }

    @Test
    @EnabledIfSystemProperty(named = "chaos", matches = "true")
    void noneIsLostInMinutesAtTheSettingsByDefault() throws Exception {
        noneIsLost(
                2, 100, 4, 500, ClientOptions.DEFAULT_LEASE, Duration.ofMinutes(Long.getLong("minutes", LONG_MINUTES)));
    }

    private void noneIsLost(
            int activeProcesses, int activeEach, int idleProcesses, int idleEach, Duration lease, Duration time)
            throws Exception {
        Jvm server = closing(Jvm.run(MeasuredServer.class));
        String port = server.awaitPort();
        SyncManager near =
                connect(Integer.parseInt(port), ClientOptions.builder().connections(0));
        List<Jvm> first = crowds("idle", 1, FIRST, port, lease);
        Footprint before = Footprint.of(server, near);
        int idle = idleProcesses * idleEach;
        List<Jvm> crowds = crowds("idle", idleProcesses, idleEach, port, lease);
        Footprint withIdle = Footprint.of(server, near);
        long each = (withIdle.heap() - before.heap()) / idle;
        assertThat(each).isLessThan(MOST_BYTES_PER_IDLE);
        assertThat(withIdle.threads()).isLessThanOrEqualTo(before.threads());
        assertThat(withIdle.descriptors()).isLessThanOrEqualTo(before.descriptors() + idle);
        int active = activeProcesses * activeEach;
        crowds.addAll(crowds("active", activeProcesses, activeEach, port, lease));
        // How long they live side by side is what is tested: nothing else can be waited for.
        Thread.sleep(time.toMillis());
        Footprint withAll = Footprint.of(server, near);
        crowds.addAll(first);
        crowds.forEach(crowd -> crowd.say("leave"));
        Figures figures = new Figures(0, 0, 0, 0);
        for (Jvm crowd : crowds) {
            figures = figures.plus(Figures.of(crowd));
            assertThat(crowd.awaitEnd()).as("%s", crowd.lines()).isZero();
        }
        System.out.printf(
                "%d active and %d idle sessions for %s: %s, %d bytes of heap per idle session%n"
                        + "  before %s%n  with the idle %s%n  with all %s%n  after %s%n",
                active, idle, time, figures, each, before, withIdle, withAll, Footprint.of(server, near));
        assertThat(figures.lost()).isZero();
        assertThat(figures.connected()).isEqualTo(active + idle + FIRST);
        assertThat(figures.calls()).isGreaterThan(active);
    }

    private List<Jvm> crowds(String what, int processes, int each, String port, Duration lease) {
        List<Jvm> crowds = new ArrayList<>();
        for (int i = 0; i < processes; i++) {
            crowds.add(
                    closing(Jvm.run(Crowd.class, what, port, Integer.toString(each), Long.toString(lease.toMillis()))));
        }
        crowds.forEach(crowd -> crowd.awaitLine("ready"));
        return crowds;
    }
}
