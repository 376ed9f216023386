package dev.steward.systemtests.death;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.steward.api.ObjectDescription;
import dev.steward.api.SyncManager;
import dev.steward.systemtests.Jvm;
import dev.steward.systemtests.client.ServedTest;
import dev.steward.systemtests.death.Victim.Situation;
import java.time.Duration;

/** What tests with victims have in common. */
abstract class DeathTest extends ServedTest {

    static final Duration LEASE = Duration.ofSeconds(10);
    static final Duration WINDOW = Duration.ofSeconds(1);

    /** How long a kill that is seen by its broken connection may take to show: less than the lease and the window. */
    private static final Duration SOON = LEASE;

    /** Starts a client in a process of its own; returns when it has said that it is in its situation. */
    Jvm victim(Situation situation, int port, Duration lease, Duration window) {
        Jvm victim = closing(Jvm.run(
                Victim.class,
                situation.name(),
                Integer.toString(port),
                Long.toString(lease.toMillis()),
                Long.toString(window.toMillis())));
        victim.awaitLine("ready");
        return victim;
    }

    Jvm victim(Situation situation, int port) {
        return victim(situation, port, LEASE, WINDOW);
    }

    /** Waits until so many calls wait in the object of that name. */
    static void awaitWaiting(SyncManager manager, String name, int count) {
        awaitWaiting(manager, name, count, SOON);
    }

    static void awaitWaiting(SyncManager manager, String name, int count, Duration atMost) {
        await("waiting in " + name)
                .atMost(atMost)
                .untilAsserted(() -> assertThat(manager.describeObjects())
                        .filteredOn(row -> name.equals(row.name()))
                        .extracting(ObjectDescription::waiting)
                        .containsExactly(count));
    }
}
