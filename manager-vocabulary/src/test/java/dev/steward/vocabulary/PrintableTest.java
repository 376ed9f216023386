package dev.steward.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What somebody else wrote disturbs no terminal and no log. */
class PrintableTest {

    @Test
    void whatIsSeenStays() {
        for (String text : new String[] {"", "plain", "ä ß \u4E2D", "\uD83D\uDE00", "\\u202E", "\u05D0\u05D1"}) {
            assertThat(Printable.of(text)).isEqualTo(text);
        }
        assertThat(Printable.of(null)).isEqualTo("null");
        assertThat(Printable.of(42)).isEqualTo("42");
    }

    @Test
    void whatIsNotSeenStandsAsItsEscape() {
        assertThat(Printable.of("gpj.\u202Eexe")).isEqualTo("gpj.\\u202Eexe");
        assertThat(Printable.of("\u001B[31mred\u009B0m\u0007")).isEqualTo("\\u001B[31mred\\u009B0m\\u0007");
        assertThat(Printable.of("one\ntwo\r\tthree")).isEqualTo("one\\u000Atwo\\u000D\\u0009three");
        assertThat(Printable.of("a\u2028b\u2029c\u200Bd\uFEFF\u2066"))
                .isEqualTo("a\\u2028b\\u2029c\\u200Bd\\uFEFF\\u2066");
        assertThat(Printable.of("half \uD83D")).isEqualTo("half \\uD83D");
        assertThat(Printable.of("tag \uDB40\uDC41")).isEqualTo("tag \\uDB40\\uDC41");
    }

    @Test
    void linesOfATextMayStay() {
        assertThat(Printable.lines("one\n\ttwo\u202E\r")).isEqualTo("one\n\ttwo\\u202E\\u000D");
    }

    @Test
    void aTypeHasTheArticleThatIsSaid() {
        assertThat(Arrays.stream(BuiltInType.values()).map(type -> Printable.withArticle(type.typeId())))
                .contains("an event", "an array", "an iterator", "an rlock", "a lock", "a queue", "a set");
        assertThat(Printable.withArticle("")).isEqualTo("a ");
    }
}
