package dev.steward.systemtests.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.steward.api.SyncManager;
import dev.steward.client.ClientOptions;
import dev.steward.systemtests.Jvm;
import dev.steward.systemtests.death.Crowd;
import dev.steward.systemtests.death.Footprint;
import dev.steward.systemtests.death.MeasuredServer;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many connections at once are served, and leave nothing: 100 in each build, 10,000 with {@code -Psoak}. */
@Timeout(1_800)
@Tag("one-jdk")
class ManyConnectionsTest extends LoadTest {

    private static final int PROCESSES = SOAK ? 4 : 1;
    private static final int EACH = SOAK ? 2_500 : 100;
    private static final int CONNECTIONS = PROCESSES * EACH;

    /** What a server has open besides. */
    private static final int BESIDES = 200;

    @Test
    void eachIsServedAndLeavesNothing() throws Exception {
        assumeThat(mostDescriptors())
                .as("the descriptors that a process may have here (ulimit -n), for %d connections", CONNECTIONS)
                .isGreaterThan(CONNECTIONS + BESIDES);
        Jvm server = start(MeasuredServer.class, "CONNECTIONS=" + (CONNECTIONS + BESIDES));
        String port = server.awaitPort();
        SyncManager near =
                connect(Integer.parseInt(port), ClientOptions.builder().connections(0));
        Footprint before = Footprint.of(server, near);
        List<Jvm> crowds = new ArrayList<>();
        for (int i = 0; i < PROCESSES; i++) {
            crowds.add(start(Crowd.class, "idle", port, EACH, ClientOptions.DEFAULT_LEASE.toMillis()));
        }
        for (Jvm crowd : crowds) {
            await().atMost(VERY_LONG).until(() -> !crowd.linesOf("ready").isEmpty() || !crowd.isAlive());
            crowd.awaitLine("ready");
        }
        Footprint full = Footprint.of(server, near);
        assertThat(full.descriptors()).isGreaterThanOrEqualTo(before.descriptors() + CONNECTIONS);
        assertThat(full.threads()).isEqualTo(before.threads());
        crowds.forEach(crowd -> crowd.say("leave"));
        awaitEnds(crowds);
        for (Jvm crowd : crowds) {
            assertThat(crowd.awaitLine("figures ")).isEqualTo(EACH + " 0 0 0");
        }
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(Footprint.of(server, near).descriptors()).isLessThanOrEqualTo(before.descriptors()));
        tell("%d connections: before %s, full %s, after %s", CONNECTIONS, before, full, Footprint.of(server, near));
    }

    private static long mostDescriptors() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : 0;
    }
}
