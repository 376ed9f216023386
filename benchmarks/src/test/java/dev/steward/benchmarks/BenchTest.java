package dev.steward.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
@Tag("one-jdk")
class BenchTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    @Test
    void oneWorkloadIsMeasuredPrintedAndWrittenQuicklyWithStewardBesideTheSocketsOnly() throws Exception {
        assertThat(run("--workload", "w1", "--quick", "--transport", "tcp", "--placement", "free"))
                .as(err.toString())
                .isZero();
        assertThat(out.toString()
                        .lines()
                        .map(line -> List.of(line.split(" {2,}")).subList(0, 4)))
                .containsExactly(
                        List.of("workload", "variant", "peer", "transport"),
                        List.of("W1", "call", "raw", "tcp"),
                        List.of("W1", "call", "polled", "tcp"),
                        List.of("W1", "call", "steward", "tcp"));
        assertThat(err.toString()).contains("about 0 min", "round 1 of 2", "round 2 of 2", "others used");

        List<String> lines = Files.readAllLines(folder.resolve("results.tsv"));
        assertThat(lines).hasSize(4).first().asString().startsWith("workload\tvariant\tpeer\t");
        List<String> raw = List.of(lines.get(1).split("\t", -1));
        assertThat(raw).hasSize(12).startsWith("W1", "call", "raw", "tcp").contains("us", "2");
        assertThat(Double.parseDouble(raw.get(6))).isPositive();
        assertThat(Double.parseDouble(raw.get(8)))
                .as("ratio of the raw socket to itself")
                .isEqualTo(1);
        assertThat(ProcessHandle.current().descendants()).isEmpty();
    }

    @Test
    void quickMeasuresPeersThatAreAskedFor() {
        assertThat(run(
                        "--quick",
                        "--workload",
                        "w1",
                        "--transport",
                        "tcp",
                        "--placement",
                        "free",
                        "--rounds",
                        "1",
                        "--peer",
                        "netty"))
                .as(err.toString())
                .isZero();
        assertThat(peersInTable()).containsExactly("raw", "polled", "netty");
    }

    @Test
    void coldProgramsAreMeasuredFromStartToEnd() throws Exception {
        assertThat(run("--cold", "--workload", "c2", "--peer", "raw,rmi", "--rounds", "1"))
                .as(err.toString())
                .isZero();
        assertThat(out.toString()
                        .lines()
                        .filter(line -> !line.isEmpty())
                        .map(line -> List.of(line.split(" {2,}")).subList(0, 4)))
                .startsWith(
                        List.of("workload", "variant", "peer", "transport"),
                        List.of("C2", "first answer", "raw", "tcp"),
                        List.of("C2", "first answer", "rmi", "tcp"));
        assertThat(out.toString()).contains("ms (less is better)", "ms of processor (less is better)");
        assertThat(err.toString()).contains("C2 first answer: round 1 of 1", "others used");
        assertThat(Files.readAllLines(folder.resolve("results.tsv")))
                .filteredOn(line -> line.startsWith("C2\tfirst answer\t"))
                .hasSize(4);
        assertThat(ProcessHandle.current().descendants()).isEmpty();
    }

    private List<String> peersInTable() {
        return out.toString()
                .lines()
                .skip(1)
                .map(line -> line.split(" {2,}")[2])
                .toList();
    }

    @Test
    void whatIsNotThereIsRefusedWithWhatIsThere() {
        assertRefused(List.of("--workload", "W9"), "no workload 'W9'", "W1, W2, W3");
        assertRefused(List.of("--peer", "corba"), "no peer 'corba'", "raw, polled, netty, rmi, steward");
        assertRefused(List.of("--cold", "--workload", "W1"), "no workload 'W1'", "C1, C2, C3");
        assertRefused(List.of("--cold", "--peer", "netty"), "no peer 'netty'", "empty, raw, rmi, cpython");
        assertRefused(List.of("--transport", "pigeon"), "--transport", "pigeon", "TCP, UNIX");
        assertRefused(List.of("--rounds", "0"), "--rounds is from 1");
        assertRefused(List.of("--jdk", folder.toString()), folder + " is no JDK");
        assertRefused(List.of("--record"), "--guard");
        assertRefused(List.of("--fast"), "--fast");
    }

    private void assertRefused(List<String> arguments, String... said) {
        err.getBuffer().setLength(0);
        assertThat(run(arguments.toArray(String[]::new))).isEqualTo(2);
        assertThat(err.toString()).contains(said).contains("./steward bench --help");
        assertThat(out.toString()).isEmpty();
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(
                "--warm-up",
                "100",
                "--measure",
                "50",
                "--results",
                folder.resolve("results.tsv").toString()));
        List<String> given = List.of(arguments);
        if (!given.contains("--rounds")) {
            all.addAll(List.of("--rounds", "2"));
        }
        all.addAll(given);
        return Bench.run(new PrintWriter(out), new PrintWriter(err), all.toArray(String[]::new));
    }
}
