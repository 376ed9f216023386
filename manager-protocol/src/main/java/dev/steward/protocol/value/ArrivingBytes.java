package dev.steward.protocol.value;

import dev.steward.api.Outcome;
import dev.steward.api.ProtocolException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * The bytes of values that arrive in chunks, one value after the other. They gather in segments, so that memory grows with
 * what has really arrived, not with what was claimed, and no event loop ever makes a large array; the arrays of the values
 * are made by whoever asks for them. Used by one thread at a time.
 */
public final class ArrivingBytes {

    private static final int SEGMENT_BYTES = 256 << 10;

    private final int[] sizes;
    private final long size;
    private final Deque<byte[]> segments = new ArrayDeque<>();
    /** The last of them, which is not full. */
    private byte[] last = {};

    private int inLast;
    private long received;

    /** Bytes of values of these sizes, each at least 1. */
    public ArrivingBytes(List<Integer> sizes) {
        this.sizes = sizes.stream().mapToInt(Integer::intValue).toArray();
        this.size = Arrays.stream(this.sizes).asLongStream().sum();
    }

    /** Returns how many bytes there will be. */
    public long size() {
        return size;
    }

    /** Returns how many bytes have arrived. */
    public long received() {
        return received;
    }

    /** Returns whether all have arrived. */
    public boolean isWhole() {
        return received == size;
    }

    /**
     * Takes the next bytes.
     *
     * @throws ProtocolException if there are more than are missing; nothing is taken then
     */
    public void add(Stretch bytes) {
        if (bytes.size() > size - received) {
            throw new ProtocolException(
                    "a chunk of " + bytes.size() + " bytes came where " + (size - received) + " are missing",
                    Outcome.UNKNOWN);
        }
        bytes.writeTo(this::add);
    }

    private void add(byte[] array, int offset, int length) {
        int from = offset;
        int left = length;
        while (left > 0) {
            if (inLast == last.length) {
                last = new byte[(int) Math.min(SEGMENT_BYTES, size - received)];
                segments.add(last);
                inLast = 0;
            }
            int count = Math.min(left, last.length - inLast);
            System.arraycopy(array, from, last, inLast, count);
            inLast += count;
            received += count;
            from += count;
            left -= count;
        }
    }

    /**
     * Returns the values, after a check that walks over them. Once, when all has arrived; takes as long as copying all
     * bytes and looking at them.
     *
     * @throws ProtocolException if the bytes are not values
     */
    public List<EncodedValue> values() {
        if (!isWhole()) {
            throw new IllegalStateException(received + " of " + size + " bytes have arrived");
        }
        EncodedValue[] checked = new EncodedValue[sizes.length];
        byte[] segment = segments.remove();
        int at = 0;
        for (int i = 0; i < checked.length; i++) {
            byte[] value = new byte[sizes[i]];
            int filled = 0;
            while (filled < value.length) {
                if (at == segment.length) {
                    segment = segments.remove();
                    at = 0;
                }
                int count = Math.min(value.length - filled, segment.length - at);
                System.arraycopy(segment, at, value, filled, count);
                filled += count;
                at += count;
            }
            checked[i] = EncodedValue.fromBytes(value);
        }
        return List.of(checked);
    }
}
