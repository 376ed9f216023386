package dev.steward.process.ctype;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.steward.api.Code;
import dev.steward.api.Length;
import dev.steward.api.TypeCode;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which Java classes C has a place for, how large it is, and what of them is refused and why. */
class CTypesTest {

    record Point(double x, double y) {}

    record Padded(byte first, int second, short third, long fourth, boolean fifth) {}

    record Line(Point from, Point to, @Length(6) String label) {}

    // Arrays are compared by their elements, one by one, below.
    @SuppressWarnings("ArrayRecordComponent")
    record Rows(
            @Length(3) int[] whole,
            byte flag,
            @Length(2) Point[] points,
            @Length(4) byte[] bytes) {}

    record Header(
            @Code('I') long magic,
            @Code('H') int version,
            @Code('B') short kind,
            @Code('Q') BigInteger size) {}

    private static <T> T thereAndBack(CType<T> type, T value) {
        ByteBuffer memory = ByteBuffer.allocateDirect(type.size() + 16).order(ByteOrder.nativeOrder());
        type.write(memory, 8, value);
        return type.read(memory, 8);
    }

    @Test
    void numbersHaveTheSizesOfC() {
        assertThat(TypeCode.values()).allSatisfy(code -> {
            int size = switch (code.code()) {
                case 'b', 'B', '?' -> 1;
                case 'h', 'H' -> 2;
                case 'i', 'I', 'f' -> 4;
                case 'u' -> DataModel.CURRENT.wideCharacterSize();
                case 'l', 'L' -> DataModel.CURRENT.longSize();
                default -> 8;
            };
            assertThat(CTypes.of(code).size()).as("%s", code).isEqualTo(size);
            assertThat(CTypes.of(code).alignment()).as("%s", code).isEqualTo(size);
        });
    }

