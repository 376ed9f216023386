package dev.steward.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.OptionSpec;

/** docs/operating.md has each setting of a server, and its files can be used. */
class OperatingPageTest {

    private static final Path DOCS = Path.of("../docs");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z0-9-]+)` \\| [^|]+ \\| [^|]*\\|$");

    @Test
    void itHasEachSettingAndNoOther() throws Exception {
        String page = Files.readString(DOCS.resolve("operating.md"));
        assertThat(ROW.matcher(page).results().map(row -> row.group(1)))
                .containsExactlyInAnyOrderElementsOf(Steward.settings());
    }

    @Test
    void itsSettingsFileIsRead() {
        Settings settings = Settings.of(
                List.of("--config", DOCS.resolve("operating/server.properties").toString()),
                Map.of(),
                Steward.settings());
        assertThat(settings.defaultValue(OptionSpec.builder("--port").build())).isEqualTo("8080");
    }

    @Test
    void itsUnitAndItsContainerUseOptionsThatThereAre() throws Exception {
        assertThat(Files.readString(DOCS.resolve("operating/steward.service")))
                .contains("serve --config /etc/steward/server.properties");
        String container = Files.readString(DOCS.resolve("operating/Containerfile"));
        List<String> variables = Pattern.compile("STEWARD_[A-Z_]+")
                .matcher(container)
                .results()
                .map(found -> found.group())
                .toList();
        assertThat(variables).isNotEmpty();
        assertThat(Steward.settings().stream().map(setting -> Settings.twin("--" + setting)))
                .containsAll(variables);
    }
}
