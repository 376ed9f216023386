package dev.steward.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.steward.server.ServerLimit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Where an option's value comes from when the command line does not say it. */
class SettingsTest {

    private static final OptionSpec PORT = OptionSpec.builder("--port").build();

    @TempDir
    private Path folder;

    @Test
    void environmentGoesBeforeTheFile() throws Exception {
        String file = Files.writeString(folder.resolve("settings"), "port=1\n").toString();
        assertThat(Settings.of(List.of("--config", file), Map.of(), Steward.settings())
                        .defaultValue(PORT))
                .isEqualTo("1");
        assertThat(Settings.of(List.of("--config=" + file), Map.of("STEWARD_PORT", "2"), Steward.settings())
                        .defaultValue(PORT))
                .isEqualTo("2");
        assertThat(Settings.of(List.of(), Map.of("STEWARD_CONFIG", file), Steward.settings())
                        .defaultValue(PORT))
                .isEqualTo("1");
        assertThat(Settings.of(List.of(), Map.of("STEWARD_PORT", ""), Steward.settings())
                        .defaultValue(PORT))
                .isNull();
    }

    @Test
    void theLimitsOfAServerAreNotTakenForThoseOfAList() throws Exception {
        String file = Files.writeString(folder.resolve("settings"), "limit=SESSIONS=7,OBJECTS=9\n")
                .toString();
        CommandLine line = Steward.commandLine();
        line.setDefaultValueProvider(Settings.of(
                List.of(), Map.of("STEWARD_CONFIG", file, "STEWARD_CONNECT", "127.0.0.1:1"), Steward.settings()));
        for (String typed : List.of("ls", "events", "limits", "top", "who jobs", "requeue failed")) {
            assertThatCode(() -> line.parseArgs(typed.split(" "))).as(typed).doesNotThrowAnyException();
        }
        CommandLine.ParseResult served = line.parseArgs("serve").subcommand();
        assertThat(served.commandSpec().findOption("--limit").<Map<ServerLimit, Long>>getValue())
                .containsOnly(entry(ServerLimit.SESSIONS, 7L), entry(ServerLimit.OBJECTS, 9L));
    }

    @Test
    void unknownLineAndMissingFileAreErrorsThatNameThem() throws Exception {
        String file = Files.writeString(folder.resolve("settings"), "prot=1\n").toString();
        assertThatThrownBy(() -> Settings.of(List.of("--config", file), Map.of(), Steward.settings()))
                .hasMessageContaining("prot")
                .hasMessageContaining(file)
                .hasMessageContaining("port");
        assertThatThrownBy(() -> Settings.of(List.of("--config", file + ".none"), Map.of(), Steward.settings()))
                .hasMessageContaining(file + ".none");
    }

    @Test
    void everyOptionHasATwin() {
        assertThat(Settings.twin("--authkey-file")).isEqualTo("STEWARD_AUTHKEY_FILE");
    }
}
