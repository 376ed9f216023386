package dev.steward.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Three servers from seeds: so many in each build, 500 with {@code -Pchaos}. {@code -Dseeds=N} runs another number of them,
 * {@code -Dseed=S} one.
 */
@Timeout(600)
@Tag("one-jdk")
class ClusterSimulatorTest {

    private static final int STEPS = 3_000;
    private static final int SEEDS = Boolean.getBoolean("chaos") ? 500 : 100;
    /** Runs in which nearly nothing is answered show nothing: so many each, taken together. */
    private static final int FEWEST_ANSWERS = 50;
    /** A fault that is put in on purpose is found within so many. */
    private static final int FEW = 5;

    @Test
    void nothingIsLostDoubledOrStuckWhateverTheEnginesDo() {
        Long one = Long.getLong("seed");
        if (one != null) {
            int ignored = require(one);
            return;
        }
        int seeds = Integer.getInteger("seeds", SEEDS);
        long answers = 0;
        for (long seed = 1; seed <= seeds; seed++) {
            answers += require(seed);
        }
        assertThat(answers).as("calls that were answered").isGreaterThan((long) FEWEST_ANSWERS * seeds);
    }

    /** Returns how many calls were answered. */
    private static int require(long seed) {
        ClusterSimulation simulation = new ClusterSimulation(seed, ClusterFault.NONE);
        String complaint;
        try {
            complaint = simulation.run(STEPS);
        } catch (RuntimeException | AssertionError failure) {
            throw new AssertionError(told(seed, failure.toString()), failure);
        }
        if (complaint != null) {
            throw new AssertionError(told(seed, complaint));
        }
        return simulation.answers();
    }

    private static String told(long seed, String complaint) {
        return "seed " + seed + ", " + complaint
                + "\nrepeat with: mvn -pl manager-cluster -am test -Dtest=ClusterSimulatorTest"
                + " -Dsurefire.failIfNoSpecifiedTests=false -Dseed=" + seed;
    }

    @ParameterizedTest
    @EnumSource(value = ClusterFault.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aFaultThatWasPutInIsFoundWithinAFewRuns(ClusterFault fault) {
        assertThat(found(fault)).as("%s", fault).isNotNull();
    }

    private static @Nullable String found(ClusterFault fault) {
        for (long seed = 1; seed <= FEW; seed++) {
            String complaint = new ClusterSimulation(seed, fault).run(STEPS);
            if (complaint != null) {
                return complaint;
            }
        }
        return null;
    }
}