    @Test
    void windowsHasAShorterLongAndCharacter() {
        assertThat(DataModel.of("Windows 11")).isEqualTo(DataModel.LLP64);
        assertThat(DataModel.of("Linux")).isEqualTo(DataModel.LP64);
        assertThat(DataModel.of("Mac OS X")).isEqualTo(DataModel.LP64);
        CNumber<Long> shorter = CNumber.of(TypeCode.C_LONG, DataModel.LLP64);
        assertThat(shorter.size()).isEqualTo(4);
        assertThat(thereAndBack(shorter, -5L)).isEqualTo(-5);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> shorter.bitsOf(1L << 31))
                .withMessageContaining("-2147483648 to 2147483647");
        CNumber<BigInteger> unsigned = CNumber.of(TypeCode.UNSIGNED_C_LONG, DataModel.LLP64);
        assertThat(thereAndBack(unsigned, BigInteger.valueOf(0xFFFF_FFFFL))).isEqualTo(0xFFFF_FFFFL);
        assertThatIllegalArgumentException().isThrownBy(() -> unsigned.bitsOf(BigInteger.ONE.shiftLeft(32)));
        CNumber<Character> narrow = CNumber.of(TypeCode.CHARACTER, DataModel.LLP64);
        assertThat(narrow.size()).isEqualTo(2);
        assertThat(thereAndBack(narrow, '\uFFFF')).isEqualTo('\uFFFF');
    }

    /** A type code, and values at the ends of its range. */
    private record Ends<T>(TypeCode<T> code, List<T> inside, List<T> outside) {}

    static List<Ends<?>> ends() {
        BigInteger most = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);
        return List.of(
                new Ends<>(TypeCode.BYTE, List.of((byte) -128, (byte) 127), List.of()),
                new Ends<>(TypeCode.UNSIGNED_BYTE, List.of((short) 0, (short) 255), List.of((short) -1, (short) 256)),
                new Ends<>(TypeCode.SHORT, List.of(Short.MIN_VALUE, Short.MAX_VALUE), List.of()),
                new Ends<>(TypeCode.UNSIGNED_SHORT, List.of(0, 65_535), List.of(-1, 65_536)),
                new Ends<>(TypeCode.INT, List.of(Integer.MIN_VALUE, Integer.MAX_VALUE), List.of()),
                new Ends<>(TypeCode.UNSIGNED_INT, List.of(0L, 4_294_967_295L), List.of(-1L, 4_294_967_296L)),
                new Ends<>(TypeCode.LONG, List.of(Long.MIN_VALUE, Long.MAX_VALUE), List.of()),
                new Ends<>(
                        TypeCode.UNSIGNED_LONG,
                        List.of(BigInteger.ZERO, most, BigInteger.ONE.shiftLeft(63)),
                        List.of(BigInteger.valueOf(-1), most.add(BigInteger.ONE), BigInteger.ONE.shiftLeft(100_000))),
                new Ends<>(
                        TypeCode.FLOAT, List.of(Float.MIN_VALUE, Float.NaN, Float.NEGATIVE_INFINITY, -0f), List.of()),
                new Ends<>(TypeCode.DOUBLE, List.of(Double.MIN_VALUE, Double.NaN, -0d, Math.PI), List.of()),
                new Ends<>(TypeCode.CHARACTER, List.of('\0', 'x', '\uFFFF'), List.of()),
                new Ends<>(TypeCode.BOOLEAN, List.of(true, false), List.of()));
    }

    @ParameterizedTest
    @MethodSource("ends")
    <T> void whatIsInTheRangeComesBackAndWhatIsNotIsRefused(Ends<T> ends) {
        CNumber<T> type = CTypes.of(ends.code());
        assertThat(ends.inside())
                .allSatisfy(value -> assertThat(thereAndBack(type, value)).isEqualTo(value));
        assertThat(ends.outside())
                .allSatisfy(value -> assertThatIllegalArgumentException()
                        .isThrownBy(() -> type.bitsOf(value))
                        .withMessageContaining(ends.code().toString())
                        .withMessageContaining("it holds 0 to ")
                        .satisfies(refused -> assertThat(refused.getMessage()).hasSizeLessThan(200)));
        assertThatIllegalArgumentException().isThrownBy(() -> type.bitsOf(null)).withMessageContaining("null");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> type.bitsOf("text"))
                .withMessageContaining("not a String");
    }

    @Test
    void aSumThatDoesNotFitIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CTypes.of(TypeCode.INT).sum(Integer.MAX_VALUE, 1))
                .withMessageContaining("cannot take 1 more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CTypes.of(TypeCode.LONG).sum(Long.MIN_VALUE, -1L));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CTypes.of(TypeCode.UNSIGNED_BYTE).sum(0xFF, (short) 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CTypes.of(TypeCode.UNSIGNED_INT).sum(0, -1L));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CTypes.of(TypeCode.BOOLEAN).sum(0, true))
                .withMessageContaining("no numbers");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CTypes.of(TypeCode.CHARACTER).sum(0, 'a'))
                .withMessageContaining("no numbers");
        assertThat(CTypes.of(TypeCode.UNSIGNED_LONG).sum(-1, BigInteger.valueOf(-1)))
                .isEqualTo(-2);
    }

    @Test
    void aWideCharacterBeyondAJavaCharIsToldAndNotCut() {
        CNumber<Character> wide = CNumber.of(TypeCode.CHARACTER, DataModel.LP64);
        assertThatIllegalStateException()
                .isThrownBy(() -> wide.valueOf(0x1F600))
                .withMessageContaining("U+1F600");
        assertThatIllegalStateException().isThrownBy(() -> wide.valueOf(-1)).withMessageContaining("U+FFFFFFFF");
    }

    @Test
    void membersLieAtMultiplesOfTheirAlignmentAndTheEndIsPaddedToo() {
        // 1 + 3, 4, 2 + 6, 8, 1 + 7
        assertThat(CTypes.of(Padded.class).size()).isEqualTo(32);
        assertThat(CTypes.of(Padded.class).alignment()).isEqualTo(8);
        // 16, 16, 6 + 2
        assertThat(CTypes.of(Line.class).size()).isEqualTo(40);
        // 12, 1 + 3, 32, 4 + 4
        assertThat(CTypes.of(Rows.class).size()).isEqualTo(56);
        // 4, 2, 1 + 1, 8
        assertThat(CTypes.of(Header.class).size()).isEqualTo(16);
    }

    @Test
    void whatIsWrittenIsRead() {
        Line line = new Line(new Point(1.875, -6.25), new Point(-5.75, 2.0), "größ");
        assertThat(thereAndBack(CTypes.of(Line.class), line)).isEqualTo(line);
        Padded padded = new Padded((byte) -1, Integer.MIN_VALUE, (short) 7, Long.MAX_VALUE, true);
        assertThat(thereAndBack(CTypes.of(Padded.class), padded)).isEqualTo(padded);
        Header header = new Header(0xFFFF_FFFFL, 65_535, (short) 255, BigInteger.ONE.shiftLeft(63));
        assertThat(thereAndBack(CTypes.of(Header.class), header)).isEqualTo(header);
        Rows rows = new Rows(
                new int[] {1, -2, 3}, (byte) 9, new Point[] {new Point(1, 2), new Point(3, 4)}, new byte[] {4, 5, 6, 7
                });
        assertThat(thereAndBack(CTypes.of(Rows.class), rows))
                .usingRecursiveComparison()
                .isEqualTo(rows);
    }

    @Test
    void aClassIsTheNumberOfItsSize() {
        assertThat(CTypes.of(int.class)).isSameAs(CTypes.of(TypeCode.INT));
        assertThat(CTypes.of(Integer.class)).isSameAs(CTypes.of(TypeCode.INT));
        assertThat(CTypes.of(long.class)).isSameAs(CTypes.of(TypeCode.LONG));
        assertThat(CTypes.of(char.class)).isSameAs(CTypes.of(TypeCode.CHARACTER));
        assertThat(CTypes.of(Boolean.class)).isSameAs(CTypes.of(TypeCode.BOOLEAN));
    }

    enum Colour {
        RED
    }

    record Node(int value, Node next) {}

    record Ping(Pong pong) {}

    record Pong(Ping ping) {}

    record Named(String name) {}

    record Boxed(Integer count) {}

    record Big(BigInteger amount) {}

    record Holder<T>(T content) {}

    record Listed(List<Point> points) {}

    record Maybe(Optional<Point> point) {}

    record Painted(Colour colour) {}

    @SuppressWarnings("ArrayRecordComponent")
    record Unsized(int[] numbers) {}

    @SuppressWarnings("ArrayRecordComponent")
    record Square(@Length(3) int[][] rows) {}

    @SuppressWarnings("ArrayRecordComponent")
    record Names(@Length(3) String[] names) {}

    record NoLength(@Length(0) String text) {}

    record NegativeLength(@Length(-1) String text) {}

    record OneNumber(@Length(3) int number) {}

    record WrongCode(@Code('I') int number) {}

    record UnknownCode(@Code('z') int number) {}

    record CodedText(@Code('b') @Length(3) String text) {}

    record Nothing() {}

    record Inner(Named named) {}

    record Outer(int id, Inner inner) {}

    @SuppressWarnings("ArrayRecordComponent")
    record Huge(@Length(Integer.MAX_VALUE) double[] numbers) {}

    record Refused(Class<?> type, String place, String cure) {}

    static List<Refused> refused() {
        return List.of(
                new Refused(Node.class, "Node.next is Node inside of itself", "index"),
                new Refused(Ping.class, "Ping.pong.ping is Ping inside of itself", "index"),
                new Refused(Named.class, "Named.name is a String", "@Length(n)"),
                new Refused(Outer.class, "Outer.inner.named.name is a String", "@Length(n)"),
                new Refused(Boxed.class, "Boxed.count is Integer, a reference", "declare it int"),
                new Refused(Big.class, "Big.amount is BigInteger", "@Code('Q')"),
                new Refused(Holder.class, "Holder.content is Object, a reference", "record"),
                new Refused(Listed.class, "Listed.points is List, a reference", "record"),
                new Refused(Maybe.class, "Maybe.point is Optional, a reference", "record"),
                new Refused(Painted.class, "Painted.colour is Colour, a reference", "declare it int"),
                new Refused(Unsized.class, "Unsized.numbers is int[]", "@Length(n)"),
                new Refused(Square.class, "Square.rows[] is int[], a reference", "make a record"),
                new Refused(Names.class, "Names.names[] is String, a reference", "make a record"),
                new Refused(NoLength.class, "NoLength.text has @Length(0)", "at least 1"),
                new Refused(NegativeLength.class, "NegativeLength.text has @Length(-1)", "at least 1"),
                new Refused(OneNumber.class, "OneNumber.number is int", "leave it out"),
                new Refused(WrongCode.class, "WrongCode.number is int", "is long in Java"),
                new Refused(UnknownCode.class, "UnknownCode.number has @Code('z')", "there are"),
                new Refused(CodedText.class, "CodedText.text has @Code('b')", "leave it out"),
                new Refused(Nothing.class, "Nothing has no components", "at least one"),
                new Refused(Huge.class, "Huge.numbers ends behind", "make it shorter"),
                new Refused(String.class, "a String", "ArrayCell.ofBytes"),
                new Refused(int[].class, "a int[]", "ArrayCell"),
                new Refused(BigInteger.class, "a BigInteger", "TypeCode"),
                new Refused(Colour.class, "a Colour", "TypeCode.INT"),
                new Refused(List.class, "a List", "record"),
                new Refused(void.class, "void", "record"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatIsNoStructureIsRefusedWithTheComponentAndTheCure(Refused refused) {
        for (int time = 0; time < 2; time++) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> CTypes.of(refused.type()))
                    .withMessageContaining(refused.place())
                    .withMessageContaining(refused.cure());
        }
    }

    @Test
    void valuesThatDoNotFitAreRefusedWithTheirPlace() {
        ByteBuffer memory = ByteBuffer.allocate(64).order(ByteOrder.nativeOrder());
        CType<Line> line = CTypes.of(Line.class);
        Point zero = new Point(0, 0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> line.write(memory, 0, new Line(zero, zero, "größe")))
                .withMessageContaining("component 'label' of Line: a text of 7 bytes");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> line.write(memory, 0, new Line(zero, zero, "a\0b")))
                .withMessageContaining("index 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> line.write(memory, 0, new Line(zero, zero, "\uD83D")))
                .withMessageContaining("surrogate");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> CTypes.of(Header.class).write(memory, 0, new Header(-1, 0, (short) 0, BigInteger.ONE)))
                .withMessageContaining("component 'magic' of Header")
                .withMessageContaining("0 to 4294967295");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CTypes.of(Rows.class)
                        .write(memory, 0, new Rows(new int[2], (byte) 0, new Point[2], new byte[4])))
                .withMessageContaining("component 'whole' of Rows: a int[3] holds exactly 3 elements, not 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CTypes.of(Rows.class)
                        .write(memory, 0, new Rows(new int[3], (byte) 0, new Point[2], new byte[4])))
                .withMessageContaining("component 'points' of Rows: element 0")
                .withMessageContaining("not null");
    }

    record Positive(int number) {
        Positive {
            if (number <= 0) {
                throw new IllegalArgumentException("not positive: " + number);
            }
        }
    }

    @Test
    void whatARecordOrUtf8RefusesIsToldWhenItIsRead() {
        ByteBuffer memory = ByteBuffer.allocate(64).order(ByteOrder.nativeOrder());
        assertThatIllegalStateException()
                .isThrownBy(() -> CTypes.of(Positive.class).read(memory, 0))
                .withMessageContaining("no Positive")
                .withMessageContaining("not positive: 0");
        memory.put(32, (byte) 0xFF);
        assertThatIllegalStateException()
                .isThrownBy(() -> CTypes.of(Line.class).read(memory, 0))
                .withMessageContaining("component 'label' of Line")
                .withMessageContaining("UTF-8");
    }
}
