package dev.steward.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command prints has bash complete. */
class CompletionTest {

    private static final String ASK = """
            source "$1"
            COMP_WORDS=(steward %s)
            COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 ))
            COMP_LINE="${COMP_WORDS[*]}"
            COMP_POINT=${#COMP_LINE}
            _complete_steward
            echo "${COMPREPLY[@]}"
            """;

    @TempDir
    private Path folder;

    private String completed(String words) throws Exception {
        Printed printed = Printed.by("completion");
        assertThat(printed.exitCode()).isZero();
        Path script = Files.write(folder.resolve("completion"), printed.lines());
        Process bash = new ProcessBuilder("bash", "-c", ASK.formatted(words), "bash", script.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said = new String(bash.getInputStream().readAllBytes(), UTF_8).strip();
        assertThat(bash.waitFor()).as(said).isZero();
        return said;
    }

    @Test
    void commandsAndTheirOptions() throws Exception {
        assertThat(completed("serv")).isEqualTo("serve");
        assertThat(completed("serve --tls-c")).isEqualTo("--tls-cert");
    }
}
