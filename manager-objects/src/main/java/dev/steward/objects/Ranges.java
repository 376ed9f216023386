package dev.steward.objects;

import java.util.Arrays;
import java.util.function.LongConsumer;

/** Call numbers as disjoint ascending ranges. Immutable. */
public final class Ranges {

    /** No number. */
    public static final Ranges EMPTY = new Ranges(new long[0]);

    /** First number, first number no longer in it, and so on, strictly ascending. */
    private final long[] bounds;

    private Ranges(long[] bounds) {
        this.bounds = bounds;
    }

    /**
     * Returns ranges of alternating bounds: first number, first number no longer in it, and so on.
     *
     * @throws IllegalArgumentException if they are not strictly ascending or not pairs
     */
    public static Ranges of(long... bounds) {
        if (bounds.length == 0) {
            return EMPTY;
        }
        if (bounds.length % 2 != 0) {
            throw new IllegalArgumentException("bounds come in pairs: " + bounds.length);
        }
        for (int i = 1; i < bounds.length; i++) {
            if (bounds[i] <= bounds[i - 1]) {
                throw new IllegalArgumentException("bounds must ascend: " + Arrays.toString(bounds));
            }
        }
        return new Ranges(bounds.clone());
    }

    /** Returns whether a number is in it. */
    public boolean contains(long number) {
        int low = 0;
        int high = bounds.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (bounds[middle] <= number) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        // Behind an odd count of bounds a range has begun and not ended.
        return low % 2 == 1;
    }

    /** Returns the part from one number to before another. */
    public Ranges clip(long from, long to) {
        if (bounds.length == 0 || (from <= bounds[0] && to >= bounds[bounds.length - 1])) {
            return this;
        }
        long[] clipped = new long[bounds.length];
        int size = 0;
        for (int i = 0; i < bounds.length; i += 2) {
            long first = Math.max(from, bounds[i]);
            long last = Math.min(to, bounds[i + 1]);
            if (first < last) {
                clipped[size++] = first;
                clipped[size++] = last;
            }
        }
        return size == 0 ? EMPTY : new Ranges(Arrays.copyOf(clipped, size));
    }

    /** Returns what is in either. */
    public Ranges union(Ranges other) {
        if (bounds.length == 0 || this.equals(other)) {
            return other;
        }
        if (other.bounds.length == 0) {
            return this;
        }
        long[] merged = new long[bounds.length + other.bounds.length];
        int size = 0;
        int mine = 0;
        int theirs = 0;
        while (mine < bounds.length || theirs < other.bounds.length) {
            boolean takeMine =
                    theirs >= other.bounds.length || (mine < bounds.length && bounds[mine] <= other.bounds[theirs]);
            long first = takeMine ? bounds[mine] : other.bounds[theirs];
            long last = takeMine ? bounds[mine + 1] : other.bounds[theirs + 1];
            if (takeMine) {
                mine += 2;
            } else {
                theirs += 2;
            }
            if (size > 0 && first <= merged[size - 1]) {
                merged[size - 1] = Math.max(merged[size - 1], last);
            } else {
                merged[size++] = first;
                merged[size++] = last;
            }
        }
        return new Ranges(Arrays.copyOf(merged, size));
    }

    /** Takes every number that is in this and not in the other, ascending; costs what comes out and the ranges. */
    public void forEachNotIn(Ranges other, LongConsumer taker) {
        int theirs = 0;
        for (int i = 0; i < bounds.length; i += 2) {
            long number = bounds[i];
            while (number < bounds[i + 1]) {
                while (theirs < other.bounds.length && other.bounds[theirs + 1] <= number) {
                    theirs += 2;
                }
                long stop =
                        theirs < other.bounds.length ? Math.min(bounds[i + 1], other.bounds[theirs]) : bounds[i + 1];
                while (number < stop) {
                    taker.accept(number++);
                }
                if (number < bounds[i + 1]) {
                    number = Math.min(bounds[i + 1], other.bounds[theirs + 1]);
                }
            }
        }
    }

    /** Writes it. */
    public void save(StateWriter writer) {
        writer.writeInt(bounds.length);
        for (long bound : bounds) {
            writer.writeLong(bound);
        }
    }

    /** Reads what {@link #save} wrote. */
    public static Ranges load(StateReader reader) {
        long[] bounds = new long[reader.readCount()];
        for (int i = 0; i < bounds.length; i++) {
            bounds[i] = reader.readLong();
        }
        return of(bounds);
    }

    /** Returns how many ranges there are. */
    public int count() {
        return bounds.length / 2;
    }

    /** Returns the first number of a range. */
    public long from(int range) {
        return bounds[2 * range];
    }

    /** Returns the first number behind a range. */
    public long to(int range) {
        return bounds[2 * range + 1];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Ranges ranges && Arrays.equals(bounds, ranges.bounds);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bounds);
    }

    @Override
    public String toString() {
        return Arrays.toString(bounds);
    }
}
