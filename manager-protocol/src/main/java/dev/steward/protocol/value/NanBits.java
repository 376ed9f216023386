package dev.steward.protocol.value;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The bits of NaNs. To Java all NaNs are one value, but their bits may say more, such as R's NA: they travel as they are and
 * count for nothing when values are compared. An odd NaN is one with other bits than {@link Double#NaN}. Stateless.
 */
final class NanBits {

    static final long OF_DOUBLE = Double.doubleToLongBits(Double.NaN);
    static final int OF_FLOAT = Float.floatToIntBits(Float.NaN);

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private NanBits() {}

    static boolean isOdd(double value) {
        return Double.isNaN(value) && Double.doubleToRawLongBits(value) != OF_DOUBLE;
    }

    static boolean isOdd(float value) {
        return Float.isNaN(value) && Float.floatToRawIntBits(value) != OF_FLOAT;
    }

    static boolean isAnyOdd(double[] values) {
        for (double value : values) {
            if (isOdd(value)) {
                return true;
            }
        }
        return false;
    }

    static boolean isAnyOdd(float[] values) {
        for (float value : values) {
            if (isOdd(value)) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether values of a kind are arrays in which NaNs may be. */
    static boolean mayBeIn(ValueKind kind) {
        return kind == ValueKind.DOUBLES || kind == ValueKind.FLOATS;
    }

    /** Returns whether two arrays of such a kind, with tag and count, are equal. */
    static boolean equal(
            ValueKind kind, byte[] left, int leftStart, int leftEnd, byte[] right, int rightStart, int rightEnd) {
        int length = leftEnd - leftStart;
        if (length != rightEnd - rightStart) {
            return false;
        }
        int first = firstElement(left, leftStart) - leftStart;
        int unit = unit(kind);
        int at = 0;
        while (true) {
            int same = Arrays.mismatch(left, leftStart + at, leftEnd, right, rightStart + at, rightEnd);
            if (same < 0) {
                return true;
            }
            int element = first + Math.floorDiv(at + same - first, unit) * unit;
            if (element < first
                    || !isNan(kind, left, leftStart + element)
                    || !isNan(kind, right, rightStart + element)) {
                return false;
            }
            at = element + unit;
        }
    }

    /** Returns a copy of a value with no odd NaN in it, or null if there is none: in other kinds than arrays there never is. */
    static byte @Nullable [] withoutOdd(ValueKind kind, byte[] bytes, int start, int end) {
        if (!mayBeIn(kind)) {
            return null;
        }
        byte[] copy = null;
        int unit = unit(kind);
        for (int at = firstElement(bytes, start); at < end; at += unit) {
            if (isOdd(kind, bytes, at)) {
                copy = copy == null ? Arrays.copyOfRange(bytes, start, end) : copy;
                if (kind == ValueKind.DOUBLES) {
                    LONG.set(copy, at - start, OF_DOUBLE);
                } else {
                    INT.set(copy, at - start, OF_FLOAT);
                }
            }
        }
        return copy;
    }

    private static int unit(ValueKind kind) {
        return kind == ValueKind.DOUBLES ? Double.BYTES : Float.BYTES;
    }

    private static int firstElement(byte[] bytes, int start) {
        int at = start + 1;
        while (bytes[at] < 0) {
            // Of the count, all bytes but the last are negative.
            at++;
        }
        return at + 1;
    }

    private static boolean isNan(ValueKind kind, byte[] bytes, int at) {
        return kind == ValueKind.DOUBLES ? Double.isNaN(doubleAt(bytes, at)) : Float.isNaN(floatAt(bytes, at));
    }

    private static boolean isOdd(ValueKind kind, byte[] bytes, int at) {
        return kind == ValueKind.DOUBLES ? isOdd(doubleAt(bytes, at)) : isOdd(floatAt(bytes, at));
    }

    private static double doubleAt(byte[] bytes, int at) {
        return Double.longBitsToDouble((long) LONG.get(bytes, at));
    }

    private static float floatAt(byte[] bytes, int at) {
        return Float.intBitsToFloat((int) INT.get(bytes, at));
    }
}
