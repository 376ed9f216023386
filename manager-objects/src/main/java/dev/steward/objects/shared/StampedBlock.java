package dev.steward.objects.shared;

import dev.steward.objects.Value;
import java.util.Arrays;

/**
 * Some values of {@link StampedValues} side by side, with their stamps. Slots that were in use when a snapshot was made are
 * not changed any more.
 */
final class StampedBlock {

    final Value[] values;
    final long[] stamps;
    /** How many snapshots there were before it: those made later see it. */
    final long madeAfter;

    StampedBlock(int capacity, long madeAfter) {
        this(new Value[capacity], new long[capacity], madeAfter);
    }

    /** Of arrays that belong to it from now on. */
    StampedBlock(Value[] values, long[] stamps, long madeAfter) {
        this.values = values;
        this.stamps = stamps;
        this.madeAfter = madeAfter;
    }

    /** Makes a block of one value, so many times, that counts as lent, so that each place of it is copied before it changes. */
    static StampedBlock same(Value value, int times) {
        Value[] same = new Value[times];
        Arrays.fill(same, value);
        return new StampedBlock(same, new long[times], -1);
    }

    void copyTo(StampedBlock other, int from, int to, int length) {
        System.arraycopy(values, from, other.values, to, length);
        System.arraycopy(stamps, from, other.stamps, to, length);
    }

    void clear(int from, int to) {
        Arrays.fill(values, from, to, null);
    }
}
