package dev.steward.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
