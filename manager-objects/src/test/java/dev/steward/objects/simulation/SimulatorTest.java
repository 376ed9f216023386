package dev.steward.objects.simulation;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Drives the machine from seeds: so many in each build, all of them with {@code -Pchaos}. {@code -Dseeds=N} runs another
 * number of them, {@code -Dseed=S} one.
 */
@Timeout(600)
@Tag("one-jdk")
class SimulatorTest {

    private static final int EVENTS = 2_000;
    private static final int SEEDS = Boolean.getBoolean("chaos") ? 500 : 100;

    @Test
    void nothingIsLostDoubledOrStuckWhateverClientsDo() {
        Long one = Long.getLong("seed");
        if (one != null) {
            run(one);
            return;
        }
        int seeds = Integer.getInteger("seeds", SEEDS);
        for (long seed = 1; seed <= seeds; seed++) {
            run(seed);
        }
    }

    private static void run(long seed) {
        try {
            new Simulation(seed).run(EVENTS);
        } catch (AssertionError failure) {
            throw new AssertionError(
                    "seed " + seed + ", " + failure.getMessage()
                            + "\nrepeat with: mvn -pl manager-objects -am test -Dtest=SimulatorTest"
                            + " -Dsurefire.failIfNoSpecifiedTests=false -Dseed=" + seed,
                    failure);
        }
    }
}
