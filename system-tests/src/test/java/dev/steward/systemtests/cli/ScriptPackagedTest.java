package dev.steward.systemtests.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.systemtests.Jvm;
import dev.steward.systemtests.house.ProjectTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The script at the root, which runs what the build packs. Runs after packaging, hence its name. */
@Timeout(180)
class ScriptPackagedTest {

    private static final String SCRIPT = ProjectTree.root().resolve("steward").toString();

    @Test
    void demoMovesTwentyTasksThroughThreeJvmsAndEnds() throws Exception {
        try (Jvm demo = Jvm.start(Map.of(), List.of(SCRIPT, "demo"))) {
            assertThat(demo.awaitEnd()).as("%s", demo.lines()).isZero();
            assertThat(demo.linesOf("producer | Producer: deliver one")).hasSize(20);
            assertThat(demo.linesOf("consumer | result is: ")).hasSize(20);
            assertThat(demo.lines()).allMatch(line -> line.matches("(server|producer|consumer|demo) +\\| .*"));
        }
    }

    @Test
    void demoOfADurableServerEndsAsWell() throws Exception {
        try (Jvm demo = Jvm.start(Map.of(), List.of(SCRIPT, "demo", "--durable"))) {
            assertThat(demo.awaitEnd()).as("%s", demo.lines()).isZero();
            assertThat(demo.linesOf("server   | Server: listening on ")).hasSize(2);
            assertThat(demo.linesOf("consumer | result is: ")).hasSize(20);
        }
    }

    @Test
    void demoThatIsEndedEndsItsPrograms() throws Exception {
        try (Jvm demo = Jvm.start(Map.of(), List.of(SCRIPT, "demo"))) {
            demo.awaitLine("server   | Server: listening on ");
            List<ProcessHandle> programs =
                    ProcessHandle.of(demo.pid()).orElseThrow().descendants().toList();
            assertThat(programs).isNotEmpty();
            demo.terminate();
            assertThat(demo.awaitEnd()).isNotZero();
            assertThat(programs).noneMatch(ProcessHandle::isAlive);
        }
    }

    @Test
    void scriptMakesAnArchiveOfClassesOnceAndCommandsRunWithIt() throws Exception {
        assertEnds(0, "steward ", "--version");
        List<Path> archives = archives();
        assertThat(archives)
                .isNotEmpty()
                .allSatisfy(archive -> assertThat(archive).isNotEmptyFile());
        try (Jvm loading = Jvm.start(Map.of("JDK_JAVA_OPTIONS", "-Xlog:class+load"), List.of(SCRIPT, "--version"))) {
            assertThat(loading.awaitEnd()).isZero();
            assertThat(loading.linesOf("")).anySatisfy(line -> assertThat(line).endsWith("shared objects file (top)"));
        }
        assertThat(archives()).isEqualTo(archives);
    }

    private static List<Path> archives() throws IOException {
        try (Stream<Path> files = Files.list(ProjectTree.root().resolve("target"))) {
            return files.filter(file -> file.toString().endsWith(".jsa"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void scriptExplainsMistakes() throws Exception {
        assertEnds(2, "there is no 'frobnicate'", "frobnicate");
        assertEnds(2, "there is no 'dem': did you mean demo", "dem");
        assertEnds(2, "there is no 'list': did you mean ls?", "list");
        assertEnds(2, "Try: " + SCRIPT + " serve --help", "serve", "--prot", "8080");
        assertEnds(2, "./steward example T20", "T20");
        assertEnds(2, "there are T1 T2", "example", "T99");
        assertEnds(0, "./steward demo", "--help");
    }

    private static void assertEnds(int exitCode, String line, String... arguments) throws Exception {
        try (Jvm script = Jvm.start(
                Map.of(), Stream.concat(Stream.of(SCRIPT), Stream.of(arguments)).toList())) {
            assertThat(script.awaitEnd()).as("%s", script.lines()).isEqualTo(exitCode);
            assertThat(script.lines()).anySatisfy(printed -> assertThat(printed).contains(line));
        }
    }
}
