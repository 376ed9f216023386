package dev.steward.systemtests.examples;

import static dev.steward.systemtests.Programs.linesHere;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.examples.FibProcesses;
import dev.steward.examples.FiveProcesses;
import dev.steward.examples.ManyConsumers;
import dev.steward.examples.NoSharedMemoryByDefault;
import dev.steward.examples.ParentAndChild;
import dev.steward.examples.ProcessWithArguments;
import dev.steward.examples.ProducerConsumer;
import dev.steward.examples.QueueHello;
import dev.steward.examples.ResilientProducerConsumer;
import dev.steward.examples.RunExample;
import dev.steward.examples.SharedMemoryTypes;
import dev.steward.examples.TenPrinters;
import dev.steward.systemtests.Programs;
import dev.steward.systemtests.process.Remains;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The examples whose programs start processes: their main methods in this JVM, and two by the name that a reader gives.
 * None of them leaves a process or a file.
 */
@Timeout(180)
@Tag("one-jdk")
class ProcessExamplesTest {

    @RegisterExtension
    private final Programs programs = new Programs();

    @AfterEach
    void nothingIsLeft() {
        programs.all().forEach(program -> Remains.of(program.pid()).awaitNone());
    }

    @Test
    void twoProcessesComputeFib() throws Exception {
        List<String> lines = linesHere(FibProcesses::main, "25");
        assertThat(lines).hasSize(7).filteredOn("fib(25) = 75025"::equals).hasSize(4);
        assertThat(lines.get(2)).matches("two processes: \\d+ ms");
        assertThat(lines.get(5)).matches("one process:   \\d+ ms");
        // Starting two JVMs for a millisecond of work never pays, and that is said.
        assertThat(lines.get(6))
                .matches("two processes were 0\\.\\d times as fast as one process on \\d+ processors?: the work is too"
                        + " small for what it costs to spread it");
    }

    @Test
    void aChildPrintsItsArgumentsUntilItIsTerminated() throws Exception {
        List<String> lines = linesHere(ProcessWithArguments::main);
        assertThat(lines.get(0)).matches("parent: started introducer with pid \\d+");
        String pid = lines.get(0).replaceAll(".* ", "");
        assertThat(lines.subList(1, lines.size() - 1))
                .allMatch(("child: name Ann, age 18, pid " + pid + ", city Graz, lucky number 7")::equals);
        assertThat(lines.get(lines.size() - 1)).isEqualTo("parent: the child ended with exit code 143");
    }

    @Test
    void theChildKnowsItsParent() throws Exception {
        List<String> lines = linesHere(ParentAndChild::main);
        assertThat(lines).hasSize(2);
        Matcher parent = Pattern.compile("parent: MainProcess, parent pid (\\d+), pid (\\d+)")
                .matcher(lines.get(0));
        assertThat(parent.matches()).as(lines.get(0)).isTrue();
        assertThat(lines.get(1)).matches("child: child, parent pid " + parent.group(2) + ", pid \\d+");
    }

    @Test
    void theParentsCopyIsUntouched() throws Exception {
        assertThat(linesHere(NoSharedMemoryByDefault::main))
                .containsExactly(
                        "parent: variable 10, list [from the parent]",
                        "child:  variable 2, list [from the parent, from the child]",
                        "parent: variable 10, list [from the parent]",
                        "A JVM cannot fork: a started process has copies of its arguments, and nothing else.");
    }

    @Test
    void theChildChangesWhatIsInSharedMemory() throws Exception {
        assertThat(linesHere(SharedMemoryTypes::main))
                .containsExactly(
                        "before: 7, 0.3333333333333333, false, hello world, [0, 1, 2, 3, 4],"
                                + " [Point[x=1.875, y=-6.25], Point[x=-5.75, y=2.0]]",
                        "after:  49, 0.1111111111111111, true, HELLO WORLD, [0, -1, -2, -3, -4],"
                                + " [Point[x=3.515625, y=39.0625], Point[x=33.0625, y=4.0]]");
    }

    @Test
    void aNumberComesThroughTheQueue() throws Exception {
        assertThat(linesHere(QueueHello::main)).containsExactly("parent: got 11111");
    }

    @Test
    void eachTaskThatWasPutHasItsResult() throws Exception {
        assertEachTaskHasItsResult(linesHere(ProducerConsumer::main));
        assertEachTaskHasItsResult(linesHere(ResilientProducerConsumer::main));
    }

    private static void assertEachTaskHasItsResult(List<String> lines) {
        long tasks = lines.stream()
                .filter(line -> line.startsWith("producer: put task "))
                .count();
        assertThat(tasks).isPositive();
        assertThat(lines.stream().filter(line -> line.startsWith("result ")))
                .map(line -> line.replaceAll(":.*", ""))
                .isEqualTo(IntStream.rangeClosed(1, (int) tasks)
                        .mapToObj(n -> "result " + n)
                        .toList());
        assertThat(lines).contains("result 1: double(1) = 2");
    }

    @Test
    void severalConsumersAllEnd() throws Exception {
        List<String> lines = linesHere(ManyConsumers::main);
        assertThat(lines.stream().filter(line -> line.matches("consumer [123]: did \\d+ tasks")))
                .hasSize(3);
        assertThat(lines)
                .contains("result 1: double(1) = 2", "result 11: square(11) = 121", "result 12: negate(12) = -12");
        assertThat(lines.stream().filter(line -> line.startsWith("result "))).hasSize(12);
    }

    @Test
    void whatAPrinterPrintsStaysTogether() throws Exception {
        List<String> lines = linesHere(TenPrinters::main);
        assertThat(lines).hasSize(20);
        for (int i = 0; i < lines.size(); i += 2) {
            String printer = lines.get(i).replaceAll(":.*", "");
            assertThat(lines.subList(i, i + 2)).containsExactly(printer + ": first line", printer + ": last line");
        }
        assertThat(Set.copyOf(lines)).hasSize(20);
    }

    @Test
    void dictAndListHoldFivePids() throws Exception {
        List<String> lines = linesHere(FiveProcesses::main);
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).matches("dict: \\{(\\d=\\d+(, )?){5}}");
        Set<String> inDict = numbers(lines.get(0).replaceAll("\\d=", ""));
        assertThat(inDict).hasSize(5).isEqualTo(numbers(lines.get(1)));
    }

    private static Set<String> numbers(String line) {
        return Pattern.compile("\\d+")
                .matcher(line)
                .results()
                .map(found -> found.group())
                .collect(Collectors.toSet());
    }

    @Test
    void aListingIsFoundByItsNumberAndByItsClass() throws Exception {
        assertThat(programs.linesOf(RunExample.class, "T11")).containsExactly("parent: got 11111");
        assertThat(programs.linesOf(RunExample.class, "QueueHello")).containsExactly("parent: got 11111");
    }
}
