package dev.steward.api;

import java.math.BigInteger;
import java.util.List;

/**
 * The type of a cell of a {@link SharedValue} or a {@link SharedArray}: Python's type codes of {@code array} and {@code ctypes}. What does not fit
 * the range is refused.
 *
 * @param <T> the Java type of the value
 */
public final class TypeCode<T> {

    /** {@code 'b'}: a signed byte. */
    public static final TypeCode<Byte> BYTE = new TypeCode<>('b', Byte.class);
    /** {@code 'B'}: an unsigned byte, 0 to 255. */
    public static final TypeCode<Short> UNSIGNED_BYTE = new TypeCode<>('B', Short.class);
    /** {@code 'h'}: 16 bits, signed. */
    public static final TypeCode<Short> SHORT = new TypeCode<>('h', Short.class);
    /** {@code 'H'}: 16 bits, unsigned. */
    public static final TypeCode<Integer> UNSIGNED_SHORT = new TypeCode<>('H', Integer.class);
    /** {@code 'i'}: 32 bits, signed. */
    public static final TypeCode<Integer> INT = new TypeCode<>('i', Integer.class);
    /** {@code 'I'}: 32 bits, unsigned. */
    public static final TypeCode<Long> UNSIGNED_INT = new TypeCode<>('I', Long.class);
    /** {@code 'l'}: a C long, here always 64 bits, signed. */
    public static final TypeCode<Long> C_LONG = new TypeCode<>('l', Long.class);
    /** {@code 'L'}: an unsigned C long, here always 64 bits. */
    public static final TypeCode<BigInteger> UNSIGNED_C_LONG = new TypeCode<>('L', BigInteger.class);
    /** {@code 'q'}: 64 bits, signed. */
    public static final TypeCode<Long> LONG = new TypeCode<>('q', Long.class);
    /** {@code 'Q'}: 64 bits, unsigned. */
    public static final TypeCode<BigInteger> UNSIGNED_LONG = new TypeCode<>('Q', BigInteger.class);
    /** {@code 'f'}: a 32-bit float. */
    public static final TypeCode<Float> FLOAT = new TypeCode<>('f', Float.class);
    /** {@code 'd'}: a 64-bit float. */
    public static final TypeCode<Double> DOUBLE = new TypeCode<>('d', Double.class);
    /** {@code 'u'}: one UTF-16 character. */
    public static final TypeCode<Character> CHARACTER = new TypeCode<>('u', Character.class);
    /** {@code '?'}: true or false. */
    public static final TypeCode<Boolean> BOOLEAN = new TypeCode<>('?', Boolean.class);

    private static final List<TypeCode<?>> ALL = List.of(
            BYTE,
            UNSIGNED_BYTE,
            SHORT,
            UNSIGNED_SHORT,
            INT,
            UNSIGNED_INT,
            C_LONG,
            UNSIGNED_C_LONG,
            LONG,
            UNSIGNED_LONG,
            FLOAT,
            DOUBLE,
            CHARACTER,
            BOOLEAN);

    private final char code;
    private final Class<T> type;

    private TypeCode(char code, Class<T> type) {
        this.code = code;
        this.type = type;
    }

    /** Returns all type codes. */
    public static List<TypeCode<?>> values() {
        return ALL;
    }

    /**
     * Returns the type code of one of Python's letters.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static TypeCode<?> of(char code) {
        for (TypeCode<?> known : ALL) {
            if (known.code == code) {
                return known;
            }
        }
        throw new IllegalArgumentException("no type code '" + code + "'; there are " + ALL);
    }

    /** Returns Python's letter. */
    public char code() {
        return code;
    }

    /** Returns the Java class of the value. */
    public Class<T> type() {
        return type;
    }

    @Override
    public String toString() {
        return "TypeCode('" + code + "')";
    }
}
