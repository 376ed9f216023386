package dev.steward.systemtests.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** docs/logging.md names each logger of the code with the levels that it logs at, and none that is gone. */
@Timeout(60)
@Tag("one-jdk")
class LoggingPageTest {

    private static final Pattern LOGGER = Pattern.compile("getLogger\\((\\w+)\\.class\\)");
    private static final Pattern LOGGED = Pattern.compile("\\b(?:LOG|log)\\.(error|warn|info|debug|trace)\\(");
    private static final Pattern WRITTEN = Pattern.compile("LimitedLog\\.write\\(\\s*log,\\s*Level\\.(\\w+)");
    private static final Pattern LIMITED = Pattern.compile("LimitedLog\\.(warnings|information)\\(");
    private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");
    private static final Pattern IMPORTED = Pattern.compile("(?m)^import ([\\w.]+)\\.(\\w+);");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(dev\\.steward\\.[\\w.]+)` \\| ([a-z, ]+) \\|");

    @Test
    void namesEachLoggerWithItsLevels() {
        String page = ProjectTree.text(ProjectTree.root().resolve("docs/logging.md"));
        assertThat(inPage(page)).isEqualTo(inCode(librarySources()));
    }

    @Test
    void aLevelThatIsMissingIsNoticed() {
        Map<String, Set<String>> page = inPage("| `dev.steward.server.ManagerServer` | warn, info | all |");
        assertThat(page).containsEntry("dev.steward.server.ManagerServer", Set.of("warn", "info"));
        assertThat(inCode(librarySources()))
                .containsEntry("dev.steward.server.ManagerServer", Set.of("error", "warn", "info", "debug"));
    }

    private static List<Path> librarySources() {
        return ProjectTree.mainSources().stream()
                .filter(file -> ProjectTree.root().relativize(file).toString().startsWith("manager-"))
                .toList();
    }

    private static Map<String, Set<String>> inCode(List<Path> sources) {
        Map<String, Set<String>> levels = new TreeMap<>();
        for (Path file : sources) {
            String source = ProjectTree.text(file);
            Matcher logger = LOGGER.matcher(source);
            while (logger.find()) {
                Set<String> found = levels.computeIfAbsent(qualified(logger.group(1), source), name -> new TreeSet<>());
                LOGGED.matcher(source).results().forEach(call -> found.add(call.group(1)));
                WRITTEN.matcher(source)
                        .results()
                        .forEach(call -> found.add(call.group(1).toLowerCase(Locale.ROOT)));
                LIMITED.matcher(source)
                        .results()
                        .forEach(call -> found.add(call.group(1).equals("warnings") ? "warn" : "info"));
            }
        }
        return levels;
    }

    private static String qualified(String simpleName, String source) {
        String home = IMPORTED.matcher(source)
                .results()
                .filter(imported -> imported.group(2).equals(simpleName))
                .map(imported -> imported.group(1))
                .findFirst()
                .orElseGet(() -> {
                    Matcher own = PACKAGE.matcher(source);
                    assertThat(own.find()).isTrue();
                    return own.group(1);
                });
        return home + "." + simpleName;
    }

    private static Map<String, Set<String>> inPage(String page) {
        Map<String, Set<String>> levels = new TreeMap<>();
        ROW.matcher(page)
                .results()
                .forEach(row -> levels.put(
                        row.group(1), new TreeSet<>(List.of(row.group(2).split(", ")))));
        return levels;
    }
}
