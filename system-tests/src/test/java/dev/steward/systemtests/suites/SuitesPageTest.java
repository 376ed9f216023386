package dev.steward.systemtests.suites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.systemtests.house.ProjectTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds what docs/semantics.md says of Guava's suites to their code. */
class SuitesPageTest {

    @Test
    void pageHasEachTestThatNeedsNoSocket() throws IOException {
        String page = Files.readString(ProjectTree.root().resolve("docs/semantics.md"));
        assertThat(LeftOut.OF_SOCKET)
                .isNotEmpty()
                .allSatisfy(test -> assertThat(page)
                        .contains(test.getDeclaringClass().getSimpleName() + ", " + test.getName()
                                + ", runs on objects in the process"));
    }

    @Test
    void suitesLeaveOutNothingBeside() throws IOException {
        Path folder = ProjectTree.root().resolve("system-tests/src/test/java/dev/steward/systemtests/suites");
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> suites = files.filter(file -> file.toString().endsWith("SuiteTest.java"))
                    .toList();
            assertThat(suites)
                    .hasSize(4)
                    .allSatisfy(suite -> assertThat(
                                    Files.readString(suite).lines().filter(line -> line.contains(".suppressing(")))
                            .allMatch(line -> line.contains("(LeftOut.OF_SOCKET")));
        }
    }
}
