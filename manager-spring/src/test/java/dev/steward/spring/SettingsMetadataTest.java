package dev.steward.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.steward.client.ClientOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** What editors are told of the settings, and what docs/spring.md says of them, is what there is. */
@Tag("one-jdk")
class SettingsMetadataTest {

    private static final List<Setting> SETTINGS = new ArrayList<>();

    /** A setting as the metadata has it. */
    private record Setting(String name, String type, String source, String says, String byDefault) {}

    @BeforeAll
    static void read() throws IOException {
        try (InputStream in = SettingsMetadataTest.class
                .getClassLoader()
                .getResourceAsStream("META-INF/spring-configuration-metadata.json")) {
            assertThat(in).isNotNull();
            JsonObject all = JsonParser.parseReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .getAsJsonObject();
            for (JsonElement each : all.getAsJsonArray("properties")) {
                JsonObject setting = each.getAsJsonObject();
                SETTINGS.add(new Setting(
                        setting.get("name").getAsString(),
                        setting.get("type").getAsString(),
                        setting.get("sourceType").getAsString(),
                        setting.get("description").getAsString(),
                        setting.has("defaultValue")
                                ? setting.get("defaultValue").getAsString()
                                : "-"));
            }
        }
    }

    private static List<String> components(String prefix, Class<?> type) {
        List<String> found = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            String name =
                    prefix + component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
            if (component.getType().isRecord()) {
                found.addAll(components(name + ".", component.getType()));
            } else {
                String kind = component.getGenericType().getTypeName().replace(" ", "");
                found.add(name + " " + (kind.equals("boolean") ? "java.lang.Boolean" : kind) + " " + type.getName());
            }
        }
        return found;
    }

    private static Map<String, String> defaults(String prefix) {
        Map<String, String> defaults = new HashMap<>();
        SETTINGS.stream()
                .filter(setting -> setting.name().startsWith(prefix)
                        && !setting.byDefault().equals("-"))
                .forEach(setting -> defaults.put(setting.name(), setting.byDefault()));
        return defaults;
    }

    @Test
    void eachSettingIsThereWithItsTypeAndNoOther() {
        List<String> there = new ArrayList<>(components("steward.client.", StewardClientProperties.class));
        there.addAll(components("steward.server.", StewardServerProperties.class));
        assertThat(SETTINGS)
                .extracting(setting -> setting.name() + " " + setting.type() + " " + setting.source())
                .containsExactlyElementsOf(there);
        assertThat(SETTINGS).allMatch(setting -> setting.says().matches("[A-Z].{10,}\\."));
    }

    @Test
    void whatHoldsByDefaultIsSo() {
        StewardClientProperties client = new Binder(new MapConfigurationPropertySource(defaults("steward.client.")))
                .bind("steward.client", StewardClientProperties.class)
                .get();
        assertThat(client.options().build()).isEqualTo(ClientOptions.defaults());
        StewardServerProperties server = new Binder(new MapConfigurationPropertySource(Map.of()))
                .bindOrCreate("steward.server", StewardServerProperties.class);
        assertThat(defaults("steward.server."))
                .isEqualTo(Map.of(
                        "steward.server.enabled", String.valueOf(server.enabled()),
                        "steward.server.host", server.hostOrLoopback(),
                        "steward.server.port", String.valueOf(server.portOrAny()),
                        "steward.server.durable", String.valueOf(server.durable()),
                        "steward.server.fsync", server.fsyncOrAlways().name().toLowerCase(Locale.ROOT),
                        "steward.server.insecure", String.valueOf(server.insecure()),
                        "steward.server.polling", String.valueOf(server.polling()),
                        "steward.server.admin.host", server.admin().hostOrLoopback()));
    }

    @Test
    void thePageHasTheSame() throws IOException {
        List<String> rows = Files.readString(Path.of("..", "docs", "spring.md"))
                .lines()
                .filter(line -> line.startsWith("| `steward."))
                .toList();
        assertThat(rows)
                .containsExactlyElementsOf(SETTINGS.stream()
                        .map(setting -> "| `" + setting.name() + "` | "
                                + (setting.byDefault().equals("-") ? "-" : "`" + setting.byDefault() + "`") + " | "
                                + setting.says() + " |")
                        .toList());
    }
}
