package dev.steward.python.value;

import dev.steward.python.pickle.GlobalName;
import dev.steward.python.pickle.PickleInstance;
import dev.steward.python.pickle.PickleKind;
import dev.steward.python.pickle.PickleLeaf;
import dev.steward.python.pickle.PickleNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Python's {@code array.array}. Those of the codes h, i, q, f and d are Java's arrays of numbers of the same size. Others have
 * no such twin: Java sees their numbers, and Python's code is kept with the pickle. Stateless.
 *
 * @param code the letter of the type
 * @param numbers a short[], int[], long[], float[], double[], or byte[]
 */
record PythonArray(char code, Object numbers) {

    /** The module, and the one class in it. */
    private static final String MODULE = "array";

    private static final GlobalName ARRAY = GlobalName.of(MODULE, MODULE);
    private static final GlobalName RECONSTRUCTOR = GlobalName.of(MODULE, "_array_reconstructor");

    /** The codes whose sizes are the same on all machines. */
    private static final String CODES = "bBhHiIqfd";

    private static final int[] SIZES = {1, 1, 2, 2, 4, 4, 8, 4, 8};

    /** Formats of {@code _array_reconstructor}: for each code the number of the one with the lowest byte first. */
    private static final int[] FORMATS = {1, 0, 4, 2, 8, 6, 12, 14, 16};

    private static final int MOST_FORMATS = 18;

    /** Returns about how many bytes the numbers of an instance take, if it is an array. */
    static int sizeOf(PickleInstance instance) {
        boolean isArray = instance.isCallOf(MODULE, MODULE) || instance.isCallOf(MODULE, "_array_reconstructor");
        PickleNode arguments = instance.arguments();
        if (!isArray || arguments.size() == 0) {
            return 0;
        }
        PickleNode content = arguments.part(arguments.size() - 1);
        return content.kind() == PickleKind.BYTES
                ? 2 * ((PickleLeaf) content).content().length
                : Long.BYTES * content.size();
    }

    /** Returns what numbers an array has, or null if it is none of which that can be said. */
    static @Nullable PythonArray of(PickleInstance instance) {
        if (instance.making() != PickleInstance.Making.CALL || instance.steps() > 0) {
            return null;
        }
        PickleNode arguments = instance.arguments();
        if (instance.isCallOf(MODULE, MODULE) && arguments.size() == 2) {
            int row = rowOf(arguments.part(0));
            if (row < 0) {
                return null;
            }
            if (arguments.part(1).kind() == PickleKind.LIST) {
                return ofList(row, arguments.part(1));
            }
            // What multiprocessing writes: the memory of the sender, taken for one with the lowest byte first.
            return ofBytes(row, arguments.part(1), ByteOrder.LITTLE_ENDIAN);
        }
        boolean isReconstructed = instance.isCallOf(MODULE, "_array_reconstructor")
                && arguments.size() == 4
                && arguments.part(0) instanceof GlobalName type
                && type.is(MODULE, MODULE);
        return isReconstructed ? reconstructed(arguments) : null;
    }

    private static int rowOf(PickleNode code) {
        String letter = code.kind() == PickleKind.TEXT ? ((PickleLeaf) code).text() : null;
        return letter == null || letter.length() != 1 ? -1 : CODES.indexOf(letter);
    }

    /** A code may have another size on another machine; the format says which it was. */
    private static @Nullable PythonArray reconstructed(PickleNode arguments) {
        PickleNode format = arguments.part(2);
        long number = format.kind() == PickleKind.INT
                ? ((PickleLeaf) format).integer().longValue()
                : -1;
        if (number < 0 || number >= MOST_FORMATS) {
            return null;
        }
        boolean isHighestFirst = number > 1 && number % 2 == 1;
        for (int row = 0; row < FORMATS.length; row++) {
            if (FORMATS[row] == number - (isHighestFirst ? 1 : 0)) {
                ByteOrder order = isHighestFirst ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
                PythonArray array = ofBytes(row, arguments.part(3), order);
                String code =
                        arguments.part(1).kind() == PickleKind.TEXT ? ((PickleLeaf) arguments.part(1)).text() : null;
                return array == null || code == null || code.length() != 1
                        ? null
                        : new PythonArray(code.charAt(0), array.numbers);
            }
        }
        return null;
    }

    private static @Nullable PythonArray ofBytes(int row, PickleNode content, ByteOrder order) {
        byte[] bytes = content.kind() == PickleKind.BYTES ? ((PickleLeaf) content).content() : null;
        if (bytes == null || bytes.length % SIZES[row] != 0) {
            return null;
        }
        ByteBuffer in = ByteBuffer.wrap(bytes).order(order);
        int count = bytes.length / SIZES[row];
        char code = CODES.charAt(row);
        return new PythonArray(code, numbers(code, count, in));
    }

