package dev.steward.benchmarks.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each figure is there; how high is none of a test's business. */
@Timeout(120)
@Tag("one-jdk")
class PythonClientsTest {

    private static final String PYTHON = "python3";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final PrintStream lines = new PrintStream(out, true, StandardCharsets.UTF_8);

    @BeforeAll
    static void pythonIsThere() throws InterruptedException {
        boolean there;
        try {
            there = new ProcessBuilder(PYTHON, "-c", "import multiprocessing.managers")
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException none) {
            there = false;
        }
        assumeTrue(there, "no python3 is on the path");
    }

    @Test
    void eachFigureIsTaken() throws Exception {
        PythonClients.measure(PYTHON, Duration.ofMillis(1), 1, lines);
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .hasSize(4)
                .allSatisfy(line -> assertThat(line)
                        .matches("round 1, (Steward|CPython), (TCP|Unix socket) +made a proxy, ms [0-9.,]+"
                                + "   one call, µs [0-9.,]+   16 clients, calls/s [0-9.,]+   hand-offs/s [0-9.,]+"));
    }

    @Test
    void idleConnectionsTakeSomething() throws Exception {
        PythonClients.idle(PYTHON, 100, lines);
        assertThat(out.toString(StandardCharsets.UTF_8)).matches("heap of an idle connection, bytes [1-9][0-9,]*\\R");
    }
}
