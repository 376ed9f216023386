package dev.steward.benchmarks.harness;

import dev.steward.benchmarks.workloads.Unit;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/**
 * A line of the table.
 *
 * @param workload what was done, such as {@code W4}
 * @param variant which figure of it
 * @param unit what the figures say
 * @param peer with whom
 * @param transport what the bytes travelled on
 * @param placement where the processes ran, in the words of the table
 * @param jdk the version of Java
 * @param figures one figure per round, in the unit
 * @param ratios of each round the ratio to the reference; none if that was not measured
 */
public record Result(
        String workload,
        String variant,
        Unit unit,
        String peer,
        String transport,
        String placement,
        String jdk,
        List<Double> figures,
        List<Double> ratios) {

    /** Returns this one with ratios to another one, of the same rounds. */
    Result comparedWith(Result reference) {
        return new Result(
                workload,
                variant,
                unit,
                peer,
                transport,
                placement,
                jdk,
                figures,
                Statistics.ratios(figures, reference.figures()));
    }

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

    /** Returns the median of the rounds' ratios to the reference, if there are any. */
    public OptionalDouble ratio() {
        return ratios.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Statistics.median(ratios));
    }

    /** Returns the best of the rounds' ratios to the reference, if there are any. */
    public OptionalDouble bestRatio() {
        DoubleStream all = ratios.stream().mapToDouble(Double::doubleValue);
        return unit.moreIsBetter() ? all.max() : all.min();
    }
}
