package dev.steward.objects;

import java.util.Arrays;

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

    /** Writes it. */
    public void save(StateWriter writer) {
        writer.writeInt(bounds.length);
        for (long bound : bounds) {
            writer.writeLong(bound);
        }
    }

    /** Reads what {@link #save} wrote. */
    public static Ranges load(StateReader reader) {
        return of(reader.readLongs(reader.readCount()));
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
