package dev.steward.systemtests.examples;

import static dev.steward.systemtests.Programs.linesHere;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.examples.FibPool;
import dev.steward.examples.PipeParMap;
import dev.steward.examples.PoolCallback;
import dev.steward.examples.RunExample;
import dev.steward.examples.TalkThroughPipe;
import dev.steward.examples.TaskStatus;
import dev.steward.examples.ThreeBoats;
import dev.steward.systemtests.Programs;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The examples of pools and pipes: their main methods in this JVM, and two by the name that a reader gives. */
@Timeout(180)
@Tag("one-jdk")
class PoolExamplesTest {

    @RegisterExtension
    private final Programs programs = new Programs();

    @Test
    void poolsOfThreadsAndProcessesComputeFib() throws Exception {
        List<String> lines = linesHere(FibPool::main, "25");
        assertThat(lines).hasSize(5);
        assertThat(lines.get(0)).matches("one process: \\[75025, 75025] in \\d+ ms");
        assertThat(lines.get(1)).matches("threads:     \\[75025, 75025] in \\d+ ms");
        assertThat(lines.get(2)).matches("processes:   \\[75025, 75025] in \\d+ ms");
        assertThat(lines.get(3))
                .matches("two threads were \\d+\\.\\d times as fast as one process on \\d+ processors?.*");
        assertThat(lines.get(4))
                .matches("two processes were \\d+\\.\\d times as fast as one process on \\d+ processors?.*");
    }

    @Test
    void listingsRunByNumberAndByClass() throws Exception {
        assertThat(programs.linesOf(RunExample.class, "T6", "20"))
                .hasSize(5)
                .anyMatch(line -> line.startsWith("threads:"));
        assertThat(programs.linesOf(RunExample.class, "TalkThroughPipe")).hasSize(3);
    }

    @Test
    void tenTravellersCrossOnThreeBoats() throws Exception {
        List<String> lines = linesHere(ThreeBoats::main);
        assertThat(lines).hasSize(21).last().isEqualTo("all have crossed");
        assertThat(lines.stream().filter(line -> line.contains("leaves")).map(PoolExamplesTest::traveller))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 10).boxed().toList());
        assertThat(lines.stream()
                        .filter(line -> line.contains("has crossed on"))
                        .map(line -> line.replaceAll(".* ", ""))
                        .distinct()
                        .count())
                .isBetween(1L, 3L);
    }

    private static int traveller(String line) {
        return Integer.parseInt(line.split(" ")[1]);
    }

    @Test
    void callbacksRunInTheParent() throws Exception {
        List<String> lines = linesHere(PoolCallback::main);
        String parent = "parent " + ProcessHandle.current().pid() + ": ";
        assertThat(lines).filteredOn(line -> line.startsWith("worker ")).hasSize(5);
        assertThat(lines)
                .filteredOn(line -> line.startsWith(parent))
                .containsExactlyInAnyOrder(
                        parent + "callback with 0",
                        parent + "callback with 1",
                        parent + "callback with 4",
                        parent + "callback with 9",
                        parent + "callback with 16",
                        parent + "5 of 5 went well");
        assertThat(lines).last().isEqualTo(parent + "5 of 5 went well");
    }

    @Test
    void statusOfATaskIsWatched() throws Exception {
        assertThat(linesHere(TaskStatus::main, "1"))
                .startsWith("WAITING   [....................]  0 of 20")
                .endsWith("FINISHED  [####################] 20 of 20");
        List<String> failed = linesHere(TaskStatus::main, "100", "30", "5");
        assertThat(failed)
                .startsWith("WAITING   [....................]  0 of 20")
                .contains("INPROCESS [###.................]  3 of 20")
                .endsWith("FAILED    [####................]  4 of 20")
                .doesNotHaveDuplicates();
        assertThat(linesHere(TaskStatus::main, "600000", "1"))
                .last()
                .isEqualTo("the task takes longer than 1 s: it is terminated");
    }

    @Test
    void parallelMapOverPipesKeepsTheOrder() throws Exception {
        assertThat(linesHere(PipeParMap::main)).containsExactly("[1, 8, 27, 64]");
    }

    @Test
    void parentAndChildTalk() throws Exception {
        assertThat(linesHere(TalkThroughPipe::main))
                .containsExactlyInAnyOrder("parent: received 1", "parent: received 2", "child: received 3");
    }
}
