package dev.steward.systemtests.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each row of SECURITY.md that says what is tried says by which tests, and those run in every build. */
@Tag("one-jdk")
class SecurityPageTest {

    private static final String SHOWN = " shown by |";
    private static final Pattern NAMED = Pattern.compile("`(\\w+Test)`");
    private static final Pattern METHOD = Pattern.compile("(?m)^    @(Test|ParameterizedTest|TestFactory)\\b");
    /** On the class, and so before it: its methods run in some builds only. */
    private static final Pattern SOMETIMES = Pattern.compile("(?ms)^@(Disabled|EnabledIf|EnabledOn)\\w*.*^class ");

    /** Returns what is wrong with the rows, and with the tests that they name. */
    private static List<String> faults(String page, Map<String, String> tests) {
        List<String> faults = new ArrayList<>();
        boolean isTable = false;
        for (String line : page.lines().toList()) {
            if (!line.startsWith("|")) {
                isTable = false;
            } else if (line.endsWith(SHOWN)) {
                isTable = true;
            } else if (isTable && !line.startsWith("|---")) {
                String cell = line.substring(line.lastIndexOf('|', line.length() - 2));
                List<String> named = NAMED.matcher(cell)
                        .results()
                        .map(found -> found.group(1))
                        .toList();
                if (named.isEmpty()) {
                    faults.add("no test: " + line);
                }
                named.stream()
                        .filter(name -> !runs(tests.getOrDefault(name, "")))
                        .forEach(name -> faults.add(name + " does not run"));
            }
        }
        return faults;
    }

    private static boolean runs(String source) {
        return METHOD.matcher(source).find() && !SOMETIMES.matcher(source).find();
    }

    private static Map<String, String> tests() {
        return ProjectTree.javaSources("").stream()
                .filter(file -> file.toString().contains("/src/test/java/")
                        && nameOf(file).endsWith("Test"))
                .collect(Collectors.toMap(SecurityPageTest::nameOf, ProjectTree::text, String::concat));
    }

    private static String nameOf(Path file) {
        return file.getFileName().toString().replace(".java", "");
    }

    @Test
    void whatIsTriedIsShownByTestsThatRun() {
        String page = ProjectTree.text(ProjectTree.root().resolve("SECURITY.md"));
        assertThat(NAMED.matcher(page).results().map(MatchResult::group).distinct())
                .hasSizeGreaterThan(40);
        assertThat(faults(page, tests())).isEmpty();
    }

    @Test
    void aRowWithoutATestThatRunsIsNoticed() {
        String page = """
                | what a client does | shown by |
                |---|---|
                | asks | `GoodTest` |
                | asks again | a long look |
                | asks for ever | `GoodTest`, `GoneTest`, `EmptyTest`, `RareTest` |

                | another table | of the page |
                |---|---|
                | without | tests |
                """;
        String good = "class GoodTest {\n    @Test\n    void good() {}\n}\n";
        Map<String, String> tests =
                Map.of("GoodTest", good, "EmptyTest", "class EmptyTest {}", "RareTest", "@Disabled\n" + good);
        assertThat(faults(page, tests))
                .containsExactly(
                        "no test: | asks again | a long look |",
                        "GoneTest does not run",
                        "EmptyTest does not run",
                        "RareTest does not run");
    }
}
