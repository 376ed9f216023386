package dev.steward.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is mistyped is answered with what may have been meant. */
class MistypedTest {

    @TempDir
    private Path folder;

    private static void assertSays(String words, String... arguments) {
        Printed printed = Printed.by(arguments);
        assertThat(printed.exitCode()).as("%s", printed.lines()).isEqualTo(2);
        assertThat(printed.lines().get(0)).contains(words);
        assertThat(printed.lines().get(printed.lines().size() - 1)).startsWith("Try: steward ");
    }

    @Test
    void aCommand() {
        assertSays("there is no 'serv': did you mean serve", "serv");
        assertSays("there is no 'shutdwon': did you mean shutdown", "shutdwon");
        assertSays("there is no 'list': did you mean ls?", "list", "--connect", "127.0.0.1:1");
        assertSays("there is no 'stop': did you mean shutdown?", "stop");
        assertSays("there is no 'kill': did you mean kick?", "kill", "1f0c");
        assertSays("there is no 'demo' here: ./steward of the source tree has it", "demo");
        assertSays("there is no 'zzz'", "zzz");
    }

    @Test
    void anOption() {
        assertSays("'--conect': did you mean --connect", "ping", "--conect", "127.0.0.1:1");
        assertSays("'--prot': did you mean --port", "serve", "--prot", "8080");
        assertSays("'--authkey': did you mean --authkey-file?", "serve", "--authkey", "secret");
    }

    @Test
    void similarWordsAreThoseOfFewOtherLetters() {
        List<String> commands = List.of("serve", "show", "shutdown", "ls", "demo");
        assertThat(Mistyped.similar("dmeo", commands)).containsExactly("demo");
        assertThat(Mistyped.similar("serv", commands)).containsExactly("serve");
        assertThat(Mistyped.similar("l", commands)).containsExactly("ls");
        assertThat(Mistyped.similar("shut", commands)).containsExactly("shutdown");
        assertThat(Mistyped.similar("frobnicate", commands)).isEmpty();
    }

    @Test
    void aWordTooMany() {
        assertSays("ping takes no 'now'", "ping", "now", "--connect", "127.0.0.1:1");
    }

    @Test
    void aValueSaysWhereItIsFrom() throws Exception {
        String file =
                Files.writeString(folder.resolve("settings"), "port=http\n").toString();
        assertSays("'http' is not an int (from the settings file " + file + ")", "serve", "--config", file);
        Printed typed = Printed.by("serve", "--port", "http", "--config", file);
        assertThat(typed.lines().get(0)).contains("'http' is not an int").doesNotContain("from");
    }
}
