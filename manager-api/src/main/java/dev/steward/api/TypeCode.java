package dev.steward.api;

/**
 * The type of a cell of a {@link SharedValue}: Python's type codes of {@code array} and {@code ctypes}. What does not fit
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
    /** {@code 'q'}: 64 bits, signed. */
    public static final TypeCode<Long> LONG = new TypeCode<>('q', Long.class);
    /** {@code 'f'}: a 32-bit float. */
    public static final TypeCode<Float> FLOAT = new TypeCode<>('f', Float.class);
    /** {@code 'd'}: a 64-bit float. */
    public static final TypeCode<Double> DOUBLE = new TypeCode<>('d', Double.class);
    /** {@code 'u'}: one UTF-16 character. */
    public static final TypeCode<Character> CHARACTER = new TypeCode<>('u', Character.class);
    /** {@code '?'}: true or false. */
    public static final TypeCode<Boolean> BOOLEAN = new TypeCode<>('?', Boolean.class);

    private final char code;
    private final Class<T> type;

    private TypeCode(char code, Class<T> type) {
        this.code = code;
        this.type = type;
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
