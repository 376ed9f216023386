package dev.steward.systemtests.death;

import dev.steward.systemtests.Jvm;
import dev.steward.systemtests.client.ServedTest;
import dev.steward.systemtests.death.Victim.Situation;
import java.time.Duration;

/** What tests with victims have in common. */
abstract class DeathTest extends ServedTest {

    static final Duration WINDOW = Duration.ofSeconds(1);

    /** A kill that is seen by its broken connection shows soon: before the lease and the window are over. */
    static final Duration LEASE = SOON;

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
}
