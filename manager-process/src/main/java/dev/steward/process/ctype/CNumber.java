package dev.steward.process.ctype;

import dev.steward.api.TypeCode;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A number, a truth value or a character: what fits a {@link Word}.
 *
 * @param <T> the class of the values
 */
public final class CNumber<T> implements CType<T> {

    /** Between the bits of a word and the value that they stand for. */
    private interface Coding<T> {

        T valueOf(long bits);

        /** Returns the bits, or throws a {@link NotInRange}. */
        long bitsOf(T value) throws NotInRange;

        /** Returns the bits of a sum. */
        long sum(long bits, T delta) throws NotInRange;
    }

    /** A value that the type does not have. Says which values it has. */
    private static final class NotInRange extends Exception {
        private static final long serialVersionUID = 1L;

        NotInRange(String range) {
            super(range, null, false, false);
        }
    }

    private static final BigInteger TWO_TO_THE_64 = BigInteger.ONE.shiftLeft(Long.SIZE);

    private final String name;
    private final TypeCode<T> code;
    private final Word word;
    private final Coding<T> coding;

    private CNumber(String name, TypeCode<T> code, int size, Coding<T> coding) {
        this.name = name;
        this.code = code;
        this.word = Word.ofSize(size);
        this.coding = coding;
    }

    /** Returns the type of C that a type code stands for. */
    // A type code and its coding have the same class: they are paired by one line each.
    @SuppressWarnings("unchecked")
    static <T> CNumber<T> of(TypeCode<T> code, DataModel model) {
        return (CNumber<T>)
                switch (code.code()) {
                    case 'b' ->
                        new CNumber<>(
                                "signed char", TypeCode.BYTE, Byte.BYTES, signed(Byte.BYTES, bits -> (byte) bits));
                    case 'B' ->
                        new CNumber<>("unsigned char", TypeCode.UNSIGNED_BYTE, Byte.BYTES, unsigned(Byte.BYTES, bits ->
                                (short) bits));
                    case 'h' ->
                        new CNumber<>("short", TypeCode.SHORT, Short.BYTES, signed(Short.BYTES, bits -> (short) bits));
                    case 'H' ->
                        new CNumber<>(
                                "unsigned short", TypeCode.UNSIGNED_SHORT, Short.BYTES, unsigned(Short.BYTES, bits ->
                                        (int) bits));
                    case 'i' ->
                        new CNumber<>("int", TypeCode.INT, Integer.BYTES, signed(Integer.BYTES, bits -> (int) bits));
                    case 'I' ->
                        new CNumber<>(
                                "unsigned int",
                                TypeCode.UNSIGNED_INT,
                                Integer.BYTES,
                                unsigned(Integer.BYTES, bits -> bits));
                    case 'l' ->
                        new CNumber<>(
                                "long", TypeCode.C_LONG, model.longSize(), signed(model.longSize(), bits -> bits));
                    case 'L' ->
                        new CNumber<>(
                                "unsigned long",
                                TypeCode.UNSIGNED_C_LONG,
                                model.longSize(),
                                new Unsigned(model.longSize()));
                    case 'q' -> new CNumber<>("long long", TypeCode.LONG, Long.BYTES, signed(Long.BYTES, bits -> bits));
                    case 'Q' ->
                        new CNumber<>(
                                "unsigned long long", TypeCode.UNSIGNED_LONG, Long.BYTES, new Unsigned(Long.BYTES));
                    case 'f' -> new CNumber<>("float", TypeCode.FLOAT, Float.BYTES, new Floats());
                    case 'd' -> new CNumber<>("double", TypeCode.DOUBLE, Double.BYTES, new Doubles());
                    case 'u' ->
                        new CNumber<>(
                                "wchar_t",
                                TypeCode.CHARACTER,
                                model.wideCharacterSize(),
                                new WideCharacters(model.wideCharacterSize()));
                    case '?' -> new CNumber<>("_Bool", TypeCode.BOOLEAN, Byte.BYTES, new Truths());
                    default -> throw new IllegalArgumentException(code + " stands for no type of C");
                };
    }

    private static <T extends Number> Whole<T> signed(int size, Narrowing<T> narrowing) {
        return new Whole<>(true, Long.SIZE - size * Byte.SIZE, narrowing);
    }

    private static <T extends Number> Whole<T> unsigned(int size, Narrowing<T> narrowing) {
        return new Whole<>(false, Long.SIZE - size * Byte.SIZE, narrowing);
    }

    @Override
    public String name() {
        return name;
    }

    /** Returns the type code. */
    public TypeCode<T> code() {
        return code;
    }

    /** Returns what it is read and written by. */
    public Word word() {
        return word;
    }

    @Override
    public int size() {
        return word.size();
    }

    @Override
    public int alignment() {
        return word.size();
    }

    @Override
    public Class<T> type() {
        return code.type();
    }

    /**
     * Returns the value of bits.
     *
     * @throws IllegalStateException if they stand for none
     */
    public T valueOf(long bits) {
        return coding.valueOf(bits);
    }

    /**
     * Returns the bits of a value.
     *
     * @throws IllegalArgumentException if it is none of this type
     */
    public long bitsOf(@Nullable Object value) {
        if (value == null) {
            throw new IllegalArgumentException("a cell of " + name + " holds no null");
        }
        if (!code.type().isInstance(value)) {
            throw new IllegalArgumentException("a cell of " + name + " holds what is "
                    + code.type().getSimpleName() + " in Java, not a "
                    + value.getClass().getSimpleName());
        }
        try {
            return coding.bitsOf(code.type().cast(value));
        } catch (NotInRange refused) {
            throw new IllegalArgumentException("a cell of " + name + " (" + code + ") cannot hold " + shown(value)
                    + ": it holds " + refused.getMessage() + "; take a wider type code");
        }
    }

