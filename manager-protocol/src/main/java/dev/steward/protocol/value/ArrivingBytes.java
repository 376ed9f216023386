package dev.steward.protocol.value;

import dev.steward.api.Outcome;
import dev.steward.api.ProtocolException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * The bytes of values that arrive in chunks, one value after the other. Chunks of some size are kept as they are, smaller ones
 * gather in segments, so that memory grows with what has really arrived, not with what was claimed, and no event loop ever makes a
 * large array. Large byte arrays stay in these pieces; the arrays of other values are made by whoever asks for them. Used by one
 * thread at a time.
 */
public final class ArrivingBytes {

    private static final int SEGMENT_BYTES = 256 << 10;

    /** What a piece of so many bytes takes besides them is nothing. */
    private static final int LARGE_CHUNK = 64 << 10;

    private final int[] sizes;
    private final long size;
    /** What has arrived, but for what is in the last segment. All of them are full. */
    private final Deque<byte[]> pieces = new ArrayDeque<>();
    /** A segment that small chunks gather in. */
    private byte[] last = {};

    private int inLast;
    private long received;
    /** How far the first of the pieces was read. */
    private int at;

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
        byte[] array = bytes.array();
        if (array != null && array.length >= LARGE_CHUNK) {
            endSegment();
            pieces.add(array);
            received += array.length;
        } else {
            bytes.writeTo(this::gather);
        }
    }

    private void gather(byte[] array, int offset, int length) {
        int from = offset;
        int left = length;
        while (left > 0) {
            if (inLast == last.length) {
                endSegment();
                last = new byte[(int) Math.min(SEGMENT_BYTES, size - received)];
            }
            int count = Math.min(left, last.length - inLast);
            System.arraycopy(array, from, last, inLast, count);
            inLast += count;
            received += count;
            from += count;
            left -= count;
        }
    }

    private void endSegment() {
        if (inLast > 0) {
            pieces.add(inLast == last.length ? last : Arrays.copyOf(last, inLast));
        }
        last = new byte[0];
        inLast = 0;
    }

    /**
     * Returns the values, after a check that walks over them. Once, when all has arrived; takes as long as copying all
     * bytes that are of no large byte array, and looking at them.
     *
     * @throws ProtocolException if the bytes are not values
     */
    public List<EncodedValue> values() {
        if (!isWhole()) {
            throw new IllegalStateException(received + " of " + size + " bytes have arrived");
        }
        endSegment();
        EncodedValue[] checked = new EncodedValue[sizes.length];
        for (int i = 0; i < checked.length; i++) {
            byte first = first();
            int start = LargeBytes.startSize(first, sizes[i]);
            checked[i] = start == 0
                    ? EncodedValue.fromBytes(taken(sizes[i]))
                    : EncodedValue.fromBytes(taken(start), takenAsTheyAre(sizes[i] - start));
        }
        return List.of(checked);
    }

    /** Returns the next byte, and leaves it. */
    private byte first() {
        return piece()[at];
    }

    /** Returns the piece in which the next byte is. */
    private byte[] piece() {
        if (at == pieces.element().length) {
            pieces.remove();
            at = 0;
        }
        return pieces.element();
    }

    private byte[] taken(int count) {
        byte[] bytes = new byte[count];
        for (int filled = 0; filled < count; ) {
            byte[] piece = piece();
            int more = Math.min(count - filled, piece.length - at);
            System.arraycopy(piece, at, bytes, filled, more);
            filled += more;
            at += more;
        }
        return bytes;
    }

    private byte[][] takenAsTheyAre(int count) {
        List<byte[]> parts = new ArrayList<>();
        for (int left = count; left > 0; ) {
            byte[] piece = piece();
            int more = Math.min(left, piece.length - at);
            parts.add(more == piece.length ? piece : Arrays.copyOfRange(piece, at, at + more));
            left -= more;
            at += more;
        }
        return parts.toArray(byte[][]::new);
    }
}
