package dev.steward.benchmarks.harness;

import dev.steward.benchmarks.workloads.Workload;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A line of the table.
 *
 * @param workload what was done
 * @param peer with whom
 * @param transport what the bytes travelled on
 * @param placement where the processes ran, in the words of the table
 * @param jdk the version of Java
 * @param figures one figure per round, in the unit of the workload
 * @param ratioToRaw the median of the rounds' ratios to the raw socket, if that does the workload
 */
public record Result(
        Workload workload,
        String peer,
        String transport,
        String placement,
        String jdk,
        List<Double> figures,
        OptionalDouble ratioToRaw) {

    /** Returns the median of the rounds. */
    public double value() {
        return Statistics.median(figures);
    }

    /** Returns the least figure of a round. */
    public double min() {
        return Collections.min(figures);
    }

    /** Returns the greatest figure of a round. */
    public double max() {
        return Collections.max(figures);
    }
}
