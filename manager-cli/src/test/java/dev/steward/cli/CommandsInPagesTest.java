package dev.steward.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;

/**
 * Every line of steward that the pages show, in a block or between backticks, and every example of the commands' own help is one
 * that can be typed: command, options and the form of their values are there. What is left out, such as the address in {@code steward ls}, is left out.
 */
@Timeout(60)
@Tag("one-jdk")
class CommandsInPagesTest {

    private static final Path ROOT = Path.of("..");
    private static final String SERVER = "127.0.0.1:1";

    private static final Pattern INLINE = Pattern.compile("`([^`]+)`");
    private static final Pattern LINE = Pattern.compile(
            "(?:.*<\\()?(?:\\$ |sudo -u steward )?(?:\\./steward|steward|java -jar \\S*steward\\.jar) ([^#|>)]*).*");

    /** What the script does itself, whose own tests look at it. */
    private static final List<String> OF_THE_SCRIPT = List.of("demo", "example", "examples", "bench");

    /** Behind two spaces or more a page says what a line is for. */
    private static final Pattern EXPLAINED = Pattern.compile(" {2,}.*");

    private static Stream<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>();
        for (Path folder :
                List.of(ROOT, ROOT.resolve("docs"), ROOT.resolve("docs/decisions"), ROOT.resolve("examples"))) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
            }
        }
        return pages.stream();
    }

    private static List<String> commandsOf(String page) {
        List<String> commands = new ArrayList<>();
        boolean inBlock = false;
        for (String line : page.replace("\\\n", "").split("\n", -1)) {
            if (line.startsWith("```")) {
                inBlock = !inBlock;
            } else if (inBlock) {
                add(line, commands);
            } else {
                INLINE.matcher(line).results().forEach(found -> add(found.group(1), commands));
            }
        }
        return commands;
    }

    private static void add(String line, List<String> commands) {
        Matcher typed = LINE.matcher(line);
        if (typed.matches()) {
            String words = EXPLAINED.matcher(typed.group(1)).replaceFirst("").strip();
            if (!words.isEmpty() && !OF_THE_SCRIPT.contains(words.split(" ")[0])) {
                commands.add(words);
            }
        }
    }

    static Stream<String> commands() throws IOException {
        List<String> commands = new ArrayList<>();
        for (Path page : pages().toList()) {
            commands.addAll(commandsOf(Files.readString(page)));
        }
        return commands.stream().distinct();
    }

    /** Returns the examples in the help of all commands, and of those below them. */
    static Stream<String> examples() {
        List<String> examples = new ArrayList<>();
        addExamples(Steward.commandLine(), examples);
        return examples.stream();
    }

    private static void addExamples(CommandLine line, List<String> examples) {
        String footer = String.join("\n", line.getCommandSpec().usageMessage().footer());
        for (String example : footer.replace("${ROOT-COMMAND-NAME}", "steward")
                .replaceAll("\\\\\n *", "")
                .split("\n", -1)) {
            // What the shell takes as one word.
            add(example.replace("Example: ", "").strip().replaceAll("'[^']*'", "1"), examples);
        }
        line.getSubcommands().values().forEach(below -> addExamples(below, examples));
    }

    private static void parse(String words) {
        String whole = words.replace("HOST:PORT", SERVER).replaceAll("\\b(N|SECONDS)$", "1");
        if (leavesOut(whole).contains("--connect")) {
            // What is missing is told before what is unknown.
            leavesOut(whole + " --connect " + SERVER);
        }
    }

    /** Returns what is missing, in words; fails if anything else is the matter. */
    private static String leavesOut(String words) {
        CommandLine line = Steward.commandLine();
        line.setCommandName("steward");
        try {
            line.parseArgs(words.split(" +"));
            return "";
        } catch (MissingParameterException leftOut) {
            assertThat(leftOut.getMessage()).startsWith("Missing required");
            return leftOut.getMessage();
        }
    }

    @ParameterizedTest
    @MethodSource({"commands", "examples"})
    void canBeTyped(String words) {
        parse(words);
    }

    @Test
    void thereAreManyAndWhatIsWrongIsNoticed() throws IOException {
        assertThat(commands())
                .hasSizeGreaterThan(20)
                .contains(
                        "serve --port 8080 --authkey-file key.txt",
                        "who NAME",
                        "who jobs-lock --connect 127.0.0.1:8080 --authkey-file key.txt",
                        "completion",
                        "doctor --config /etc/steward/server.properties");
        assertThat(examples())
                .hasSizeGreaterThan(20)
                .contains("put jobs 1 --connect 127.0.0.1:8080 --authkey-file key.txt");
        assertThat(commandsOf("run `./steward sevre --port 1`\n```\n./steward ls --conect a:1   # them all\n```"))
                .containsExactly("sevre --port 1", "ls --conect a:1");
        assertThatThrownBy(() -> parse("sevre --port 1")).hasMessageContaining("sevre");
        assertThatThrownBy(() -> parse("ls --conect a:1")).hasMessageContaining("--conect");
        assertThatThrownBy(() -> parse("ls --connect nowhere")).hasMessageContaining("nowhere");
    }
}
