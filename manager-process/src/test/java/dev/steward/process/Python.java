package dev.steward.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The Python of this machine, if it has one that knows shared memory. */
final class Python {

    private static final int MOST_SECONDS = 60;

    /** Before 3.13 whoever opens a block has it unlinked when he ends. */
    private static final String PRELUDE = """
        import sys
        from multiprocessing import resource_tracker
        from multiprocessing.shared_memory import SharedMemory, ShareableList

        def untracked(name):
            resource_tracker.unregister('/' + name, 'shared_memory')

        """;

    private Python() {}

    /** Skips the test if there is none. */
    static void assumeThere() throws InterruptedException {
        assumeTrue(runs("import multiprocessing.shared_memory"), "no python3 of 3.8 or later is installed");
    }

    /** Skips the test if there is none, or one whose lists have another layout, as those of 3.8. */
    static void assumeHasLists() throws InterruptedException {
        assumeThere();
        String hasOffsets = """
                from multiprocessing.shared_memory import ShareableList
                list = ShareableList([])
                list.shm.unlink()
                list._allocated_offsets
                """;
        assumeTrue(runs(hasOffsets), "the installed python3 has ShareableLists of an older layout");
    }

    private static boolean runs(String script) throws InterruptedException {
        try {
            return new ProcessBuilder("python3", "-c", script).start().waitFor() == 0;
        } catch (IOException none) {
            return false;
        }
    }

    /** Runs a script to its end, which must be a good one, and returns its lines. */
    static List<String> run(String script, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("python3", "-c", PRELUDE + script));
        command.addAll(List.of(arguments));
        Process python = new ProcessBuilder(command).redirectErrorStream(true).start();
        python.getOutputStream().close();
        try {
            List<String> lines = python.inputReader(UTF_8).lines().toList();
            assertThat(python.waitFor(MOST_SECONDS, TimeUnit.SECONDS))
                    .as("%s", lines)
                    .isTrue();
            assertThat(python.exitValue()).as("%s", lines).isZero();
            return lines;
        } finally {
            python.destroyForcibly();
        }
    }
}
