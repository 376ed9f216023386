package dev.steward.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.Code;
import dev.steward.api.Length;
import dev.steward.api.TypeCode;
import dev.steward.process.ctype.CTypes;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Java lays into memory Python reads there with ctypes, array and memoryview, and the other way round. */
@Tag("one-jdk")
class CellsWithPythonTest {

    record Point(double x, double y) {}

    record Padded(byte first, int second, short third, long fourth, boolean fifth, float sixth) {}

    record Header(
            @Code('H') int version,
            @Code('I') long magic,
            @Code('B') short kind,
            @Code('Q') BigInteger size,
            @Code('l') long offset) {}

    // Compared by its elements below.
    @SuppressWarnings("ArrayRecordComponent")
    record Shape(
            char letter,
            @Length(5) String name,
            Point centre,
            @Length(3) int[] numbers,
            @Length(2) Point[] corners,
            boolean closed,
            @Length(3) byte[] bytes) {}

    private static final String STRUCTURES = """
        from ctypes import *
        class Point(Structure):
            _fields_ = [('x', c_double), ('y', c_double)]
        class Padded(Structure):
            _fields_ = [('first', c_byte), ('second', c_int), ('third', c_short), ('fourth', c_longlong),
                        ('fifth', c_bool), ('sixth', c_float)]
        class Header(Structure):
            _fields_ = [('version', c_ushort), ('magic', c_uint), ('kind', c_ubyte), ('size', c_ulonglong),
                        ('offset', c_long)]
        class Shape(Structure):
            _fields_ = [('letter', c_wchar), ('name', c_char * 5), ('centre', Point), ('numbers', c_int * 3),
                        ('corners', Point * 2), ('closed', c_bool), ('bytes', c_byte * 3)]
        """;

    private static final String OPENED = STRUCTURES + """
        memory = SharedMemory(sys.argv[1])
        untracked(sys.argv[1])
        """;

    @RegisterExtension
    private final SharedMemoryNames names = new SharedMemoryNames();

    @BeforeAll
    static void assumePython() throws InterruptedException {
        Python.assumeThere();
    }

    private static String in(List<String> lines) {
        return String.join("\n", lines);
    }

    @Test
    void structuresAreAsLargeAndAsAligned() throws Exception {
        List<Class<?>> records = List.of(Point.class, Padded.class, Header.class, Shape.class);
        assertThat(Python.run(STRUCTURES
                        + "for each in (Point, Padded, Header, Shape): print(each.__name__,"
                        + " sizeof(each), alignment(each))"))
                .isEqualTo(records.stream()
                        .map(type -> type.getSimpleName() + " "
                                + CTypes.of(type).size() + " " + CTypes.of(type).alignment())
                        .toList());
    }

