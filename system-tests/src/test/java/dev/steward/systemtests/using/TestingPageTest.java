package dev.steward.systemtests.using;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.systemtests.house.ProjectTree;
import org.junit.jupiter.api.Test;

/** The class of tests that docs/testing.md shows is the one that runs here. */
class TestingPageTest {

    @Test
    void showsWhatRuns() {
        String source = ProjectTree.text(
                ProjectTree.root().resolve("system-tests/src/test/java/dev/steward/systemtests/using/JobsTest.java"));
        String shown = source.substring(source.indexOf("import "));
        assertThat(ProjectTree.text(ProjectTree.root().resolve("docs/testing.md")))
                .contains("```java\n" + shown + "```");
    }
}
