package dev.steward.spring;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;

/** Is told why an application did not start, as whoever prints it is. Named in spring.factories of the tests. */
final class ReportedFailures implements FailureAnalysisReporter {

    private static final List<FailureAnalysis> TOLD = new CopyOnWriteArrayList<>();

    @Override
    public void report(FailureAnalysis analysis) {
        TOLD.add(analysis);
    }

    /** Returns what was told since this was asked. */
    static List<FailureAnalysis> told() {
        List<FailureAnalysis> told = List.copyOf(TOLD);
        TOLD.removeAll(told);
        return told;
    }
}
