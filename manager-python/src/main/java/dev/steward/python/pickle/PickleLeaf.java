package dev.steward.python.pickle;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** A node that holds no others: None, a truth value, a number, a text, bytes or a bytearray. */
public final class PickleLeaf extends PickleNode {

    /** {@code None}. */
    public static final PickleLeaf NONE = new PickleLeaf(PickleKind.NONE, "None");

    /** {@code True}. */
    public static final PickleLeaf TRUE = new PickleLeaf(PickleKind.BOOL, true);

    /** {@code False}. */
    public static final PickleLeaf FALSE = new PickleLeaf(PickleKind.BOOL, false);

    private static final PickleLeaf[] SMALL = new PickleLeaf[256];

    static {
        for (int i = 0; i < SMALL.length; i++) {
            SMALL[i] = new PickleLeaf(PickleKind.INT, (long) i);
        }
    }

    /** A Boolean, Long, BigInteger beyond a Long, Double, String or byte[]. */
    private final Object value;

    private PickleLeaf(PickleKind kind, Object value) {
        super(kind);
        this.value = value;
    }

    /** Returns a truth value. */
    public static PickleLeaf of(boolean value) {
        return value ? TRUE : FALSE;
    }

    /** Returns an int. */
    public static PickleLeaf of(long value) {
        return value >= 0 && value < SMALL.length ? SMALL[(int) value] : new PickleLeaf(PickleKind.INT, value);
    }

    /** Returns an int. */
    public static PickleLeaf of(BigInteger value) {
        return value.bitLength() < Long.SIZE ? of(value.longValue()) : new PickleLeaf(PickleKind.INT, value);
    }

    /** Returns a float, a NaN with its bits. */
    public static PickleLeaf of(double value) {
        return new PickleLeaf(PickleKind.FLOAT, value);
    }

    /** Returns a str. */
    public static PickleLeaf of(String value) {
        return new PickleLeaf(PickleKind.TEXT, value);
    }

    /**
     * Returns the str that some bytes stand for: UTF-8 in which each half of a surrogate pair may stand by itself.
     *
     * @throws dev.steward.api.ProtocolException if they are something else
     */
    static PickleLeaf text(byte[] bytes, int start, int length) {
        return new PickleLeaf(PickleKind.TEXT, CodePoints.decode(bytes, start, length));
    }

    /** Returns a bytes, of which the array is kept. */
    public static PickleLeaf bytes(byte[] value) {
        return new PickleLeaf(PickleKind.BYTES, value);
    }

    /** Returns a bytearray, of which the array is kept: a new one, equal to no other by identity. */
    public static PickleLeaf bytearray(byte[] value) {
        return new PickleLeaf(PickleKind.BYTEARRAY, value);
    }

    /** Returns the truth value of a BOOL. */
    public boolean truth() {
        return (Boolean) value;
    }

    /** Returns the amount of an INT: a Long, or a BigInteger of what is beyond it. */
    public Number integer() {
        return (Number) value;
    }

    /** Returns the amount of a FLOAT. */
    public double real() {
        return (Double) value;
    }

    /**
     * Returns a TEXT as it is in Java; null where Java would join two halves of a surrogate pair that Python keeps apart.
     */
    public @Nullable String text() {
        return value instanceof String text ? text : null;
    }

    /** Returns the bytes of a BYTES or BYTEARRAY, or those of a TEXT in UTF-8 in which each half of a surrogate pair may stand by itself. Not to be changed. */
    public byte[] content() {
        return value instanceof String text ? CodePoints.encode(text) : (byte[]) value;
    }

    /** Returns about how many bytes it takes, of a text, bytes or a very large int; else 0. */
    int weight() {
        if (value instanceof String text) {
            return text.length();
        }
        if (value instanceof byte[] bytes) {
            return bytes.length;
        }
        return value instanceof BigInteger large ? large.bitLength() / Byte.SIZE : 0;
    }
}
