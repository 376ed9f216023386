package dev.steward.process.memory;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A value as Python's {@code ShareableList} keeps it.
 *
 * @param format what {@code struct.pack} writes it by
 * @param code what Python makes of it when it is read: nothing, a text, bytes, None
 * @param bytes what is written, without the zeros behind a text or bytes
 */
// Never compared.
@SuppressWarnings("ArrayRecordComponent")
record ListElement(String format, byte code, byte[] bytes) {

    static final int WORD = Long.BYTES;

    static final byte AS_IT_IS = 0;
    static final byte TEXT = 1;
    static final byte BYTES = 2;
    static final byte NONE = 3;

    static final String WHOLE = "q";
    static final String FLOATING = "d";
    static final String TRUTH = "xxxxxxx?";
    static final String NOTHING = "xxxxxx?x";

    /** A format has at most eight letters. */
    private static final int LONGEST = 9_999_992;

    private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

    /**
     * Returns a value as it is kept.
     *
     * @throws IllegalArgumentException if the list cannot have it; says so of the place
     */
    static ListElement of(int place, @Nullable Object value) {
        if (value == null) {
            return new ListElement(NOTHING, NONE, new byte[WORD]);
        }
        if (value instanceof Boolean truth) {
            byte[] bytes = new byte[WORD];
            bytes[WORD - 1] = (byte) (truth ? 1 : 0);
            return new ListElement(TRUTH, AS_IT_IS, bytes);
        }
        if (value instanceof Double || value instanceof Float) {
            return new ListElement(
                    FLOATING,
                    AS_IT_IS,
                    word().putDouble(((Number) value).doubleValue()).array());
        }
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return new ListElement(
                    WHOLE,
                    AS_IT_IS,
                    word().putLong(((Number) value).longValue()).array());
        }
        if (value instanceof BigInteger large) {
            if (large.compareTo(LEAST) < 0 || large.compareTo(MOST) > 0) {
                throw refused(place, "is " + shortened(large) + ", and a whole number has 64 bits: set it as a text");
            }
            return new ListElement(
                    WHOLE, AS_IT_IS, word().putLong(large.longValue()).array());
        }
        if (value instanceof String text) {
            return sized(place, TEXT, utf8(place, text));
        }
        if (value instanceof byte[] bytes) {
            return sized(place, BYTES, bytes.clone());
        }
        throw refused(
                place,
                "is a " + value.getClass().getName()
                        + ": a ShareableList has whole numbers, Double, Boolean, String, byte[] and null");
    }

    private static ByteBuffer word() {
        return ByteBuffer.allocate(WORD).order(ByteOrder.nativeOrder());
    }

    private static String shortened(BigInteger large) {
        return large.bitLength() > 128 ? "a number of " + large.bitLength() + " bits" : large.toString();
    }

    private static byte[] utf8(int place, String text) {
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (CharacterCodingException halfAPair) {
            throw refused(place, "has half of a surrogate pair, which UTF-8 cannot write", halfAPair);
        }
    }

    private static ListElement sized(int place, byte code, byte[] bytes) {
        int room = WORD * (bytes.length / WORD + 1);
        if (bytes.length > LONGEST || room > LONGEST) {
            throw refused(
                    place,
                    "takes " + bytes.length + " bytes and may take " + (LONGEST - 1)
                            + ": keep it in a SharedMemory of its own");
        }
        return new ListElement(room + "s", code, bytes);
    }

    /** Returns how many bytes its place gets in a new list. */
    int room() {
        return WORD * (isSized() ? bytes.length / WORD + 1 : 1);
    }

    /** Returns whether it is a text or bytes, which may be longer than a word. */
    boolean isSized() {
        return code == TEXT || code == BYTES;
    }

    private static IllegalArgumentException refused(int place, String why) {
        return new IllegalArgumentException("element " + place + " " + why);
    }

    private static IllegalArgumentException refused(int place, String why, Exception cause) {
        return new IllegalArgumentException("element " + place + " " + why, cause);
    }

    /** Returns whether Python finds two values the same: numbers by their amount, whatever their kind, and true is 1. */
    static boolean areEqual(@Nullable Object one, @Nullable Object other) {
        if (one instanceof byte[] bytes && other instanceof byte[] others) {
            return Arrays.equals(bytes, others);
        }
        Object number = numberOf(one);
        Object otherNumber = numberOf(other);
        if (number instanceof BigDecimal amount && otherNumber instanceof BigDecimal otherAmount) {
            return amount.compareTo(otherAmount) == 0;
        }
        if (number instanceof Double infinite && otherNumber instanceof Double otherInfinite) {
            return infinite.doubleValue() == otherInfinite.doubleValue();
        }
        return Objects.equals(number, otherNumber);
    }

    /** Returns the amount of a number; one that is infinite or none as it is; what is no number as it is. */
    private static @Nullable Object numberOf(@Nullable Object value) {
        if (value instanceof Boolean truth) {
            return truth ? BigDecimal.ONE : BigDecimal.ZERO;
        }
        if (value instanceof Double || value instanceof Float) {
            double amount = ((Number) value).doubleValue();
            return Double.isFinite(amount) ? (Object) new BigDecimal(amount) : (Object) amount;
        }
        if (value instanceof BigInteger large) {
            return new BigDecimal(large);
        }
        return value instanceof Number number && !(value instanceof BigDecimal)
                ? BigDecimal.valueOf(number.longValue())
                : value;
    }
}
