package dev.steward.objects.shared;

import dev.steward.objects.Value;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Objects;

/**
 * What a snapshot of {@link StampedValues} sees, for ever: the blocks that it was lent, none of which changes any more where
 * it looks. Unmodifiable. Safe for many threads: where it looked last is only a guess.
 */
final class LentValues extends AbstractList<Value> {

    private final StampedBlock[] blocks;
    private final int[] starts;
    private final int count;
    private final int from;
    private final int size;
    private int near;

    /**
     * Sees a range of places.
     *
     * @param starts the index of the first value of each block
     * @param count how many blocks there are
     */
    LentValues(StampedBlock[] blocks, int[] starts, int count, int from, int size) {
        this.blocks = blocks;
        this.starts = starts;
        this.count = count;
        this.from = from;
        this.size = size;
    }

    private int find(int index) {
        int guess = near;
        if (index < starts[guess] || (guess + 1 < count && index >= starts[guess + 1])) {
            guess = search(starts, count, index);
            near = guess;
        }
        return guess;
    }

    /** Returns which of so many blocks has a place. */
    static int search(int[] starts, int count, int index) {
        int found = Arrays.binarySearch(starts, 0, count, index);
        return found < 0 ? -found - 2 : found;
    }

    @Override
    public Value get(int index) {
        int place = from + Objects.checkIndex(index, size);
        int block = find(place);
        return blocks[block].values[place - starts[block]];
    }

    long stamp(int index) {
        int place = from + Objects.checkIndex(index, size);
        int block = find(place);
        return blocks[block].stamps[place - starts[block]];
    }

    @Override
    public int size() {
        return size;
    }
}
