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

    private static final Duration PATIENCE = Duration.ofSeconds(30);

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
        await("waiting in " + name)
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(manager.describeObjects())
                        .filteredOn(row -> name.equals(row.name()))
                        .extracting(ObjectDescription::waiting)
                        .containsExactly(count));
    }
}
