package dev.steward.systemtests.examples;

import static dev.steward.systemtests.Programs.linesHere;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.examples.OwnServices;
import dev.steward.systemtests.house.ProjectTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The example of docs/services.md, and that the page shows what is in it. */
@Tag("one-jdk")
class OwnServicesTest {

    private static final Pattern BLOCK = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);

    @Test
    void itPrintsWhatEachWayGives() throws Exception {
        List<String> lines = linesHere(OwnServices::main);
        assertThat(lines)
                .filteredOn(line -> !line.startsWith("no Runnable"))
                .containsExactly(
                        "pens left: 7",
                        "of ink there are 2 left, and in a field: 2",
                        "ann's basket: [Order[article=pen, amount=1]]",
                        "in mine 1, in another 0",
                        "by name 12, by interface 15",
                        "pens left: 7",
                        "the hour: 12",
                        "news: Order[article=pen, amount=1]",
                        "a listener is refused",
                        "not waited for: UNKNOWN");
        assertThat(lines)
                .anySatisfy(line -> assertThat(line).startsWith("no Runnable: ").contains("[hour()]"));
    }

    @Test
    void thePageShowsNothingThatIsNotInIt() throws Exception {
        Path root = ProjectTree.root();
        String program = Files.readString(root.resolve("examples/src/main/java/dev/steward/examples/OwnServices.java"));
        List<String> blocks = new ArrayList<>();
        Matcher shown = BLOCK.matcher(Files.readString(root.resolve("docs/services.md")));
        while (shown.find()) {
            blocks.add(shown.group(1));
        }
        assertThat(blocks)
                .hasSizeGreaterThan(8)
                .allSatisfy(block -> assertThat(program).contains(block));
    }
}