    private static String shown(Object value) {
        return value instanceof Character character
                ? String.format("U+%04X", (int) character)
                : value instanceof BigInteger large && large.bitLength() > 2 * Long.SIZE
                        ? "a number of " + large.bitLength() + " bits"
                        : value.toString();
    }

    /**
     * Returns the bits of what comes of adding to the value that bits stand for.
     *
     * @throws IllegalArgumentException if that is none of this type, or it holds no numbers
     */
    public long sum(long bits, T delta) {
        try {
            return coding.sum(bits, delta);
        } catch (NotInRange refused) {
            throw new IllegalArgumentException("a cell of " + name + " (" + code + ") that holds " + valueOf(bits)
                    + " cannot take " + shown(delta) + " more: it holds " + refused.getMessage()
                    + "; it is unchanged");
        }
    }

    @Override
    public T read(ByteBuffer memory, int at) {
        return coding.valueOf(word.get(memory, at));
    }

    @Override
    public void write(ByteBuffer memory, int at, @Nullable Object value) {
        word.put(memory, at, bitsOf(value));
    }

    @Override
    public String toString() {
        return name;
    }

    /** From bits to one of the classes of whole numbers. */
    private interface Narrowing<T> {
        T of(long bits);
    }

    /**
     * Whole numbers that fit a long.
     *
     * @param signed whether the highest bit is the sign
     * @param unused how many bits of a long they do not have
     */
    private record Whole<T extends Number>(boolean signed, int unused, Narrowing<T> narrowing) implements Coding<T> {

        private long extended(long bits) {
            return signed ? bits << unused >> unused : bits << unused >>> unused;
        }

        @Override
        public T valueOf(long bits) {
            return narrowing.of(extended(bits));
        }

        @Override
        public long bitsOf(T value) throws NotInRange {
            return checked(value.longValue());
        }

        @Override
        public long sum(long bits, T delta) throws NotInRange {
            long before = extended(bits);
            long added = delta.longValue();
            long sum = before + added;
            if (((before ^ sum) & (added ^ sum)) < 0) {
                throw outside();
            }
            return checked(sum);
        }

        private long checked(long amount) throws NotInRange {
            if (extended(amount) != amount) {
                throw outside();
            }
            return amount;
        }

        private NotInRange outside() {
            long most = signed ? Long.MAX_VALUE >> unused : -1L >>> unused;
            return new NotInRange((signed ? -most - 1 : 0) + " to " + most);
        }
    }

    private record Unsigned(int size) implements Coding<BigInteger> {
        @Override
        public BigInteger valueOf(long bits) {
            long cut = size == Long.BYTES ? bits : bits & 0xFFFF_FFFFL;
            BigInteger signed = BigInteger.valueOf(cut);
            return cut >= 0 ? signed : signed.add(TWO_TO_THE_64);
        }

        @Override
        public long bitsOf(BigInteger value) throws NotInRange {
            if (value.signum() < 0 || value.bitLength() > size * Byte.SIZE) {
                throw new NotInRange(
                        "0 to " + BigInteger.ONE.shiftLeft(size * Byte.SIZE).subtract(BigInteger.ONE));
            }
            return value.longValue();
        }

        @Override
        public long sum(long bits, BigInteger delta) throws NotInRange {
            return bitsOf(valueOf(bits).add(delta));
        }
    }

    private record Floats() implements Coding<Float> {
        @Override
        public Float valueOf(long bits) {
            return Float.intBitsToFloat((int) bits);
        }

        @Override
        public long bitsOf(Float value) {
            return Float.floatToRawIntBits(value);
        }

        @Override
        public long sum(long bits, Float delta) {
            return bitsOf(valueOf(bits) + delta);
        }
    }

    private record Doubles() implements Coding<Double> {
        @Override
        public Double valueOf(long bits) {
            return Double.longBitsToDouble(bits);
        }

        @Override
        public long bitsOf(Double value) {
            return Double.doubleToRawLongBits(value);
        }

        @Override
        public long sum(long bits, Double delta) {
            return bitsOf(valueOf(bits) + delta);
        }
    }

    /** Two or four bytes, of which Java's character has the lower two. */
    private record WideCharacters(int size) implements Coding<Character> {
        @Override
        public Character valueOf(long bits) {
            int codePoint = size == Character.BYTES ? (char) bits : (int) bits;
            if (codePoint >>> Character.SIZE != 0) {
                throw new IllegalStateException(String.format(
                        "the wchar_t U+%04X does not fit a Java char; have it as a number, with type code 'I'",
                        codePoint));
            }
            return (char) codePoint;
        }

        @Override
        public long bitsOf(Character value) {
            return value;
        }

        @Override
        public long sum(long bits, Character delta) throws NotInRange {
            throw new NotInRange("characters, and no numbers");
        }
    }

    private record Truths() implements Coding<Boolean> {
        @Override
        public Boolean valueOf(long bits) {
            return (byte) bits != 0;
        }

        @Override
        public long bitsOf(Boolean value) {
            return value ? 1 : 0;
        }

        @Override
        public long sum(long bits, Boolean delta) throws NotInRange {
            throw new NotInRange("true or false, and no numbers");
        }
    }
}
