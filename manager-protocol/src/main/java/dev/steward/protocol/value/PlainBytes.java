package dev.steward.protocol.value;

import com.esotericsoftware.kryo.io.Output;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * The bytes of the plain values that are sent most, made without Kryo: the same that it would write. Stateless.
 */
final class PlainBytes {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private PlainBytes() {}

    static byte[] ofLong(long value) {
        return ofVarint(ValueKind.LONG, value << 1 ^ value >> 63);
    }

    static byte[] ofInt(int value) {
        return ofVarint(ValueKind.INT, (value << 1 ^ value >> 31) & 0xFFFF_FFFFL);
    }

    private static byte[] ofVarint(ValueKind kind, long zigzag) {
        byte[] bytes = new byte[1 + Output.varLongLength(zigzag, true)];
        bytes[0] = kind.tag();
        long rest = zigzag;
        int last = bytes.length - 1;
        for (int at = 1; at < last; at++) {
            bytes[at] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[last] = (byte) rest; // Below 0x80, or the whole ninth byte of a long.
        return bytes;
    }

    static byte[] ofDouble(double value) {
        byte[] bytes = new byte[1 + Long.BYTES];
        bytes[0] = ValueKind.DOUBLE.tag();
        LONG.set(bytes, 1, Double.doubleToRawLongBits(value));
        return bytes;
    }

    static byte[] ofText(String value) {
        int length = Utf8.length(value);
        if (length < 0) {
            return ofHalfSurrogates(value);
        }
        int start = startSize(length);
        byte[] bytes = start(ValueKind.TEXT, length, start + length);
        Utf8.write(value, length, bytes, start);
        return bytes;
    }

    private static byte[] ofHalfSurrogates(String value) {
        int start = startSize(value.length());
        byte[] bytes = start(
                ValueKind.TEXT_UTF16, value.length(), Math.addExact(start, Math.multiplyExact(2, value.length())));
        ByteBuffer.wrap(bytes, start, bytes.length - start)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asCharBuffer()
                .put(value);
        return bytes;
    }

    static byte[] of(byte[] value) {
        byte[] bytes = start(ValueKind.BYTES, value.length, sizeOf(value));
        System.arraycopy(value, 0, bytes, startSize(value.length), value.length);
        return bytes;
    }

    /** Returns how many bytes a byte array takes. */
    static int sizeOf(byte[] value) {
        return Math.addExact(startSize(value.length), value.length);
    }

    /** Returns what a value of so many elements begins with; the elements follow. */
    static byte[] start(ValueKind kind, int count) {
        return start(kind, count, startSize(count));
    }

    /** Returns how many bytes stand before so many elements. */
    static int startSize(int count) {
        return 1 + Output.varIntLength(count, true);
    }

    /** Returns an array of that size that begins with a tag and a count. */
    static byte[] start(ValueKind kind, int count, int size) {
        byte[] bytes = new byte[size];
        bytes[0] = kind.tag();
        int at = 1;
        for (int rest = count; ; rest >>>= 7) {
            if (rest < 0x80) {
                bytes[at] = (byte) rest;
                return bytes;
            }
            bytes[at++] = (byte) (rest | 0x80);
        }
    }

    /** Returns whether two rows of as many bytes are the same, however they are parted; no part is empty. */
    static boolean areSame(List<byte[]> parts, List<byte[]> others) {
        int part = 0;
        int from = 0;
        for (byte[] there : others) {
            for (int compared = 0; compared < there.length; ) {
                byte[] here = parts.get(part);
                int count = Math.min(here.length - from, there.length - compared);
                if (!Arrays.equals(here, from, from + count, there, compared, compared + count)) {
                    return false;
                }
                compared += count;
                from += count;
                if (from == here.length) {
                    part++;
                    from = 0;
                }
            }
        }
        return true;
    }
}
