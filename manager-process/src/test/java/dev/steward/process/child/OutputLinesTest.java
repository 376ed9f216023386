package dev.steward.process.child;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a child prints comes in whole lines. */
class OutputLinesTest {

    private static final int SOME = 65_536;
    private static final NoticeMark MARK = NoticeMark.random();

    private static List<String> linesOf(InputStream source) {
        List<String> lines = new ArrayList<>();
        OutputLines copied = new OutputLines(source, MARK, lines::add, SOME);
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
        new OutputLines(new ByteArrayInputStream((line + "\n").getBytes(UTF_8)), MARK, lines::add).run();
        assertThat(lines).containsExactly(line);
    }

    @Test
    void aNoticeInTheMiddleOfALineIsSeenAndTheLineGoesOnBehindIt() {
        String notice = MARK.line(Notice.READY);
        assertThat(linesOf("before " + notice + "\nafter\n")).containsExactly(notice, "before after");
        assertThat(MARK.noticeIn(notice)).contains(Notice.READY);
    }

    @Test
    void aNoticeIsWholeWhereverAnEndlessLineIsCut() {
        String notice = MARK.line(Notice.READY);
        for (int before = SOME - notice.length(); before <= SOME; before++) {
            assertThat(linesOf("x".repeat(before) + notice + "\nz\n"))
                    .as("behind %s characters", before)
                    .contains(notice)
                    .last(STRING)
                    .endsWith("z");
        }
    }

    @Test
    void whatOnlyLooksLikeANoticeIsText() {
        for (String line :
                List.of("\u0001\u0002steward READY", NoticeMark.random().line(Notice.READY), "READY")) {
            assertThat(linesOf(line + "\n")).containsExactly(line);
            assertThat(MARK.noticeIn(line)).isEmpty();
        }
        assertThat(MARK.noticeIn(MARK.text() + "NOTHING")).isEmpty();
    }

    @Test
    void aLineThatCannotBePassedOnIsLostAndTheOthersCome() {
        List<String> lines = new ArrayList<>();
        OutputLines copied = new OutputLines(new ByteArrayInputStream("1\n2\n3\n4\n5".getBytes(UTF_8)), MARK, line -> {
            switch (line) {
                case "2" -> throw new IllegalStateException("on purpose");
                case "3", "5" -> throw new OutOfMemoryError("on purpose");
                default -> lines.add(line);
            }
        });
        copied.run();
        assertThat(lines).containsExactly("1", "4");
        assertThat(copied.end()).isCompleted();
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
