package dev.steward.systemtests.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One noun has one meaning: no two classes of the main code go by one simple name, and the glossary names what is there. */
@Timeout(60)
@Tag("one-jdk")
class SimpleNamesTest {

    private static final Pattern CLASS_IN_BACKTICKS = Pattern.compile("`([A-Z]\\w*[a-z]\\w*)`");

    private static List<String> sources;

    @BeforeAll
    static void readSources() {
        sources = ProjectTree.mainSources().stream()
                .filter(file -> !file.endsWith("package-info.java"))
                .map(ProjectTree::text)
                .toList();
    }

    @Test
    void aSimpleNameStandsForOneClass() {
        assertThat(SimpleNames.ambiguousIn(sources))
                .as("names of several classes: call one of them by another word, see the glossary in architecture.md")
                .isEmpty();
    }

    @Test
    void allClassesAreSeen() {
        SortedMap<String, SortedSet<String>> names = SimpleNames.of(sources);
        assertThat(names.values().stream().mapToInt(Set::size).sum()).isGreaterThanOrEqualTo(sources.size());
        assertThat(names)
                .containsEntry("SharedQueue", meaning("dev.steward.api.SharedQueue"))
                .containsEntry("EffectRouter", meaning("dev.steward.server.routing.EffectRouter"))
                .containsEntry("Operation", meaning("dev.steward.vocabulary.Operation"))
                .doesNotContainKey("Builder");
    }

    @Test
    void aSecondMeaningIsNoticed() {
        String link = "package dev.steward.a;\n\npublic interface Link {\n    record End(int at) {}\n}\n";
        assertThat(SimpleNames.ambiguousIn(List.of(link, "package dev.steward.b;\nfinal class Chain {}\n")))
                .isEmpty();
        assertThat(SimpleNames.ambiguousIn(List.of(link, "package dev.steward.b;\nfinal class Link {}\n")))
                .isEqualTo(Map.of("Link", Set.of("dev.steward.a.Link", "dev.steward.b.Link")));
        assertThat(SimpleNames.ambiguousIn(List.of(link, "package dev.steward.b;\nenum End {}\n")))
                .as("written as Link.End")
                .isEmpty();
        assertThat(SimpleNames.ambiguousIn(List.of(
                        link,
                        "package dev.steward.b;\nenum End {}\n",
                        "package dev.steward.c;\nimport dev.steward.a.Link.End;\nclass C {}\n")))
                .isEqualTo(Map.of("End", Set.of("dev.steward.a.Link.End", "dev.steward.b.End")));
        assertThat(SimpleNames.ambiguousIn(List.of(
                        "package dev.steward.b;\nclass Far {}\n",
                        "package dev.steward.c;\nimport static dev.steward.a.Reach.FAR;\nclass C {}\n")))
                .isEmpty();
    }

    @Test
    void theGlossaryNamesClassesThatAreThere() {
        List<String> rows = glossary();
        assertThat(rows).hasSizeGreaterThan(30);
        assertThat(rows.stream().flatMap(SimpleNamesTest::classesIn))
                .isNotEmpty()
                .isSubsetOf(SimpleNames.of(sources).keySet());
        assertThat(classesIn("| link | a way (`ServerLink`), not `queue` or `SUSPENDED` |"))
                .containsExactly("ServerLink");
    }

    @Test
    void theGlossaryHasEachWordOnce() {
        assertThat(glossary().stream().flatMap(row -> Stream.of(row.split("\\|")[1].split(","))))
                .extracting(String::strip)
                .doesNotHaveDuplicates();
    }

    private static SortedSet<String> meaning(String fullName) {
        return new TreeSet<>(Set.of(fullName));
    }

    /** The rows of the table below the heading "The words". */
    private static List<String> glossary() {
        String page = ProjectTree.text(ProjectTree.root().resolve("docs/architecture.md"));
        String words = page.substring(page.indexOf("## The words"), page.indexOf("## The house"));
        return words.lines().filter(line -> line.startsWith("| ")).skip(1).toList();
    }

    private static Stream<String> classesIn(String row) {
        return CLASS_IN_BACKTICKS.matcher(row).results().map(found -> found.group(1));
    }
}
