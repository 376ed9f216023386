package dev.steward.objects.shared;

import dev.steward.objects.Value;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * The values of a list or an array with their stamps, in two arrays. A snapshot lends the arrays out in O(1); the first
 * change to a slot that is lent copies them, appending does not.
 */
public final class StampedValues {

    private static final Value[] NO_VALUES = new Value[0];
    private static final long[] NO_STAMPS = new long[0];

    private Value[] values = NO_VALUES;
    private long[] stamps = NO_STAMPS;
    private int size;
    /** Slots below this one are seen by snapshots. */
    private int lent;

    /** Returns how many there are. */
    public int size() {
        return size;
    }

    /** Returns the value of a slot. */
    public Value get(int index) {
        return values[index];
    }

    /** Returns the stamp of a slot. */
    public long stamp(int index) {
        return stamps[index];
    }

    /** Puts a value and its stamp into a slot. */
    public void set(int index, Value value, long stamp) {
        own(index);
        values[index] = value;
        stamps[index] = stamp;
    }

    /** Opens a gap of so many slots, which the caller fills with {@link #fill}. */
    public void open(int index, int count) {
        own(index);
        if (size + count > values.length) {
            int capacity = Math.max(Math.max(10, size + count), size + (size >> 1));
            values = Arrays.copyOf(values, capacity);
            stamps = Arrays.copyOf(stamps, capacity);
            lent = 0;
        }
        System.arraycopy(values, index, values, index + count, size - index);
        System.arraycopy(stamps, index, stamps, index + count, size - index);
        size += count;
    }

    /** Fills a slot of a gap. */
    public void fill(int index, Value value, long stamp) {
        values[index] = value;
        stamps[index] = stamp;
    }

    /** Removes a range of slots. */
    public void removeRange(int from, int to) {
        own(from);
        System.arraycopy(values, to, values, from, size - to);
        System.arraycopy(stamps, to, stamps, from, size - to);
        int newSize = size - (to - from);
        Arrays.fill(values, newSize, size, null);
        size = newSize;
        if (size < values.length >> 2) {
            values = Arrays.copyOf(values, size);
            stamps = Arrays.copyOf(stamps, size);
            lent = 0;
        }
    }

    /** Puts elements and stamps in place of all that was there; the arrays belong to this from now on. */
    public void replace(Value[] newValues, long[] newStamps, int newSize) {
        values = newValues;
        stamps = newStamps;
        size = newSize;
        lent = 0;
    }

    /** Returns the slot of a stamp, or -1. */
    public int indexOfStamp(long stamp) {
        for (int i = 0; i < size; i++) {
            if (stamps[i] == stamp) {
                return i;
            }
        }
        return -1;
    }

    /** Returns all elements as they are now, for ever. */
    public List<Value> snapshot() {
        lent = Math.max(lent, size);
        return new Window(values, 0, size);
    }

    /** Returns the elements of a range as they are now, for ever. */
    public List<Value> snapshot(int from, int to) {
        lent = Math.max(lent, size);
        return new Window(values, from, to - from);
    }

    /** Returns a copy of the first few. */
    public List<Value> first(int atMost) {
        return List.of(Arrays.copyOf(values, Math.min(atMost, size)));
    }

    /** Returns the stamps as they are now, for ever. */
    public long[] lendStamps() {
        lent = Math.max(lent, size);
        return stamps;
    }

    /** Copies the arrays before the slots from this one on change, if a snapshot sees them. */
    private void own(int index) {
        if (index < lent) {
            values = values.clone();
            stamps = stamps.clone();
            lent = 0;
        }
    }

    private static final class Window extends AbstractList<Value> {

        private final Value[] lent;
        private final int from;
        private final int size;

        Window(Value[] lent, int from, int size) {
            this.lent = lent;
            this.from = from;
            this.size = size;
        }

        @Override
        public Value get(int index) {
            return lent[from + Objects.checkIndex(index, size)];
        }

        @Override
        public int size() {
            return size;
        }
    }
}
