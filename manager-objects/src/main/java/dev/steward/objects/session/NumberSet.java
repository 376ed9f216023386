package dev.steward.objects.session;

import dev.steward.objects.StateReader;
import dev.steward.objects.StateWriter;
import java.util.Map;
import java.util.TreeMap;

/** Numbers that mostly follow each other, such as those of threads that have ended: as ranges, first to last. */
final class NumberSet {

    private static final long RANGE_BYTES = 72;

    private final TreeMap<Integer, Integer> ranges = new TreeMap<>();

    boolean contains(int number) {
        Map.Entry<Integer, Integer> below = ranges.floorEntry(number);
        return below != null && number <= below.getValue();
    }

    /** Returns about how many bytes it takes. */
    long heldBytes() {
        return RANGE_BYTES * ranges.size();
    }

    void add(int number) {
        if (contains(number)) {
            return;
        }
        int first = number;
        int last = number;
        Map.Entry<Integer, Integer> below = ranges.lowerEntry(number);
        if (below != null && below.getValue() + 1 == number) {
            first = below.getKey();
        }
        Map.Entry<Integer, Integer> above = ranges.higherEntry(number);
        if (above != null && above.getKey() - 1 == number) {
            last = above.getValue();
            ranges.remove(above.getKey());
        }
        ranges.put(first, last);
    }

    void save(StateWriter writer) {
        writer.writeInt(ranges.size());
        ranges.forEach((first, last) -> {
            writer.writeInt(first);
            writer.writeInt(last);
        });
    }

    void load(StateReader reader) {
        int count = reader.readCount();
        for (int i = 0; i < count; i++) {
            int first = reader.readInt();
            ranges.put(first, reader.readInt());
        }
    }
}
