package dev.steward.benchmarks.harness;

import java.util.ArrayList;
import java.util.List;

/** What is made of the figures of several rounds. */
public final class Statistics {

    private Statistics() {}

    /**
     * Returns the figure in the middle, or half way between the two in the middle.
     *
     * @throws IllegalArgumentException if there are none
     */
    static double median(List<Double> figures) {
        if (figures.isEmpty()) {
            throw new IllegalArgumentException("nothing was measured: there is no median");
        }
        List<Double> sorted = figures.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** Returns the ratio of each round: figure and reference of one round saw the same weather. */
    public static List<Double> ratios(List<Double> figures, List<Double> reference) {
        if (figures.size() != reference.size()) {
            throw new IllegalArgumentException(figures.size() + " rounds cannot be compared with " + reference.size());
        }
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < figures.size(); round++) {
            ratios.add(figures.get(round) / reference.get(round));
        }
        return ratios;
    }
}
