package dev.steward.systemtests.house;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.vocabulary.BuiltInType;
import dev.steward.vocabulary.Operation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The files that a new type touches, which docs/architecture.md and docs/adding-a-type.md list, are those that name the
 * rows and interfaces of a type that is there: an event.
 */
@Timeout(60)
@Tag("one-jdk")
class AddingATypeTest {

    private static final BuiltInType TYPE = BuiltInType.EVENT;
    /** What stands in the pages for the name of the new type. */
    private static final String PLACEHOLDER = "<Name>";

    private static final String NAME = TYPE.face().getSimpleName().replaceFirst("Shared", "");
    private static final int AT_MOST = 10;
    private static final Pattern ITEM = Pattern.compile("(?m)^\\d+\\. `([\\w<>]+)` in ([\\w-]+):");
    private static final Pattern SECTION = Pattern.compile("(?s)## What a type touches\n.*?(?=\n## )");
    private static final Pattern NAMED = Pattern.compile("`([\\w<>]+)`");
    private static final Pattern OPTION = Pattern.compile("(?m)^- `([\\w<>]+)` in ([\\w-]+):");

    /** Returns the main files, examples and benchmarks left out, that name the type or what it brings along. */
    private static Set<String> touched() {
        List<String> words = new ArrayList<>(List.of(
                TYPE.face().getSimpleName(),
                TYPE.asyncFace().getSimpleName(),
                "BuiltInType\\." + TYPE.name(),
                NAME + "Object"));
        Arrays.stream(Operation.values())
                .filter(operation -> operation.capability() == TYPE)
                .map(Operation::name)
                .forEach(words::add);
        Pattern names = Pattern.compile(words.stream().collect(Collectors.joining("|", "\\b(?:", ")(?:Face)?\\b")));
        return ProjectTree.mainSources().stream()
                .filter(file -> names.matcher(ProjectTree.text(file)).find())
                .map(file -> ProjectTree.root().relativize(file))
                .filter(file -> file.getName(0).toString().startsWith("manager-"))
                .map(file -> classIn(
                        file.getFileName().toString().replace(".java", ""),
                        file.getName(0).toString()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String classIn(String name, String module) {
        return name + " in " + module;
    }

    private static List<String> listed(Pattern pattern, String page) {
        return pattern.matcher(ProjectTree.text(ProjectTree.root().resolve(page)))
                .results()
                .map(result -> classIn(result.group(1).replace(PLACEHOLDER, NAME), result.group(2)))
                .toList();
    }

    @Test
    void thePageListsWhatATypeTouches() {
        Set<String> all = new TreeSet<>(listed(ITEM, "docs/adding-a-type.md"));
        all.addAll(listed(OPTION, "docs/adding-a-type.md"));
        assertThat(all)
                .as("main files that name %s, its rows or its interfaces, as docs/adding-a-type.md lists them", NAME)
                .isEqualTo(touched());
    }

    @Test
    void whatATypeMustTouchIsShort() {
        assertThat(listed(ITEM, "docs/adding-a-type.md"))
                .doesNotHaveDuplicates()
                .hasSizeBetween(1, AT_MOST)
                .doesNotContainAnyElementsOf(listed(OPTION, "docs/adding-a-type.md"));
    }

    @Test
    void theArchitectureListsTheSame() {
        String architecture = ProjectTree.text(ProjectTree.root().resolve("docs/architecture.md"));
        Matcher section = SECTION.matcher(architecture);
        assertThat(section.find())
                .as("docs/architecture.md has a section on what a type touches")
                .isTrue();
        List<String> named = NAMED.matcher(section.group())
                .results()
                .map(result -> result.group(1).replace(PLACEHOLDER, NAME))
                .filter(name -> !name.equals(AddingATypeTest.class.getSimpleName()))
                .toList();
        assertThat(named)
                .as("what docs/architecture.md says that a type touches, as docs/adding-a-type.md does")
                .containsExactlyInAnyOrderElementsOf(listed(ITEM, "docs/adding-a-type.md").stream()
                        .map(file -> file.split(" ")[0])
                        .toList());
    }
}
