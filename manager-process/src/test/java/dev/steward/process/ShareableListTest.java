package dev.steward.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The list is Python's, byte for byte, in both directions. */
@Timeout(60)
class ShareableListTest {

    /** The elements of {@link #ELEMENTS} as Python writes them. */
    private static final String IN_PYTHON =
            "[7, -2**63, 2**63 - 1, 1.5, float('inf'), True, False, 'howdy', 'HoWdY!!!', b'\\x00\\x01zero', b'', '',"
                    + " None, 100]";

    private static final List<Object> ELEMENTS = Arrays.asList(
            7,
            Long.MIN_VALUE,
            BigInteger.valueOf(Long.MAX_VALUE),
            1.5f,
            Double.POSITIVE_INFINITY,
            true,
            false,
            "howdy",
            "HoWdY!!!",
            "\0\1zero".getBytes(UTF_8),
            new byte[0],
            "",
            null,
            (byte) 100);

    @RegisterExtension
    private final SharedMemoryNames names = new SharedMemoryNames();

    private static void end(ShareableList list) {
        assertThat(list.unlink()).isTrue();
        list.close();
    }

    private static String bytesOf(SharedMemory memory) {
        ByteBuffer buffer = memory.buffer();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @Test
    void elementsComeBackAsTheyAreKept() {
        ShareableList list = ShareableList.create(names.next(), ELEMENTS);
        assertThat(list.size()).isEqualTo(14);
        assertThat(list.toList().subList(0, 9))
                .containsExactly(
                        7L,
                        Long.MIN_VALUE,
                        Long.MAX_VALUE,
                        1.5,
                        Double.POSITIVE_INFINITY,
                        true,
                        false,
                        "howdy",
                        "HoWdY!!!");
        assertThat(list.get(9)).isEqualTo("\0\1zero".getBytes(UTF_8));
        assertThat(list.get(10)).isEqualTo(new byte[0]);
        assertThat(list.get(11)).isEqualTo("");
        assertThat(list.get(12)).isNull();
        assertThat(list.format()).isEqualTo("qqqddxxxxxxx?xxxxxxx?8s16s8s8s8sxxxxxx?xq");
        end(list);
    }

    @Test
    void bytesAreThoseOfPython() throws Exception {
        Python.assumeHasLists();
        ShareableList list = ShareableList.create(ELEMENTS);
        List<String> lines = Python.run("list = ShareableList(" + IN_PYTHON + ")\n" + """
            print(bytes(list.shm.buf).hex())
            list[0] = 'seven'
            list[8] = 8
            list[7] = None
            list[12] = False
            list[13] = b'hundred!'
            list[5] = 0.1
            print(bytes(list.shm.buf).hex())
            list[8] = 'eight'
            list[13] = 'x'
            print(bytes(list.shm.buf).hex())
            list.shm.close()
            list.shm.unlink()
            """);
        assertThat(bytesOf(list.memory())).isEqualTo(lines.get(0));
        list.set(0, "seven");
        list.set(8, 8);
        list.set(7, null);
        list.set(12, false);
        list.set(13, "hundred!".getBytes(UTF_8));
        list.set(5, 0.1);
        assertThat(bytesOf(list.memory())).isEqualTo(lines.get(1));
        list.set(8, "eight");
        list.set(13, "x");
        assertThat(bytesOf(list.memory())).isEqualTo(lines.get(2));
        end(list);
    }

    @Test
    void pythonReadsAndSetsWhatJavaMade() throws Exception {
        Python.assumeHasLists();
        ShareableList list = ShareableList.create(Arrays.asList(1, 2.5, "grüße", null, true, "x".repeat(20)));
        List<String> lines = Python.run("""
            list = ShareableList(name=sys.argv[1])
            untracked(list.shm.name)
            print(ascii([each for each in list]))
            list[0] = -list[0]
            list[2] = '\\u20ac'
            list[3] = b'now'
            list.shm.close()
            """, list.memory().name());
        assertThat(lines).containsExactly("[1, 2.5, 'gr\\xfc\\xdfe', None, True, '" + "x".repeat(20) + "']");
        assertThat(list.get(0)).isEqualTo(-1L);
        assertThat(list.get(2)).isEqualTo("€");
        assertThat(list.get(3)).isEqualTo("now".getBytes(UTF_8));
        end(list);
    }

    @Test
    void javaReadsAndSetsWhatPythonMade() throws Exception {
        Python.assumeHasLists();
        List<String> lines = Python.run("list = ShareableList(" + IN_PYTHON + ")\n" + """
            untracked(list.shm.name)
            print(list.shm.name)
            list.shm.close()
            """);
        ShareableList list = ShareableList.open(lines.get(0));
        assertThat(list.toList().subList(0, 9))
                .containsExactly(
                        7L,
                        Long.MIN_VALUE,
                        Long.MAX_VALUE,
                        1.5,
                        Double.POSITIVE_INFINITY,
                        true,
                        false,
                        "howdy",
                        "HoWdY!!!");
        list.set(8, "by Java");
        assertThat(list.get(8)).isEqualTo("by Java");
        end(list);
    }

    @Test
    void aTextThatPythonHasCutIsSaidToBe() throws Exception {
        Python.assumeHasLists();
        List<String> lines = Python.run("""
            list = ShareableList(['\\u20ac\\u20ac\\u20ac'])
            untracked(list.shm.name)
            print(list.shm.name)
            list.shm.close()
            """);
        ShareableList list = ShareableList.open(lines.get(0));
        assertThatThrownBy(() -> list.get(0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("element 0 is no UTF-8");
        end(list);
    }

    @Test
    void zerosAtTheEndAreLostAsInPython() {
        ShareableList list = ShareableList.of("text\0\0", new byte[] {1, 0, 0}, "\0");
        assertThat(list.get(0)).isEqualTo("text");
        assertThat(list.get(1)).isEqualTo(new byte[] {1});
        assertThat(list.get(2)).isEqualTo("");
        end(list);
    }

    @Test
    void anElementBecomesOneOfAnotherKindButNeverLongerThanItsPlace() {
        ShareableList list = ShareableList.of(1, "12345678");
        list.set(0, "eight in");
        assertThat(list.get(0)).isEqualTo("eight in");
        assertThatThrownBy(() -> list.set(0, "nine in it"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("element 0 has room for 8 bytes");
        assertThatThrownBy(() -> list.set(0, "€€€")).hasMessageContaining("takes 9");
        assertThat(list.get(0)).isEqualTo("eight in");
        list.set(1, "sixteen bytes it");
        list.set(1, null);
        assertThat(list.get(1)).isNull();
        list.set(1, "sixteen bytes it");
        assertThat(list.get(1)).isEqualTo("sixteen bytes it");
        end(list);
    }

    @Test
    void valuesThatItCannotHaveAreRefusedAndChangeNothing() {
        ShareableList list = ShareableList.of(1);
        List<Object> wrong = List.of(
                BigInteger.ONE.shiftLeft(63),
                BigInteger.ONE.shiftLeft(63).negate().subtract(BigInteger.ONE),
                BigInteger.ONE.shiftLeft(1_000_000),
                'c',
                new int[0],
                List.of(),
                "\ud83d");
        for (Object value : wrong) {
            assertThatThrownBy(() -> list.set(0, value))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("element 0 ")
                    .hasMessageMatching("(?s).{1,300}");
            assertThatThrownBy(() -> ShareableList.of(1, 2, value)).hasMessageStartingWith("element 2 ");
        }
        assertThatThrownBy(() -> ShareableList.of("x".repeat(9_999_992))).hasMessageContaining("SharedMemory");
        assertThat(list.get(0)).isEqualTo(1L);
        assertThat(list.format()).isEqualTo("q");
        end(list);
    }

    @Test
    void indicesThatAreNotThereAreRefused() {
        ShareableList list = ShareableList.of(1, 2);
        for (int index : new int[] {-1, 2, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            assertThatThrownBy(() -> list.get(index)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> list.set(index, 1)).isInstanceOf(IndexOutOfBoundsException.class);
        }
        Iterator<Object> iterator = list.iterator();
        iterator.next();
        iterator.next();
        assertThatThrownBy(iterator::next).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(iterator::remove).isInstanceOf(UnsupportedOperationException.class);
        end(list);
        ShareableList empty = ShareableList.of();
        assertThat(empty.size()).isZero();
        assertThat(empty).isEmpty();
        end(empty);
    }

    @Test
    void valuesAreFoundByWhatPythonTakesForTheSame() throws Exception {
        ShareableList list = ShareableList.of(2, 1, true, 1.0, "1", null, new byte[] {1}, Double.NaN, 0);
        assertThat(list.count(1)).isEqualTo(3);
        assertThat(list.indexOf(1.0f)).isEqualTo(1);
        assertThat(list.indexOf(true)).isEqualTo(1);
        assertThat(list.indexOf(BigInteger.TWO)).isZero();
        assertThat(list.indexOf(false)).isEqualTo(8);
        assertThat(list.indexOf("1")).isEqualTo(4);
        assertThat(list.indexOf(null)).isEqualTo(5);
        assertThat(list.indexOf(new byte[] {1})).isEqualTo(6);
        assertThat(list.count(Double.NaN)).isZero();
        assertThat(list.indexOf("no")).isEqualTo(-1);
        end(list);
    }

    @Test
    void aBlockThatHoldsNoListIsRefused() {
        List<Long> firstWords = List.of(-1L, 1L, 1L << 40, Long.MAX_VALUE, 5L);
        for (long word : firstWords) {
            try (SharedMemory block = SharedMemory.create(names.next(), 64)) {
                block.buffer().putLong(0, word);
                block.buffer().putLong(8, 3);
                assertThatThrownBy(() -> ShareableList.open(block.name()))
                        .as("%s", word)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining(block.name())
                        .hasMessageContaining("no ShareableList");
                assertThat(block.unlink()).isTrue();
            }
        }
        try (SharedMemory block = SharedMemory.create(names.next(), 3)) {
            assertThatThrownBy(() -> ShareableList.open(block.name())).hasMessageContaining("no ShareableList");
            assertThat(block.unlink()).isTrue();
        }
    }

    @Test
    void aListThatSomethingElseHasWrittenToSaysWhichElementIsWrong() {
        ShareableList list = ShareableList.of("text", 2);
        ByteBuffer bytes = list.memory().buffer();
        List<String> wrong = new ArrayList<>(List.of("9s", "16s", "99999999", "-1s", "s", "i", ""));
        for (String format : wrong) {
            byte[] padded = Arrays.copyOf(format.getBytes(UTF_8), 8);
            bytes.put(8 * 4 + 16, padded);
            assertThatThrownBy(() -> list.get(0))
                    .as("%s", format)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("element 0 has the format '" + format + "'");
            assertThat(list.get(1)).isEqualTo(2L);
        }
        end(list);
    }

    @Test
    void whateverByteSomethingElseChangesIsToldOrIsAValue() {
        ShareableList list = ShareableList.of("text", 2, 1.5, true, null, new byte[] {1, 2, 3});
        ByteBuffer bytes = list.memory().buffer();
        byte[] written = new byte[bytes.capacity()];
        bytes.get(0, written);
        int refused = 0;
        for (int at = 0; at < written.length; at++) {
            for (int mask : new int[] {0x01, 0x40, 0x80, 0xFF}) {
                bytes.put(at, (byte) (written[at] ^ mask));
                useAll(list);
                bytes.put(0, written).put(at, (byte) (written[at] ^ mask));
                try (ShareableList opened = ShareableList.open(list.memory().name())) {
                    useAll(opened);
                } catch (IllegalArgumentException noList) {
                    assertThat(noList).hasMessageContaining("no ShareableList");
                    refused++;
                }
                bytes.put(0, written);
            }
        }
        // How many there are and where they begin: any other number there is no list, but for a few.
        assertThat(refused).isGreaterThan(150);
        end(list);
    }

    private static void useAll(ShareableList list) {
        for (int i = 0; i < list.size(); i++) {
            try {
                list.get(i);
                list.set(i, i);
                list.set(i, "x");
            } catch (IllegalStateException wrong) {
                assertThat(wrong).hasMessageStartingWith("element " + i + " ");
            }
        }
        assertThat(list.format()).hasSizeLessThan(100);
    }

    @Test
    void aClosedListSaysSo() {
        ShareableList list = ShareableList.of(1);
        end(list);
        assertThatThrownBy(() -> list.get(0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("was closed here");
        assertThatThrownBy(() -> list.set(0, 1)).isInstanceOf(IllegalStateException.class);
    }
}
