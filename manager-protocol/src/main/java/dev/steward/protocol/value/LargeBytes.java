package dev.steward.protocol.value;

import java.util.Arrays;

/**
 * A byte array that is large: a value that keeps its elements in arrays of their own, as they came; so they are copied once less
 * on their way in and out. Where it has to be copied, it is into arrays of a moderate length: what is cleared is still in the
 * processor's cache when it is filled, and no collector treats them apart, as G1 does an array of more than half a region, which
 * is a mebibyte or more. Memory that is new to the process costs more than what is done with it. Stateless.
 */
public final class LargeBytes {

    /** How many bytes such a value has at least. */
    public static final int LEAST = 64 << 10;

    /** How many bytes each of several arrays has, but for the last. */
    private static final int PART_BYTES = 256 << 10;

    private LargeBytes() {}

    /** Where elements come from. */
    @FunctionalInterface
    public interface Source {
        /** Returns so many in an array that is made for them, from an index on; asked in order, without a gap. */
        byte[] next(int from, int count);
    }

    /**
     * Returns how many bytes of a value stand before its elements, if it is such a byte array; 0 if it is something else.
     *
     * @param first its first byte
     */
    public static int startSize(byte first, int size) {
        if (first != ValueKind.BYTES.tag() || size < LEAST) {
            return 0;
        }
        int start = PlainBytes.startSize(size);
        // The count of the elements may be one byte shorter than that of all bytes.
        return PlainBytes.startSize(size - start + 1) < start ? start - 1 : start;
    }

    /**
     * Returns elements in arrays of a moderate length.
     *
     * @param length how many there are, at least 1
     */
    public static byte[][] parts(int length, Source source) {
        byte[][] parts = new byte[(length - 1) / PART_BYTES + 1][];
        for (int i = 0; i < parts.length; i++) {
            int from = i * PART_BYTES;
            parts[i] = source.next(from, Math.min(PART_BYTES, length - from));
        }
        return parts;
    }

    /** Returns a copy of elements, of which there is at least one, in arrays of a moderate length. */
    static byte[][] copyOf(byte[] elements) {
        return parts(elements.length, (from, count) -> Arrays.copyOfRange(elements, from, from + count));
    }

    /** Returns whether these bytes are what stands before such elements. */
    static boolean isStart(byte[] start, byte[][] elements) {
        return Arrays.equals(start, PlainBytes.start(ValueKind.BYTES, lengthOf(elements)));
    }

    /**
     * Returns the elements in one array.
     *
     * @param own whether it may be the very array that they are in, if it is one
     */
    static byte[] together(byte[][] elements, boolean own) {
        byte[] first = elements[0];
        return elements.length > 1
                ? joined(first, Arrays.copyOfRange(elements, 1, elements.length))
                : own ? first : first.clone();
    }

    /** Returns how many bytes there are in all parts. */
    static int lengthOf(byte[][] parts) {
        int length = 0;
        for (byte[] part : parts) {
            length = Math.addExact(length, part.length);
        }
        return length;
    }

    /** Returns all of these bytes in an array that is made for them. */
    static byte[] joined(byte[] start, byte[]... rest) {
        byte[] joined = Arrays.copyOf(start, Math.addExact(start.length, lengthOf(rest)));
        int at = start.length;
        for (byte[] part : rest) {
            System.arraycopy(part, 0, joined, at, part.length);
            at += part.length;
        }
        return joined;
    }
}
