package dev.steward.protocol.value;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Some bytes in a row, out of one array or several, which it shares with their owner. Immutable. */
public final class Stretch {

    private final byte[][] parts;
    private final int first;
    private final int offset;
    private final int size;

    /** So many bytes, which begin at an offset of the first part and go on in those that follow. */
    Stretch(byte[][] parts, int first, int offset, int size) {
        this.parts = parts;
        this.first = first;
        this.offset = offset;
        this.size = size;
    }

    /** Returns the bytes of an array, which must not be changed any more. */
    public static Stretch of(byte[] bytes) {
        return new Stretch(new byte[][] {bytes}, 0, 0, bytes.length);
    }

    /** Returns how many bytes there are. */
    public int size() {
        return size;
    }

    /** Returns the array of which these are all bytes, which must not be changed; null if there is none. */
    byte @Nullable [] array() {
        byte[] part = parts[first];
        return parts.length == 1 && offset == 0 && size == part.length ? part : null;
    }

    /** Gives the bytes to a sink, in order. */
    public void writeTo(EncodedValue.Sink sink) {
        int part = first;
        int at = offset;
        int left = size;
        while (left > 0) {
            int count = Math.min(left, parts[part].length - at);
            sink.write(parts[part], at, count);
            left -= count;
            part++;
            at = 0;
        }
    }

    private byte[] copy() {
        byte[] copy = new byte[size];
        int[] at = {0};
        writeTo((array, from, length) -> {
            System.arraycopy(array, from, copy, at[0], length);
            at[0] += length;
        });
        return copy;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Stretch stretch && size == stretch.size && Arrays.equals(copy(), stretch.copy());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(copy());
    }

    @Override
    public String toString() {
        return size + " bytes";
    }
}
