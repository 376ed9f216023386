package dev.steward.systemtests.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nothing is lost, nothing comes twice and nothing runs twice while processes die and the network breaks. One round in
 * every build; {@code mvn verify -Pchaos -Dminutes=30} goes on for so long, {@code -Dseed=N} draws another run. Each wait
 * in it is bounded, and so is each round.
 */
@Tag("one-jdk")
class ChaosTest {

    private static final Duration MOST_PER_CALL = Worker.CALL_TIMEOUT.plusSeconds(5);

    private static final long LONG_MINUTES = 30;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    @Test
    void promiseHoldsWhateverBreaks() throws Exception {
        long seed = Long.getLong("seed", 1);
        ChaosRun run = new ChaosRun(directory, seed);
        long minutes = Long.getLong("minutes", Boolean.getBoolean("chaos") ? LONG_MINUTES : 0);
        long end = System.nanoTime() + Duration.ofMinutes(minutes).toNanos();
        do {
            run.round();
        } while (System.nanoTime() - end < 0 && run.faults().isEmpty());
        System.out.println("chaos of seed " + seed + ":");
        run.table().forEach(System.out::println);
        assertThat(run.faults())
                .as("-Dseed=%d, journals in %s", seed, directory)
                .isEmpty();
        assertThat(run.longestMillis()).isLessThan(MOST_PER_CALL.toMillis());
    }
}
