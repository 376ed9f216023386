package dev.steward.systemtests.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.steward.api.SyncManager;
import dev.steward.client.ClientOptions;
import dev.steward.systemtests.Jvm;
import dev.steward.systemtests.death.Footprint;
import dev.steward.systemtests.death.MeasuredServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A server at half load whose clients come and go, half of them killed, does not grow: three waves of them in each build;
 * with {@code -Psoak} for an hour, or {@code -Dminutes}.
 */
@Timeout(10_800)
@Tag("one-jdk")
class SoakTest extends LoadTest {

    private static final Duration LENGTH = Duration.ofMinutes(SOAK ? Long.getLong("minutes", 60) : 0);
    private static final int LEAST_WAVES = 3;
    private static final Duration WAVE = SOAK ? Duration.ofSeconds(20) : Duration.ofMillis(300);
    private static final int CLIENTS = SOAK ? 16 : 4;
    private static final int HALF_LOAD = 50;
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

    /** What a collection leaves differs by so much from one wave to the next, which in a long run shows as no slope. */
    private static final long NOISE_BYTES = SOAK ? 0 : 512 << 10;

    /** What was there when a wave had gone. */
    private record Sample(long nanos, Footprint footprint) {}

    @Test
    void nothingGrowsWhileClientsComeAndGo() throws Exception {
        Jvm server = start(MeasuredServer.class);
        String port = server.awaitPort();
        SyncManager near =
                connect(Integer.parseInt(port), ClientOptions.builder().connections(0));
        List<Sample> samples = new ArrayList<>();
        long begun = System.nanoTime();
        long waves = 0;
        // The first makes what a server makes once.
        wave(port, waves++);
        int objects = awaitQuiet(server, near).objects();
        do {
            wave(port, waves++);
            samples.add(new Sample(System.nanoTime() - begun, awaitQuiet(server, near)));
        } while (waves < LEAST_WAVES || System.nanoTime() - begun < LENGTH.toNanos());
        tell(
                "%d waves of %d clients in %s: %s",
                waves, 2 * CLIENTS, Duration.ofNanos(System.nanoTime() - begun), samples);
        assertThat(samples).allMatch(sample -> sample.footprint.objects() == objects);
        assertFlat("heap", samples, Footprint::heap, NOISE_BYTES);
        assertFlat("descriptors", samples, Footprint::descriptors, 0);
        assertFlat("threads", samples, Footprint::threads, 0);
    }

    /** Clients come and work; half of them leave, the others are killed. */
    private void wave(String port, long number) throws InterruptedException {
        try (Jvm leaving = comers(port, 2 * number);
                Jvm killed = comers(port, 2 * number + 1)) {
            leaving.awaitLine("working");
            killed.awaitLine("working");
            // How long they work side by side is what is tested: nothing else can be waited for.
            Thread.sleep(WAVE.toMillis());
            killed.kill();
            leaving.say("leave");
            assertThat(leaving.awaitEnd()).as("%s", leaving.lines()).isZero();
            assertThat(Sums.toldBy(leaving).calls()).isGreaterThan(CLIENTS);
        }
    }

    private static Jvm comers(String port, long number) {
        return Jvm.run(
                MixedClients.class,
                port,
                Long.toString(number),
                Integer.toString(CLIENTS),
                "0",
                Integer.toString(HALF_LOAD));
    }

    /** Waits until the sessions of those who were killed have ended: only what has a name is left. */
    private static Footprint awaitQuiet(Jvm server, SyncManager near) {
        await().atMost(SOON)
                .until(() -> near.describeObjects().stream()
                        .allMatch(row -> row.name() != null && row.references() == 1 && row.waiting() == 0));
        return Footprint.of(server, near);
    }

    /** Looks at the line through all samples that fits best: it rises by 1 % in ten minutes at most, or by the noise in all. */
    private static void assertFlat(String what, List<Sample> samples, ToLongFunction<Footprint> figure, long noise) {
        double meanTime = samples.stream().mapToLong(Sample::nanos).average().orElseThrow();
        double mean = samples.stream()
                .mapToLong(sample -> figure.applyAsLong(sample.footprint))
                .average()
                .orElseThrow();
        double covariance = 0;
        double variance = 0;
        for (Sample sample : samples) {
            double time = sample.nanos - meanTime;
            covariance += time * (figure.applyAsLong(sample.footprint) - mean);
            variance += time * time;
        }
        double perNano = covariance / variance;
        double inAll = perNano * (samples.get(samples.size() - 1).nanos - samples.get(0).nanos);
        assertThat(inAll <= noise || perNano * TEN_MINUTES.toNanos() <= mean / 100)
                .as(
                        "%s is flat, which rose by %.3f in all, %.5f %% in ten minutes: %s",
                        what, inAll, perNano * TEN_MINUTES.toNanos() * 100 / mean, samples)
                .isTrue();
    }
}
