package dev.steward.objects.session;

import dev.steward.objects.Ranges;
import dev.steward.objects.StateReader;
import dev.steward.objects.StateWriter;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/**
 * Numbers that mostly follow each other, such as those of threads that have ended, as ranges. To look and to add takes a time
 * that grows with the logarithm of how many ranges there are.
 */
final class NumberSet {

    /** What a range takes. */
    static final long RANGE_BYTES = 88;

    /** First number to first number behind it; they do not touch. */
    private final TreeMap<Long, Long> ranges = new TreeMap<>();

    boolean contains(long number) {
        Map.Entry<Long, Long> below = ranges.floorEntry(number);
        return below != null && number < below.getValue();
    }

    /** Returns how many ranges there are. */
    int rangeCount() {
        return ranges.size();
    }

    void add(long number) {
        add(number, number + 1, news -> {});
    }

    /** Adds what a snapshot has, to a set that is empty, in a time that does not grow with how many numbers that are. */
    void restore(Ranges saved) {
        for (int i = 0; i < saved.count(); i++) {
            ranges.put(saved.from(i), saved.to(i));
        }
    }

    /** Adds the numbers from one to before another, and takes those that were not in it, ascending. */
    void add(long from, long to, LongConsumer news) {
        if (from >= to) {
            return;
        }
        long first = from;
        long behind = to;
        Map.Entry<Long, Long> below = ranges.floorEntry(from);
        if (below != null && below.getValue() >= from) {
            first = below.getKey();
            behind = Math.max(behind, below.getValue());
        }
        long next = below == null ? from : Math.max(from, below.getValue());
        Map.Entry<Long, Long> above = ranges.higherEntry(from);
        while (above != null && above.getKey() <= to) {
            takeAll(next, above.getKey(), news);
            next = above.getValue();
            behind = Math.max(behind, above.getValue());
            ranges.remove(above.getKey());
            above = ranges.higherEntry(from);
        }
        takeAll(next, to, news);
        ranges.put(first, behind);
    }

    private static void takeAll(long from, long to, LongConsumer taker) {
        for (long number = from; number < to; number++) {
            taker.accept(number);
        }
    }

    /** Removes the numbers below one, and takes those of them from another on that were not in it, ascending. */
    void removeBelow(long number, long from, LongConsumer missing) {
        long next = from;
        for (Map.Entry<Long, Long> first = ranges.firstEntry();
                first != null && first.getKey() < number;
                first = ranges.firstEntry()) {
            takeAll(next, first.getKey(), missing);
            next = Math.max(next, first.getValue());
            ranges.remove(first.getKey());
            if (first.getValue() > number) {
                ranges.put(number, first.getValue());
            }
        }
        takeAll(next, number, missing);
    }

    void save(StateWriter writer) {
        writer.writeInt(ranges.size());
        ranges.forEach((first, behind) -> {
            writer.writeLong(first);
            writer.writeLong(behind - 1);
        });
    }

    void load(StateReader reader) {
        long[] bounds = reader.readLongs(Math.multiplyExact(2, reader.readCount()));
        for (int i = 1; i < bounds.length; i += 2) {
            bounds[i]++;
        }
        restore(Ranges.of(bounds));
    }

    /** Returns the numbers as they are now. */
    Ranges toRanges() {
        long[] bounds = new long[2 * ranges.size()];
        int size = 0;
        for (Map.Entry<Long, Long> range : ranges.entrySet()) {
            bounds[size++] = range.getKey();
            bounds[size++] = range.getValue();
        }
        return Ranges.of(bounds);
    }
}
