package dev.steward.process.child;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a child prints comes in whole lines. */
class OutputLinesTest {

    private static List<String> linesOf(InputStream source) {
        List<String> lines = new ArrayList<>();
        OutputLines copied = new OutputLines(source, lines::add);
        copied.run();
        assertThat(copied.end()).isCompleted();
        return lines;
    }

    private static List<String> linesOf(String text) {
        return linesOf(new ByteArrayInputStream(text.getBytes(UTF_8)));
    }

    @Test
    void linesEndAtLineFeedsAndAtTheEnd() {
        assertThat(linesOf("one\ntwo\r\n\nfour")).containsExactly("one", "two", "", "four");
        assertThat(linesOf("")).isEmpty();
        assertThat(linesOf("\n")).containsExactly("");
    }

    @Test
    void aLineWithoutEndGoesOnInPieces() {
        String piece = "x".repeat(OutputLines.LONGEST);
        assertThat(linesOf(piece + "yz\n").get(0)).startsWith(piece);
        assertThat(String.join("", linesOf(piece + piece + "z"))).isEqualTo(piece + piece + "z");
        assertThat(linesOf(piece + piece + "z"))
                .hasSizeGreaterThan(1)
                .allMatch(line -> line.length() <= OutputLines.LONGEST + 1);
    }

    @Test
    void whatCameBeforeAnErrorIsPassedOn() {
        InputStream breaking = new InputStream() {
            private int left = 3;

            @Override
            public int read() throws IOException {
                if (left-- == 0) {
                    throw new IOException("Stream closed");
                }
                return 'a';
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                bytes[offset] = (byte) read();
                return 1;
            }
        };
        assertThat(linesOf(breaking)).isNotEmpty().allMatch(line -> line.matches("a+"));
    }
}
