package dev.steward.protocol.value;

import dev.steward.api.Outcome;
import dev.steward.api.ProtocolException;
import dev.steward.api.UnsupportedValueException;
import java.util.ArrayList;
import java.util.List;

/**
 * The bytes of values one after the other, to be sent in chunks. Copies none of them: a list of large elements is sent
 * from where they are. Used by one thread at a time.
 */
public final class LeavingBytes {

    private final byte[][] parts;
    private final long size;
    // Where the part begins that was used last: what follows is asked for next.
    private int part;
    private long start;

    private LeavingBytes(List<byte[]> parts) {
        this.parts = parts.toArray(byte[][]::new);
        long sum = 0;
        for (byte[] one : this.parts) {
            sum += one.length;
        }
        this.size = sum;
    }

    /** Returns the bytes of these values. */
    public static LeavingBytes of(List<EncodedValue> values) {
        List<byte[]> parts = new ArrayList<>(values.size());
        for (EncodedValue value : values) {
            parts.addAll(value.parts());
        }
        return new LeavingBytes(parts);
    }

    /** Collects bytes from those of several values. */
    public static final class Builder {
        private final List<byte[]> parts = new ArrayList<>();

        /** Begins a list of so many elements, which are added next. */
        public Builder beginList(int count) {
            parts.add(PlainBytes.start(ValueKind.LIST, count));
            return this;
        }

        /**
         * Adds a value.
         *
         * @param level how many lists it stands in
         * @throws UnsupportedValueException if it would nest too deep there
         */
        public Builder add(EncodedValue value, int level) {
            if (value.depth() + level > ValueReader.MAX_DEPTH) {
                throw new UnsupportedValueException(
                        "a value that nests " + (value.depth() + level) + " levels deep; ask for its parts",
                        Outcome.NOT_EXECUTED);
            }
            parts.addAll(value.parts());
            return this;
        }

        /** Adds bytes that stand between values; the array must have no more than those, and not be changed any more. */
        public Builder add(byte[] between) {
            parts.add(between);
            return this;
        }

        /** Returns the bytes of all. */
        public LeavingBytes build() {
            return new LeavingBytes(parts);
        }
    }

    /** Returns how many bytes there are. */
    public long size() {
        return size;
    }

    /**
     * Returns some of the bytes.
     *
     * @param from the first, counted from 0
     * @throws ProtocolException if there are not so many
     */
    public Stretch stretch(long from, int count) {
        if (from < 0 || count < 1 || from > size - count) {
            throw new ProtocolException(
                    count + " bytes were asked for from byte " + from + " on, and there are " + size, Outcome.UNKNOWN);
        }
        if (from < start) {
            part = 0;
            start = 0;
        }
        while (from - start >= parts[part].length) {
            start += parts[part].length;
            part++;
        }
        return new Stretch(parts, part, (int) (from - start), count);
    }
}
