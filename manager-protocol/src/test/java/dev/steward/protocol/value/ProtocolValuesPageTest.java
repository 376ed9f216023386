package dev.steward.protocol.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Holds docs/protocol-values.md to the code. */
@Timeout(10)
class ProtocolValuesPageTest {
    private static final Pattern ROW = Pattern.compile("\\| (\\d+) \\| (\\w+) \\| (.+) \\|");

    @Test
    void thePageHasEveryTagWithItsNumber() throws IOException {
        List<String> rows = Files.readAllLines(page()).stream()
                .map(ROW::matcher)
                .filter(java.util.regex.Matcher::matches)
                .map(row -> row.group(1) + " " + row.group(2))
                .toList();

        assertThat(rows)
                .containsExactlyElementsOf(Arrays.stream(ValueKind.values())
                        .map(kind -> kind.tag() + " " + kind)
                        .toList());
    }

    @Test
    void theLimitsOnThePageAreTheLimits() throws IOException {
        String page = Files.readString(page());

        assertThat(page).contains("at most " + ValueReader.MAX_DEPTH + " deep");
        assertThat(page).contains("(1 to " + ValueReader.MAX_MAGNITUDE + ")");
    }

    private static Path page() {
        return Path.of("..", "docs", "protocol-values.md");
    }
}