    @Test
    void structuresAreReadAndWrittenByBoth() throws Exception {
        String name = names.next();
        try (SharedMemory block = SharedMemory.create(name, 1024)) {
            ArrayCell<Shape> shapes = ArrayCell.at(block, 0, Shape.class, 2);
            ValueCell<Padded> padded = ValueCell.at(block, 512, Padded.class);
            ValueCell<Header> header = ValueCell.at(block, 768, Header.class);
            shapes.set(
                    1,
                    new Shape(
                            'ß',
                            "gröt",
                            new Point(1.5, -2.5),
                            new int[] {1, -2, 3},
                            new Point[] {new Point(4, 5), new Point(6, 7)},
                            true,
                            new byte[] {1, -2, 3}));
            padded.set(new Padded((byte) -1, 2, (short) -3, Long.MIN_VALUE, true, 0.5f));
            header.set(new Header(
                    65_535,
                    4_294_967_295L,
                    (short) 255,
                    BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE),
                    -1));
            assertThat(in(Python.run(OPENED + """
                shapes = (Shape * 2).from_buffer_copy(memory.buf)
                shape = shapes[1]
                print(shape.letter, shape.name.decode(), shape.centre.x, shape.centre.y, *shape.numbers)
                print(*[(p.x, p.y) for p in shape.corners], shape.closed, *shape.bytes)
                padded = Padded.from_buffer_copy(memory.buf, 512)
                print(padded.first, padded.second, padded.third, padded.fourth, padded.fifth, padded.sixth)
                header = Header.from_buffer_copy(memory.buf, 768)
                print(header.version, header.magic, header.kind, header.size, header.offset)

                shapes[0] = Shape('x', b'Anna', Point(0.25, 0.75), (7, 8, 9),
                                  (Point(1, 2), Point(3, 4)), False, (4, 5, 6))
                memory.buf[0:sizeof(shapes)] = bytes(shapes)
                memory.buf[512:512 + sizeof(Padded)] = bytes(Padded(5, -6, 7, 8, False, -1.5))
                memory.buf[768:768 + sizeof(Header)] = bytes(Header(1, 2, 3, 4, 5))
                memory.close()
                """, name))).isEqualTo("""
                    ß gröt 1.5 -2.5 1 -2 3
                    (4.0, 5.0) (6.0, 7.0) True 1 -2 3
                    -1 2 -3 -9223372036854775808 True 0.5
                    65535 4294967295 255 18446744073709551615 -1\
                    """);
            assertThat(shapes.get(0))
                    .usingRecursiveComparison()
                    .isEqualTo(new Shape(
                            'x',
                            "Anna",
                            new Point(0.25, 0.75),
                            new int[] {7, 8, 9},
                            new Point[] {new Point(1, 2), new Point(3, 4)},
                            false,
                            new byte[] {4, 5, 6}));
            assertThat(padded.get()).isEqualTo(new Padded((byte) 5, -6, (short) 7, 8, false, -1.5f));
            assertThat(header.get()).isEqualTo(new Header(1, 2, (short) 3, BigInteger.valueOf(4), 5));
            assertThat(block.unlink()).isTrue();
        }
    }

    /** A value, and what Python makes of it. */
    private record Sample<T>(TypeCode<T> code, T value, String python) {}

    static List<Sample<?>> samples() {
        return List.of(
                new Sample<>(TypeCode.BYTE, (byte) -128, "-128"),
                new Sample<>(TypeCode.UNSIGNED_BYTE, (short) 255, "255"),
                new Sample<>(TypeCode.SHORT, (short) -32_768, "-32768"),
                new Sample<>(TypeCode.UNSIGNED_SHORT, 65_535, "65535"),
                new Sample<>(TypeCode.INT, Integer.MIN_VALUE, "-2147483648"),
                new Sample<>(TypeCode.UNSIGNED_INT, 4_294_967_295L, "4294967295"),
                new Sample<>(TypeCode.C_LONG, -7L, "-7"),
                new Sample<>(TypeCode.UNSIGNED_C_LONG, BigInteger.TEN, "10"),
                new Sample<>(TypeCode.LONG, Long.MIN_VALUE, "-9223372036854775808"),
                new Sample<>(TypeCode.UNSIGNED_LONG, BigInteger.ONE.shiftLeft(63), "9223372036854775808"),
                new Sample<>(TypeCode.FLOAT, 0.1f, "0.10000000149011612"),
                new Sample<>(TypeCode.DOUBLE, 0.1, "0.1"),
                new Sample<>(TypeCode.CHARACTER, '\u20AC', "\u20AC"),
                new Sample<>(TypeCode.BOOLEAN, true, "True"));
    }

    @ParameterizedTest
    @MethodSource("samples")
    <T> void numbersAreReadAndWrittenByBoth(Sample<T> sample) throws Exception {
        String name = names.next();
        try (SharedMemory block = SharedMemory.create(name, 32)) {
            ValueCell<T> cell = ValueCell.at(block, 8, sample.code());
            cell.set(sample.value());
            assertThat(Python.run(
                            OPENED + """
                                from multiprocessing.sharedctypes import typecode_to_type
                                kind = c_bool if sys.argv[2] == '?' else typecode_to_type[sys.argv[2]]
                                there = kind.from_buffer_copy(memory.buf, 8)
                                print(there.value, sizeof(kind))
                                memory.buf[16:16 + sizeof(kind)] = bytes(kind(there.value))
                                memory.close()
                                """, name, String.valueOf(sample.code().code())))
                    .containsExactly(
                            sample.python() + " " + CTypes.of(sample.code()).size());
            assertThat(ValueCell.at(block, 16, sample.code()).get()).isEqualTo(sample.value());
            assertThat(block.unlink()).isTrue();
        }
    }

    @Test
    void anArrayOfPythonIsOne() throws Exception {
        String name = names.next();
        try (SharedMemory block = SharedMemory.create(name, 64)) {
            ArrayCell<Integer> numbers = ArrayCell.at(block, 0, TypeCode.INT, 4);
            numbers.copyFrom(0, new int[] {1, -2, 3, -4});
            assertThat(Python.run(OPENED + """
                from array import array
                numbers = array('i', bytes(memory.buf[0:16]))
                print(numbers)
                memory.buf[0:16] = array('i', [n * n for n in numbers]).tobytes()
                memory.close()
                """, name)).containsExactly("array('i', [1, -2, 3, -4])");
            assertThat(numbers).containsExactly(1, 4, 9, 16);
            assertThat(block.unlink()).isTrue();
        }
    }

    @Test
    void threeMegabytesAreReadAsNumpyDoes() throws Exception {
        int length = 3 * 1024 * 1024 / Double.BYTES;
        String name = names.next();
        try (SharedMemory block = SharedMemory.create(name, 3 * 1024 * 1024)) {
            ArrayCell<Double> numbers = ArrayCell.at(block, 0, TypeCode.DOUBLE, length);
            double[] given = DoubleStream.iterate(0, n -> n + 1).limit(length).toArray();
            numbers.copyFrom(0, given);
            assertThat(Python.run(OPENED + """
                numbers = memory.buf.cast('d')
                print(len(numbers), int(sum(numbers)), numbers[0], numbers[-1])
                for i in range(0, len(numbers), 1000):
                    numbers[i] = -numbers[i]
                numbers.release()
                memory.close()
                """, name))
                    .containsExactly(length + " " + (long) length * (length - 1) / 2 + " 0.0 " + (length - 1.0));
            double[] taken = new double[length];
            numbers.copyTo(0, taken);
            for (int i = 0; i < length; i += 1000) {
                given[i] = -given[i];
            }
            assertThat(taken).isEqualTo(given);
            assertThat(block.unlink()).isTrue();
        }
    }

    @Test
    void aTextEndsWhereBothSay() throws Exception {
        String name = names.next();
        try (SharedMemory block = SharedMemory.create(name, 16)) {
            ArrayCell<Byte> text = ArrayCell.at(block, 0, TypeCode.BYTE, 11);
            text.setText("hello");
            assertThat(Python.run(OPENED + """
                text = (c_char * 11).from_buffer_copy(memory.buf)
                print(text.value)
                text.value = text.value.upper() + b' world'
                memory.buf[0:11] = bytes(text)
                memory.close()
                """, name)).containsExactly("b'hello'");
            assertThat(text.text()).isEqualTo("HELLO world");
            assertThat(block.unlink()).isTrue();
        }
    }
}
