package dev.steward.systemtests.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each message that docs/troubleshooting.md explains is one of the code, word for word, but for names and numbers. */
@Timeout(60)
@Tag("one-jdk")
class TroubleshootingPageTest {

    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `([^`]+)`( \\(of [^)]*\\))? \\| ([^|]+|.*\\\\\\|.*) \\| .+ \\|$");
    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/");
    private static final Pattern JOINED = Pattern.compile("\"\\s*\\+\\s*\"");
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\n]|\\\\.)*)\"");

    private static List<String> literals() {
        return ProjectTree.mainSources().stream()
                .map(ProjectTree::text)
                .map(source -> COMMENT.matcher(source).replaceAll(""))
                .map(source -> JOINED.matcher(source).replaceAll(""))
                .flatMap(source -> LITERAL.matcher(source).results().map(found -> found.group(1)))
                .toList();
    }

    private static List<String> missing(String page, List<String> literals) {
        List<String> missing = new ArrayList<>();
        ROW.matcher(page)
                .results()
                .filter(row -> row.group(2) == null)
                .flatMap(row -> Stream.of(row.group(1).split("\\.\\.\\.")))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .filter(part -> literals.stream().noneMatch(literal -> literal.contains(part)))
                .forEach(missing::add);
        return missing;
    }

    @Test
    void explainsMessagesThatThereAre() {
        String page = ProjectTree.text(ProjectTree.root().resolve("docs/troubleshooting.md"));
        assertThat(ROW.matcher(page).results()).hasSizeGreaterThan(40);
        assertThat(missing(page, literals())).isEmpty();
    }

    @Test
    void aMessageThatIsGoneIsNoticed() {
        List<String> literals = List.of("cannot read the key file ", "): check that it exists");
        String page = """
                | `cannot read the key file ...: check that it exists` | a | b |
                | `cannot read the lock file ...` | a | b |
                | `of another program` (of the JDK) | a | b |
                """;
        assertThat(missing(page, literals)).containsExactly("cannot read the lock file");
    }
}
