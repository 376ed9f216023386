package dev.steward.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuardTest {

    @TempDir
    private Path folder;

    @Test
    void ratiosAreToWhatRmiTookInTheSameRound() {
        Result rmi = Results.ofPeer(Results.LATENCY, "rmi", List.of(18.0, 24.0, 15.0));
        assertThat(Guard.besideRmi(
                        List.of(Results.ofPeer(Results.LATENCY, "raw", List.of(1.0, 1.0, 1.0)), rmi, Results.LATENCY)))
                .singleElement()
                .satisfies(result -> {
                    assertThat(result.peer()).isEqualTo("steward");
                    assertThat(result.ratios()).containsExactly(0.5, 0.25, 0.5);
                });
        assertThatThrownBy(() -> Guard.besideRmi(List.of(rmi, Results.THROUGHPUT)))
                .isInstanceOf(MeasurementException.class)
                .hasMessageContaining("W4 hand-off");
    }

    @Test
    void theBestRoundOfALatencyMayBeTwiceWhatWasRecorded() throws IOException {
        assertThat(Guard.complaints(List.of(Results.LATENCY), recorded("W1\tcall\t0.5")))
                .isEmpty();
        assertThat(Guard.complaints(List.of(Results.LATENCY), recorded("W1\tcall\t0.49")))
                .singleElement()
                .asString()
                .contains("W1 call", "1.00", "0.49", "2026-01-02");
    }

    @Test
    void theBestRoundOfAThroughputMayBeHalfOfWhatWasRecorded() throws IOException {
        assertThat(Guard.complaints(List.of(Results.THROUGHPUT), recorded("W4\thand-off\t1.4")))
                .isEmpty();
        assertThat(Guard.complaints(List.of(Results.THROUGHPUT), recorded("W4\thand-off\t1.41")))
                .hasSize(1);
    }

    @Test
    void whatWasRecordedIsWhatIsComparedWith() {
        Path file = folder.resolve("guard.tsv");
        Guard.record(List.of(Results.LATENCY, Results.THROUGHPUT), file);
        assertThat(Guard.read(file)).extracting(Guard.Recorded::ratio).containsExactly(1.25, 0.6);
        assertThat(Guard.complaints(List.of(Results.LATENCY, Results.THROUGHPUT), file))
                .isEmpty();
    }

    @Test
    void whatWasNeverRecordedIsNamed() throws IOException {
        assertThat(Guard.complaints(List.of(Results.THROUGHPUT), recorded("W1\tcall\t1")))
                .singleElement()
                .asString()
                .contains("W4 hand-off was never recorded", "--record");
    }

    @Test
    void aFileThatIsBrokenOrMissingIsNamed() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.tsv"), "W1 call 1.0\n");
        assertThatThrownBy(() -> Guard.read(broken))
                .isInstanceOf(MeasurementException.class)
                .hasMessageContaining("broken.tsv")
                .hasMessageContaining("W1 call 1.0");
        assertThatThrownBy(() -> Guard.read(folder.resolve("missing.tsv")))
                .isInstanceOf(MeasurementException.class)
                .hasMessageContaining("missing.tsv");
    }

    private Path recorded(String start) throws IOException {
        return Files.writeString(
                folder.resolve("guard.tsv"),
                "workload\tvariant\tratio\tdate\tmachine\n" + start + "\t2026-01-02\t2 cores\n");
    }
}
