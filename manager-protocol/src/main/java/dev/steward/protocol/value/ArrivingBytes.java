package dev.steward.protocol.value;

import dev.steward.api.Outcome;
import dev.steward.api.ProtocolException;
import java.util.Arrays;
import java.util.List;

/**
 * The bytes of values that arrive in chunks, one value after the other. The memory for a value grows with what has really
 * arrived of it, not with what was claimed. Used by one thread at a time.
 */
public final class ArrivingBytes {

    /** So much room is made for a value that claims it; beyond that, four times what has arrived. */
    private static final int TRUSTED_BYTES = 1 << 20;

    private static final byte[] NOTHING = {};

    private final int[] sizes;
    private final byte[][] values;
    private final long size;
    private long received;
    private int current;
    private int inCurrent;

    /** Bytes of values of these sizes, each at least 1. */
    public ArrivingBytes(List<Integer> sizes) {
        this.sizes = sizes.stream().mapToInt(Integer::intValue).toArray();
        this.values = new byte[this.sizes.length][];
        Arrays.fill(values, NOTHING);
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
            int count = Math.min(left, sizes[current] - inCurrent);
            makeRoom(inCurrent + count);
            System.arraycopy(array, from, values[current], inCurrent, count);
            inCurrent += count;
            received += count;
            from += count;
            left -= count;
            if (inCurrent == sizes[current]) {
                current++;
                inCurrent = 0;
            }
        }
    }

    private void makeRoom(int needed) {
        byte[] value = values[current];
        if (value.length < needed) {
            long room = Math.max(TRUSTED_BYTES, Math.max(needed, 4L * inCurrent));
            values[current] = Arrays.copyOf(value, (int) Math.min(sizes[current], room));
        }
    }

    /**
     * Returns the values, after a check that walks over them. Once, when all has arrived; it owns nothing afterwards.
     *
     * @throws ProtocolException if the bytes are not values
     */
    public List<EncodedValue> values() {
        if (!isWhole()) {
            throw new IllegalStateException(received + " of " + size + " bytes have arrived");
        }
        EncodedValue[] checked = new EncodedValue[values.length];
        for (int i = 0; i < checked.length; i++) {
            checked[i] = EncodedValue.fromBytes(values[i]);
            values[i] = NOTHING;
        }
        return List.of(checked);
    }
}
