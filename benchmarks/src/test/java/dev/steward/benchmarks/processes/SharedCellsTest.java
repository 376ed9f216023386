package dev.steward.benchmarks.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each figure is there; how high is none of a test's business. */
@Timeout(120)
@Tag("one-jdk")
class SharedCellsTest {

    @Test
    void eachFigureIsTaken() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PrintStream lines = new PrintStream(out, true, StandardCharsets.UTF_8)) {
            SharedCells.measure(Duration.ofMillis(1), 1, lines);
        }
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .hasSize(8)
                .allSatisfy(line -> assertThat(line)
                        .containsPattern(", (ns|MiB/s|cycles/s) +[0-9][0-9,]*[.][0-9]   ratio +[0-9.]+ "));
    }
}
