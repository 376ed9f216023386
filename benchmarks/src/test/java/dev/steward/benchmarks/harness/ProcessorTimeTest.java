package dev.steward.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("one-jdk")
class ProcessorTimeTest {

    @Test
    void aLineOfTheSystemIsReadBehindANameThatHasAnythingInIt() {
        ProcessorTime time = ProcessorTime.parse(
                "77 (a) b (c) S 1 77 77 0 -1 4194560 100 200 0 0 12 34 500 6000 20 0 1 0 5 0 0 1 0 0 0\n");
        assertThat(time).isEqualTo(new ProcessorTime(Duration.ofMillis(460), Duration.ofMillis(65_000)));
        assertThat(time.all()).isEqualTo(Duration.ofMillis(65_460));
    }

    @Test
    void aProcessThatIsNotThereHasNone() {
        assertThat(ProcessorTime.of(Long.MAX_VALUE)).isEmpty();
    }
}
