package dev.steward.objects.network;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Drives the machine through a bad network from seeds: so many in each build, all of them with {@code -Pchaos}. {@code
 * -Dseeds=N} runs another number of them, {@code -Dseed=S} one.
 */
@Timeout(600)
@Tag("one-jdk")
class NetworkSimulatorTest {

    private static final int EVENTS = 5_000;
    private static final int SEEDS = Boolean.getBoolean("chaos") ? 2_000 : 400;

    @Test
    void nothingIsLostDoubledOrStuckWhateverTheNetworkDoes() {
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
            new NetworkSimulation(seed).run(EVENTS);
        } catch (AssertionError | RuntimeException failure) {
            throw new AssertionError(
                    "seed " + seed + ": " + failure.getMessage()
                            + "\nrepeat with: mvn -pl manager-objects -am test -Dtest=NetworkSimulatorTest"
                            + " -Dsurefire.failIfNoSpecifiedTests=false -Dseed=" + seed,
                    failure);
        }
    }
}
