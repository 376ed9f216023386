package dev.steward.test;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/**
 * What came of classes of tests that a test has run.
 *
 * @param succeeded how many tests did
 * @param failures the messages of tests and classes that failed, with those of their causes
 * @param printed what was printed to standard error
 */
record Inner(long succeeded, List<String> failures, String printed) {

    static Inner run(Class<?>... classes) {
        return run(false, classes);
    }

    static Inner run(boolean parallel, Class<?>... classes) {
        EngineTestKit.Builder engine = EngineTestKit.engine("junit-jupiter")
                .configurationParameter("junit.jupiter.execution.timeout.default", "1 m")
                .configurationParameter("junit.jupiter.execution.parallel.enabled", Boolean.toString(parallel))
                .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "4");
        for (Class<?> type : classes) {
            engine.selectors(DiscoverySelectors.selectClass(type));
        }
        PrintStream before = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        EngineExecutionResults results;
        System.setErr(new PrintStream(printed, true, UTF_8));
        try {
            results = engine.execute();
        } finally {
            System.setErr(before);
        }
        return new Inner(
                results.testEvents().succeeded().count(),
                results.allEvents().failed().stream()
                        .map(event -> messages(event.getRequiredPayload(TestExecutionResult.class)
                                .getThrowable()
                                .orElseThrow()))
                        .toList(),
                printed.toString(UTF_8));
    }

    private static String messages(Throwable failure) {
        StringBuilder all = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            all.append(cause.getMessage()).append('\n');
        }
        return all.toString();
    }
}
