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

    private static final int SOME = 65_536;

    private static List<String> linesOf(InputStream source) {
        List<String> lines = new ArrayList<>();
        OutputLines copied = new OutputLines(source, lines::add, SOME);
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
    void aLineIsWholeUpToTheLengthThatIsKeptAndGoesOnInPiecesBeyond() {
        String piece = "x".repeat(SOME);
        assertThat(linesOf(piece + "\n" + piece)).containsExactly(piece, piece);
        assertThat(linesOf(piece + "yz\nnext\n")).containsExactly(piece, "yz", "next");
        assertThat(linesOf(piece + piece + "z")).containsExactly(piece, piece, "z");
    }

    @Test
    void noCharacterOfTwoHalvesIsCut() {
        String oneLess = "x".repeat(SOME - 1);
        assertThat(linesOf(oneLess + "\uD83D\uDE00y\n")).containsExactly(oneLess + "\uD83D\uDE00", "y");
    }

    @Test
    void aProcessKeepsLinesOfAtLeastThatLengthAndNoMoreThanItsHeapAllows() {
        assertThat(OutputLines.LONGEST).isBetween(SOME, 16 << 20);
        List<String> lines = new ArrayList<>();
        String line = "x".repeat(OutputLines.LONGEST);
        new OutputLines(new ByteArrayInputStream((line + "\n").getBytes(UTF_8)), lines::add).run();
        assertThat(lines).containsExactly(line);
    }

    @Test
    void aNoticeInTheMiddleOfALineIsSeenAndTheLineGoesOnBehindIt() {
        assertThat(linesOf("before " + Notice.READY.line() + "\nafter\n"))
                .containsExactly(Notice.READY.line(), "before after");
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
