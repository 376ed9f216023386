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
class ProcessesTest {

    @Test
    void eachFigureIsTaken() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PrintStream lines = new PrintStream(out, true, StandardCharsets.UTF_8)) {
            Processes.measure(Duration.ofMillis(1), 10, lines);
        }
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .hasSize(10)
                .allSatisfy(line -> assertThat(line)
                        .containsPattern(", (ms|/s) +[0-9][0-9,]*[.][0-9]{2}$")
                        .doesNotContainPattern(" 0[.]00$"));
    }
}
