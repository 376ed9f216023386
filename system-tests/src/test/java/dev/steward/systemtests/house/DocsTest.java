package dev.steward.systemtests.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the documents name is there: every class with its method, package, file and link, to its heading. A name counts if it stands in
 * backticks; the first column of a table headed "Python" and what follows "Python:" are about Python.
 */
@Timeout(60)
@Tag("one-jdk")
class DocsTest {

    private static final Pattern DECLARATION =
            Pattern.compile("(?m)^[^\"*/\n]*\\b(?:class|interface|enum|record)\\s+([A-Z]\\w*)");
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)[^)]*\\)");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern CLASS = Pattern.compile("@?([A-Z]\\w*[a-z]\\w*)(?:\\.([a-z]\\w*)(?:\\(.*)?)?");
    private static final Pattern PACKAGE = Pattern.compile("dev\\.steward(?:\\.[a-z]+)+");
    private static final Pattern FILE = Pattern.compile("\\.?[\\w-]+(?:/[\\w.-]+)+");
    private static final Pattern PYTHON_COLUMN = Pattern.compile("\\|\\s*Python\\b[^|]*\\|.*");

    private static final List<String> JDK_PACKAGES = List.of(
            "java.lang",
            "java.io",
            "java.lang.invoke",
            "java.lang.ref",
            "java.lang.reflect",
            "java.math",
            "java.net",
            "java.nio",
            "java.nio.channels",
            "java.nio.charset",
            "java.nio.file",
            "java.nio.file.attribute",
            "java.security",
            "java.sql",
            "java.text",
            "java.time",
            "java.time.chrono",
            "java.time.format",
            "java.util",
            "java.util.concurrent",
            "java.util.concurrent.atomic",
            "java.util.concurrent.locks",
            "java.util.function",
            "java.util.regex",
            "java.util.stream");

    /** Names of programs, of libraries, and of what the documents say is not there yet. */
    private static final List<String> NAMES_OF_OTHERS = List.of("Kryo", "Netty");

    /** The sources that declare a class, by its simple name. */
    private static final Map<String, List<String>> SOURCES = new HashMap<>();

    @BeforeAll
    static void readSources() {
        // The programs in the pages declare classes too.
        for (Path file : Stream.concat(ProjectTree.javaSources("").stream(), pages().stream())
                .toList()) {
            String source = ProjectTree.text(file);
            Matcher declaration = DECLARATION.matcher(source);
            while (declaration.find()) {
                SOURCES.computeIfAbsent(declaration.group(1), name -> new ArrayList<>())
                        .add(source);
            }
        }
    }

    static List<Path> pages() {
        return ProjectTree.pages();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void namesOnlyWhatIsThere(Path page) {
        assertThat(missing(page.getParent(), ProjectTree.text(page)))
                .as("%s", ProjectTree.root().relativize(page))
                .isEmpty();
    }

    @Test
    void thePagesThatMustBeThereAre() {
        assertThat(pages().stream()
                        .map(page -> ProjectTree.root().relativize(page).toString()))
                .contains(
                        "README.md",
                        "SECURITY.md",
                        "CONTRIBUTING.md",
                        "CHANGELOG.md",
                        "docs/architecture.md",
                        "examples/README.md");
    }

    @Test
    void whatIsNotThereIsNoticed() {
        Path folder = ProjectTree.root();
        assertThat(missing(folder, "`SharedQueue`, `SharedQueue.offer(x)`, `BlockingQueue.take`, `docs/decisions`"))
                .isEmpty();
        assertThat(missing(folder, "`SharedDeck`")).containsExactly("class SharedDeck");
        assertThat(missing(folder, "`SharedQueue.shuffle()`")).containsExactly("method shuffle of SharedQueue");
        assertThat(missing(folder, "`BlockingQueue.shuffle`")).containsExactly("method shuffle of BlockingQueue");
        assertThat(missing(folder, "`dev.steward.nothing`")).containsExactly("package dev.steward.nothing");
        assertThat(missing(folder, "`docs/nothing.md`")).containsExactly("file docs/nothing.md");
        assertThat(missing(folder, "[a](docs/nothing.md#b)")).containsExactly("link docs/nothing.md#b");
        assertThat(missing(folder, "[a](docs/architecture.md#the-words), [b](#c-and-d)\n\n## `C` and d"))
                .isEmpty();
        assertThat(missing(folder, "[a](docs/architecture.md#the-word)"))
                .containsExactly("link docs/architecture.md#the-word");
        assertThat(missing(folder, "[a](#there)\n```\n# there\n```")).containsExactly("link #there");
        assertThat(missing(folder, "| Python | here |\n|---|---|\n| `JoinableDeck` | `OtherDeck` |"))
                .containsExactly("class OtherDeck");
    }

    private static List<String> missing(Path folder, String text) {
        List<String> missing = new ArrayList<>();
        boolean inBlock = false;
        boolean inPythonTable = false;
        for (String line : text.split("\n", -1)) {
            inBlock ^= line.startsWith("```");
            inPythonTable = line.startsWith("|")
                    && (inPythonTable || PYTHON_COLUMN.matcher(line).matches());
            if (inBlock) {
                continue;
            }
            String checked = (inPythonTable ? withoutFirstColumn(line) : line).replaceAll("Python: [^.]*", "");
            find(LINK, checked)
                    .filter(link -> !link.contains(":") && !leadsSomewhere(link, folder, text))
                    .forEach(link -> missing.add("link " + link));
            find(CODE, checked).forEach(code -> check(code, missing));
        }
        return missing;
    }

    /** Returns whether there is a file, and a heading in it if the link names one; without a file it is the page itself. */
    private static boolean leadsSomewhere(String link, Path folder, String page) {
        int hash = link.indexOf('#');
        String file = hash < 0 ? link : link.substring(0, hash);
        if (!file.isEmpty() && !Files.exists(folder.resolve(file))) {
            return false;
        }
        return hash < 0
                || Headings.anchors(file.isEmpty() ? page : ProjectTree.text(folder.resolve(file)))
                        .contains(link.substring(hash + 1));
    }

    private static String withoutFirstColumn(String line) {
        int end = line.indexOf(" | ");
        return end < 0 ? line : line.substring(end);
    }

    private static Stream<String> find(Pattern pattern, String line) {
        return pattern.matcher(line).results().map(result -> result.group(1));
    }

    private static void check(String code, List<String> missing) {
        Matcher type = CLASS.matcher(code);
        if (type.matches()) {
            checkClass(type.group(1), type.group(2), missing);
        } else if (PACKAGE.matcher(code).matches()) {
            String path = "/src/main/java/" + code.replace('.', '/') + "/";
            if (ProjectTree.mainSources().stream()
                    .noneMatch(file -> file.toString().contains(path))) {
                missing.add("package " + code);
            }
        } else if (FILE.matcher(code).matches()
                && !code.contains("target/")
                && Files.notExists(ProjectTree.root().resolve(code))) {
            missing.add("file " + code);
        }
    }

    private static void checkClass(String name, String method, List<String> missing) {
        if (NAMES_OF_OTHERS.contains(name)) {
            return;
        }
        if (SOURCES.containsKey(name)) {
            if (method != null
                    && SOURCES.get(name).stream()
                            .noneMatch(source -> Pattern.compile("\\b" + method + "\\b")
                                    .matcher(source)
                                    .find())) {
                missing.add("method " + method + " of " + name);
            }
            return;
        }
        List<Class<?>> known =
                JDK_PACKAGES.stream().flatMap(place -> load(place + "." + name)).toList();
        if (known.isEmpty()) {
            missing.add("class " + name);
        } else if (method != null
                && known.stream()
                        .flatMap(type -> Arrays.stream(type.getMethods()))
                        .noneMatch(found -> found.getName().equals(method))) {
            missing.add("method " + method + " of " + name);
        }
    }

    private static Stream<Class<?>> load(String name) {
        try {
            return Stream.of(Class.forName(name, false, DocsTest.class.getClassLoader()));
        } catch (ClassNotFoundException elsewhere) {
            return Stream.of();
        }
    }
}
