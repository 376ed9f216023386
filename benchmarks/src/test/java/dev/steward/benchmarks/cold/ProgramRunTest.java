package dev.steward.benchmarks.cold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.benchmarks.harness.MeasurementException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is counted of a program, with scripts of the shell in the place of programs. */
@Tag("one-jdk")
class ProgramRunTest {

    private static final String TO_COMPUTE = "n=0; while [ $n -lt 100000 ]; do n=$((n+1)); done; ";

    @Test
    void aProgramFindsItsInputAndEndsWhereItSaysSo() throws Exception {
        ProgramRun run = ProgramRun.of(
                "a script", script("read line; [ \"$line\" = word ] && echo done; read end; true"), "word\n");
        assertThat(run.wall()).isPositive();
        assertThat(run.processor()).isPresent();
    }

    @Test
    void childrenThatTheProgramWaitedForCount() throws Exception {
        ProgramRun run = ProgramRun.of("a script", script("sh -c '" + TO_COMPUTE + "'; echo done; read end; true"), "");
        assertThat(run.processor()).hasValueSatisfying(time -> assertThat(time).isPositive());
    }

    @Test
    void childrenThatOutliveTheProgramCount() throws Exception {
        // Other tests of this JVM may have children that are about to end.
        Set<ProcessHandle> others = ProcessHandle.current().descendants().collect(Collectors.toSet());
        ProgramRun run = ProgramRun.of(
                "a script", script("sh -c '" + TO_COMPUTE + "sleep 0.2' >/dev/null & echo done; read end; true"), "");
        assertThat(run.processor())
                .hasValueSatisfying(time -> assertThat(time).isGreaterThanOrEqualTo(Duration.ofMillis(10)));
        assertThat(ProcessHandle.current().descendants()).isSubsetOf(others);
    }

    @Test
    void aProgramThatFailsIsNamedWithWhatItSaid() {
        assertThatThrownBy(() -> ProgramRun.of("a script", script("echo why; exit 7"), ""))
                .isInstanceOf(MeasurementException.class)
                .hasMessage("a script ended with exit code 7: [why]");
    }

    private static List<String> script(String text) {
        return List.of("/bin/sh", "-c", text);
    }
}
