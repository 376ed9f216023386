package dev.steward.protocol.message;

import java.util.List;

/**
 * Which replies of one logical thread have arrived. The server keeps a reply until it is told this.
 *
 * @param floor every number below it has arrived, itself has not; 1 if none has
 * @param ranges what has arrived above the floor: in order, apart from each other; at most {@value #MAX_RANGES}. May leave
 *     out some: they are told later
 */
public record Received(long floor, List<Range> ranges) {

    /** The most ranges that travel at once. */
    public static final int MAX_RANGES = 1_024;

    /** Nothing has arrived yet. */
    public static final Received NOTHING = new Received(1, List.of());

    /**
     * Numbers in a row.
     *
     * @param first the first of them
     * @param last the last of them, not below the first
     */
    public record Range(long first, long last) {
        /** Checks the order. */
        public Range {
            if (first > last) {
                throw new IllegalArgumentException("a range goes up, not from " + first + " to " + last);
            }
        }
    }

    /** Checks order and distance of the ranges. */
    public Received {
        ranges = List.copyOf(ranges);
        if (floor < 1) {
            throw new IllegalArgumentException("a floor is at least 1, not " + floor);
        }
        if (ranges.size() > MAX_RANGES) {
            throw new IllegalArgumentException(
                    "at most " + MAX_RANGES + " ranges travel at once, not " + ranges.size());
        }
        // Each range begins at least one number after what lies before it, or the two would be one.
        long missing = floor;
        for (Range range : ranges) {
            if (range.first <= missing || range.last == Long.MAX_VALUE) {
                throw new IllegalArgumentException(
                        "ranges rise and leave gaps, which " + range + " after " + missing + " does not");
            }
            missing = range.last + 1;
        }
    }

    /** Returns that everything below the floor has arrived and nothing above. */
    public static Received below(long floor) {
        return floor == 1 ? NOTHING : new Received(floor, List.of());
    }

    /** Returns whether the reply of that number has arrived. */
    public boolean contains(long number) {
        if (number < floor) {
            return true;
        }
        for (Range range : ranges) {
            if (number <= range.last) {
                return number >= range.first;
            }
        }
        return false;
    }
}
