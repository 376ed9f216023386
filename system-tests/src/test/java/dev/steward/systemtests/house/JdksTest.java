package dev.steward.systemtests.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The page on what each JDK checks names the tests that run on one JDK, and no other. */
@Tag("one-jdk")
class JdksTest {

    private static final String TAG = "one-jdk";
    private static final String PAGE = "docs/decisions/0016-what-each-jdk-checks.md";
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z-]+)` \\| ([^|]+) \\| [^|]+ \\|$");
    private static final Pattern NAME = Pattern.compile("`(\\w+Test)`");

    private static List<String> tagged() {
        return ProjectTree.javaSources("").stream()
                .filter(file -> file.toString().endsWith("Test.java"))
                .filter(file -> ProjectTree.text(file).contains("\n@Tag(\"" + TAG + "\")\n"))
                .map(JdksTest::nameOf)
                .toList();
    }

    private static String nameOf(Path file) {
        String module = ProjectTree.root().relativize(file).getName(0).toString();
        return module + " " + file.getFileName().toString().replace(".java", "");
    }

    private static Stream<String> namedIn(Matcher row) {
        return NAME.matcher(row.group(2)).results().map(found -> row.group(1) + " " + found.group(1));
    }

    private static List<String> named() {
        Matcher rows = ROW.matcher(ProjectTree.text(ProjectTree.root().resolve(PAGE)));
        Stream.Builder<String> names = Stream.builder();
        while (rows.find()) {
            namedIn(rows).forEach(names);
        }
        return names.build().toList();
    }

    @Test
    void thePageNamesTheTestsOfOneJdk() {
        assertThat(tagged()).hasSizeGreaterThan(10);
        assertThat(named()).containsExactlyInAnyOrderElementsOf(tagged());
    }

    @Test
    void theRunLeavesThemOutOnNewerJdks() {
        assertThat(ProjectTree.text(ProjectTree.root().resolve(".ci/run"))).contains("-DexcludedGroups=" + TAG);
    }
}
