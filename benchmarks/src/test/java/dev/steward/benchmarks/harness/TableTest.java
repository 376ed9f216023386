package dev.steward.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableTest {

    @Test
    void columnsLineUpAndEachGroupStandsByItself() {
        assertThat(Table.of(List.of(Results.LATENCY, Results.THROUGHPUT))).isEqualTo("""
                        workload  variant   peer     transport  placement   median  unit                 ratio      min      max  rounds
                        W1        call      steward  tcp        same core     7.50  us (less is better)   1.25     6.00     9.00       3

                        W4        hand-off  steward  tcp        same core  200,000  /s (more is better)   0.60  100,000  300,000       2
                        """);
    }

    @Test
    void aResultWithoutReferenceHasNoRatio() {
        assertThat(Table.of(List.of(Results.ALONE))).contains("5,000  /s (more is better)      -  5,000");
    }

    @Test
    void theFileHasOneLinePerResultBelowTheNamesOfItsColumns(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("new/results.tsv");
        ResultsFile.write(file, List.of(Results.LATENCY, Results.ALONE));
        assertThat(Files.readAllLines(file))
                .containsExactly(
                        "workload\tvariant\tpeer\ttransport\tplacement\tjdk\tvalue\tunit\tratio\trounds\tmin\tmax",
                        "W1\tcall\tsteward\ttcp\tsame core\t17.0.1\t7.5000\tus\t1.2500\t3\t6.0000\t9.0000",
                        "W3\tasynchronous\tsteward\ttcp\tsame core\t17.0.1\t5000.0000\t/s\t\t1\t5000.0000\t5000.0000");
    }
}