    private static Object numbers(char code, int count, ByteBuffer in) {
        switch (code) {
            case 'h' -> {
                short[] numbers = new short[count];
                in.asShortBuffer().get(numbers);
                return numbers;
            }
            case 'H' -> {
                int[] numbers = new int[count];
                for (int i = 0; i < count; i++) {
                    numbers[i] = in.getShort() & 0xFFFF;
                }
                return numbers;
            }
            case 'i' -> {
                int[] numbers = new int[count];
                in.asIntBuffer().get(numbers);
                return numbers;
            }
            case 'I' -> {
                long[] numbers = new long[count];
                for (int i = 0; i < count; i++) {
                    numbers[i] = in.getInt() & 0xFFFFFFFFL;
                }
                return numbers;
            }
            case 'q' -> {
                long[] numbers = new long[count];
                in.asLongBuffer().get(numbers);
                return numbers;
            }
            case 'f' -> {
                float[] numbers = new float[count];
                in.asFloatBuffer().get(numbers);
                return numbers;
            }
            case 'd' -> {
                double[] numbers = new double[count];
                in.asDoubleBuffer().get(numbers);
                return numbers;
            }
            default -> {
                byte[] numbers = new byte[count];
                in.get(numbers);
                return numbers;
            }
        }
    }

    /** The numbers one by one, as protocols below 3 have them. */
    private static @Nullable PythonArray ofList(int row, PickleNode list) {
        ByteBuffer bytes = ByteBuffer.allocate(list.size() * SIZES[row]).order(ByteOrder.LITTLE_ENDIAN);
        char code = CODES.charAt(row);
        for (int i = 0; i < list.size(); i++) {
            if (!(list.part(i) instanceof PickleLeaf leaf) || !put(bytes, code, leaf)) {
                return null;
            }
        }
        return new PythonArray(code, numbers(code, list.size(), bytes.flip().order(ByteOrder.LITTLE_ENDIAN)));
    }

    private static boolean put(ByteBuffer bytes, char code, PickleLeaf leaf) {
        if (code == 'f' || code == 'd') {
            if (leaf.kind() != PickleKind.FLOAT) {
                return false;
            }
            ByteBuffer ignored = code == 'f' ? bytes.putFloat((float) leaf.real()) : bytes.putDouble(leaf.real());
            return true;
        }
        if (leaf.kind() != PickleKind.INT || !(leaf.integer() instanceof Long amount)) {
            return false;
        }
        int bits = Byte.SIZE * SIZES[CODES.indexOf(code)];
        boolean isUnsigned = Character.isUpperCase(code);
        long least = isUnsigned ? 0 : -1L << (bits - 1);
        long most = isUnsigned ? (1L << bits) - 1 : ~(-1L << (bits - 1));
        if (amount < least || amount > most) {
            return false;
        }
        for (int i = 0; i < bits; i += Byte.SIZE) {
            bytes.put((byte) (amount >> i));
        }
        return true;
    }

    /** Returns whether Java's array says all of it, so that nothing else needs to be kept. */
    boolean isWhole() {
        return switch (code) {
            case 'h' -> numbers instanceof short[];
            case 'i' -> numbers instanceof int[];
            case 'q' -> numbers instanceof long[];
            case 'f' -> numbers instanceof float[];
            case 'd' -> numbers instanceof double[];
            default -> false;
        };
    }

    /** Returns the array of Python that one of Java is, or null if it is none of numbers, or of bytes. */
    static @Nullable PickleNode nodeOf(Object array) {
        if (array instanceof short[] numbers) {
            byte[] bytes = room(numbers.length, Short.BYTES);
            in(bytes).asShortBuffer().put(numbers);
            return node('h', bytes);
        }
        if (array instanceof int[] numbers) {
            byte[] bytes = room(numbers.length, Integer.BYTES);
            in(bytes).asIntBuffer().put(numbers);
            return node('i', bytes);
        }
        if (array instanceof long[] numbers) {
            byte[] bytes = room(numbers.length, Long.BYTES);
            in(bytes).asLongBuffer().put(numbers);
            return node('q', bytes);
        }
        if (array instanceof float[] numbers) {
            byte[] bytes = room(numbers.length, Float.BYTES);
            in(bytes).asFloatBuffer().put(numbers);
            return node('f', bytes);
        }
        if (array instanceof double[] numbers) {
            byte[] bytes = room(numbers.length, Double.BYTES);
            in(bytes).asDoubleBuffer().put(numbers);
            return node('d', bytes);
        }
        return null;
    }

    private static byte[] room(int count, int size) {
        return new byte[Math.multiplyExact(count, size)];
    }

    private static ByteBuffer in(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static PickleNode node(char code, byte[] bytes) {
        return PickleInstance.call(
                RECONSTRUCTOR,
                ARRAY,
                PickleLeaf.of(String.valueOf(code)),
                PickleLeaf.of(FORMATS[CODES.indexOf(code)]),
                PickleLeaf.bytes(bytes));
    }
}
