package dev.steward.client.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.protocol.message.SessionTerms;
import java.time.Duration;
import java.util.concurrent.Delayed;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LifelineTest {

    private static final Duration INTERVAL = Duration.ofHours(1);
    private static final SessionTerms TERMS =
            new SessionTerms(Duration.ofHours(9), Duration.ofSeconds(3), INTERVAL, 1_024, 20_000, 1 << 24, 1 << 26);

    private final ScheduledThreadPoolExecutor loop = new ScheduledThreadPoolExecutor(1);

    @AfterEach
    void close() {
        loop.shutdownNow();
    }

    /** Enters a session by a request that was sent so long ago, and returns when the first heartbeat is due. */
    private Duration firstBeatAfter(Duration sinceAsked) {
        long askedAt = System.nanoTime() - sinceAsked.toNanos();
        Lifeline lifeline = new Lifeline(loop, TERMS, INTERVAL, askedAt, message -> {}, () -> {}, () -> {});
        lifeline.entered(TERMS, askedAt);
        return Duration.ofNanos(loop.getQueue().stream()
                .mapToLong(timer -> ((Delayed) timer).getDelay(TimeUnit.NANOSECONDS))
                .min()
                .orElseThrow());
    }

    @Test
    void heartbeatsAreCountedFromTheRequestToEnterTheSession() {
        assertThat(firstBeatAfter(Duration.ofMinutes(45))).isBetween(Duration.ofMinutes(10), Duration.ofMinutes(15));
    }
}
