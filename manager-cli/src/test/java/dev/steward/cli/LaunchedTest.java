package dev.steward.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import org.junit.jupiter.api.Test;

/** What somebody is told to type works where it is told. */
class LaunchedTest {

    @Test
    void aScriptSaysWhatItIsCalled() {
        assertThat(Launched.command("./steward", "x.jar")).isEqualTo("./steward");
        assertThat(Launched.command("/opt/my tools/steward", "")).isEqualTo("'/opt/my tools/steward'");
    }

    @Test
    void aJarIsRunAsOne() {
        assertThat(Launched.command(null, "manager-cli/target/steward.jar"))
                .isEqualTo("java -jar manager-cli/target/steward.jar");
        assertThat(Launched.command(null, "a.jar" + File.pathSeparator + "b.jar"))
                .isEqualTo("steward");
        assertThat(Launched.command(null, "classes")).isEqualTo("steward");
    }

    @Test
    void wordsAreQuotedOnlyWhereTheyHaveToBe() {
        assertThat(ShellWord.of("127.0.0.1:8080")).isEqualTo("127.0.0.1:8080");
        assertThat(ShellWord.of("it's")).isEqualTo("'it'\\''s'");
    }
}
