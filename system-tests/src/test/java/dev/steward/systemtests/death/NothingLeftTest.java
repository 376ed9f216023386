package dev.steward.systemtests.death;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.steward.api.SyncManager;
import dev.steward.client.ClientOptions;
import dev.steward.systemtests.Jvm;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Sessions that ended without a word leave nothing in the server: no thread, no descriptor, no object, no heap. */
@Timeout(180)
@Tag("one-jdk")
class NothingLeftTest extends DeathTest {

    private static final Duration AT_MOST = Duration.ofSeconds(30);
    /** Less than what 500 sessions take, or one large value; more than what is left of a server's classes and buffers. */
    private static final long NOISE_BYTES = 1 << 20;

    @Test
    void nothingIsLeftOfSessionsThatWereKilled() {
        killed(20, LEASE, WINDOW);
    }

    @Test
    @EnabledIfSystemProperty(named = "chaos", matches = "true")
    void nothingIsLeftOfSessionsThatWereKilledAtTheSettingsByDefault() {
        killed(500, ClientOptions.DEFAULT_LEASE, ClientOptions.DEFAULT_RESUME_WINDOW);
    }

    private void killed(int sessions, Duration lease, Duration window) {
        Jvm server = closing(Jvm.run(MeasuredServer.class));
        int port = Integer.parseInt(server.awaitPort());
        SyncManager near = connect(port, ClientOptions.builder().connections(0));
        near.queue("jobs", Integer.class);
        // The first ones leave what a server makes once: classes, buffers, threads.
        wreck(sessions, server, near, lease, window).kill();
        await().atMost(window.plus(AT_MOST))
                .until(() -> Footprint.of(server, near).objects() == 1);
        Footprint before = Footprint.of(server, near);
        Jvm wreck = wreck(sessions, server, near, lease, window);
        Footprint full = Footprint.of(server, near);
        assertThat(full.objects() - before.objects()).isEqualTo(sessions * Wreck.OBJECTS_EACH);
        assertThat(full.descriptors()).isGreaterThan(before.descriptors() + sessions);
        wreck.kill();
        long from = System.nanoTime();
        await().atMost(window.plus(AT_MOST)).untilAsserted(() -> {
            Footprint after = Footprint.of(server, near);
            assertThat(after.calls()).isZero();
            assertThat(after.objects()).isEqualTo(before.objects());
            assertThat(after.threads()).isLessThanOrEqualTo(before.threads());
            assertThat(after.descriptors()).isLessThanOrEqualTo(before.descriptors());
            assertThat(after.heap()).isLessThan(before.heap() + NOISE_BYTES);
        });
        System.out.printf(
                "%d sessions: before %s, full %s, and %d ms after their death %s%n",
                sessions,
                before,
                full,
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from),
                Footprint.of(server, near));
    }

    /** Starts a process with sessions; returns when all that it does is under way. */
    private Jvm wreck(int sessions, Jvm server, SyncManager near, Duration lease, Duration window) {
        Jvm wreck = closing(Jvm.run(
                Wreck.class,
                server.awaitPort(),
                Integer.toString(sessions),
                Long.toString(lease.toMillis()),
                Long.toString(window.toMillis())));
        wreck.awaitLine("ready");
        awaitWaiting(near, "jobs", sessions);
        await().untilAsserted(
                        () -> assertThat(Footprint.of(server, near).calls()).isEqualTo(sessions));
        return wreck;
    }
}
