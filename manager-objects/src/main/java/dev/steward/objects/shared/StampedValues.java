package dev.steward.objects.shared;

import dev.steward.objects.Value;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToLongFunction;

/**
 * The values of a list or an array with their stamps, in blocks of at most 1,024, so that a change in the middle moves what
 * is in one block, however many there are. A snapshot lends all blocks out in O(1); the first change to a block that is
 * lent copies that block, and appending copies none.
 */
public final class StampedValues {

    private static final int SMALLEST = 10;
    private static final int LARGEST = 1_024;
    private static final int HALF = LARGEST / 2;

    private static final StampedBlock[] NO_BLOCKS = new StampedBlock[0];
    private static final int[] NO_STARTS = new int[0];

    /** None is empty. */
    private StampedBlock[] blocks = NO_BLOCKS;
    /** The index of the first value of each block. */
    private int[] starts = NO_STARTS;

    private int count;
    private int size;
    /** How often a snapshot was made: what was made before the last one is seen by it. */
    private long lendings;

    private long indexMadeAfter;
    /** The block that was looked for last; often the next one that is looked for. */
    private int near;

    /** Returns how many there are. */
    public int size() {
        return size;
    }

    /** Returns the value of a slot. */
    public Value get(int index) {
        int block = find(index);
        return blocks[block].values[index - starts[block]];
    }

    /** Returns the stamp of a slot. */
    public long stamp(int index) {
        int block = find(index);
        return blocks[block].stamps[index - starts[block]];
    }

    /** Puts a value and its stamp into a slot. */
    public void set(int index, Value value, long stamp) {
        int block = find(index);
        StampedBlock own = own(block);
        own.values[index - starts[block]] = value;
        own.stamps[index - starts[block]] = stamp;
    }

    /** Puts a value and its stamp behind all others. */
    public void append(Value value, long stamp) {
        if (count == 0 || length(count - 1) == LARGEST) {
            addBlock(count, new StampedBlock(count == 0 ? SMALLEST : LARGEST, lendings));
        }
        int length = length(count - 1);
        // The slot is free, so that no snapshot sees it.
        StampedBlock last =
                blocks[count - 1].values.length > length ? blocks[count - 1] : resize(count - 1, grown(length + 1));
        last.values[length] = value;
        last.stamps[length] = stamp;
        size++;
    }

    /** Puts a value and its stamp before what is in a slot now. */
    public void insert(int index, Value value, long stamp) {
        if (index == size) {
            append(value, stamp);
            return;
        }
        int block = find(index);
        int slot = index - starts[block];
        if (length(block) == LARGEST) {
            if (slot == 0) {
                addBlock(block, new StampedBlock(LARGEST, lendings));
            } else {
                split(block, HALF);
                block = slot < HALF ? block : block + 1;
                slot = index - starts[block];
            }
        }
        int length = length(block);
        StampedBlock own = blocks[block].values.length > length ? own(block) : resize(block, grown(length + 1));
        own.copyTo(own, slot, slot + 1, length - slot);
        own.values[slot] = value;
        own.stamps[slot] = stamp;
        size++;
        move(block + 1, 1);
    }

    /** Puts values before what is in a slot now; their stamps ascend by one from the first on. */
    public void insertAll(int index, List<Value> values, long firstStamp) {
        int place = index;
        if (index < size && values.size() > HALF) {
            // So that all but one block is appended to.
            int block = find(index);
            if (index > starts[block]) {
                split(block, index - starts[block]);
            }
            StampedValues added = new StampedValues();
            added.insertAll(0, values, firstStamp);
            addBlocks(find(index), added);
            return;
        }
        long stamp = firstStamp;
        for (Value value : values) {
            insert(place++, value, stamp++);
        }
    }

    /** Removes a range of slots. */
    public void removeRange(int from, int to) {
        if (from == to) {
            return;
        }
        int first = find(from);
        int last = find(to - 1);
        int fromSlot = from - starts[first];
        int toSlot = to - starts[last];
        int rest = length(last) - toSlot;
        if (first == last && fromSlot + rest > 0) {
            StampedBlock own = own(first);
            own.copyTo(own, toSlot, fromSlot, rest);
            own.clear(fromSlot + rest, toSlot + rest);
            size -= to - from;
            move(first + 1, from - to);
        } else {
            if (fromSlot > 0) {
                own(first).clear(fromSlot, length(first));
            }
            if (rest > 0) {
                StampedBlock own = own(last);
                own.copyTo(own, toSlot, 0, rest);
                own.clear(rest, toSlot + rest);
            }
            int kept = fromSlot > 0 ? first + 1 : first;
            int next = rest > 0 ? last : last + 1;
            removeBlocks(kept, next);
            size -= to - from;
            move(kept, from - to);
            if (rest > 0) {
                starts[kept] = from;
            }
        }
        join(first);
        join(first - 1);
        shrink();
    }

    /** Puts values and stamps in place of all that was there; the arrays belong to this from now on. */
    public void replace(Value[] newValues, long[] newStamps, int newSize) {
        clear(newSize);
        for (int block = 0; block < count; block++) {
            int start = starts[block];
            int end = Math.min(start + LARGEST, newSize);
            boolean isAll = count == 1 && newValues.length <= LARGEST;
            blocks[block] = new StampedBlock(
                    isAll ? newValues : Arrays.copyOfRange(newValues, start, end),
                    isAll ? newStamps : Arrays.copyOfRange(newStamps, start, end),
                    lendings);
        }
    }

    /** Puts one value, with the stamp 0, in place of all that was there, so many times; takes as much memory as a few of it. */
    public void fill(Value value, int times) {
        clear(times);
        if (times > 0) {
            blocks[count - 1] = StampedBlock.same(value, times - starts[count - 1]);
            Arrays.fill(blocks, 0, count - 1, StampedBlock.same(value, LARGEST));
        }
    }

    /** Has room for blocks that hold so many, which the caller puts there. */
    private void clear(int newSize) {
        size = newSize;
        count = (int) ((newSize + LARGEST - 1L) / LARGEST);
        blocks = new StampedBlock[count];
        starts = new int[count];
        Arrays.setAll(starts, block -> block * LARGEST);
        indexMadeAfter = lendings;
        near = 0;
    }

    /** Returns the slot of a stamp, or -1. */
    public int indexOfStamp(long stamp) {
        for (int block = 0; block < count; block++) {
            long[] stamps = blocks[block].stamps;
            for (int slot = 0; slot < length(block); slot++) {
                if (stamps[slot] == stamp) {
                    return starts[block] + slot;
                }
            }
        }
        return -1;
    }

    /** Returns all values as they are now, for ever. */
    public List<Value> snapshot() {
        return snapshot(0, size);
    }

    /** Returns the values of a range as they are now, for ever. */
    public List<Value> snapshot(int from, int to) {
        lendings++;
        return new LentValues(blocks, starts, count, from, to - from);
    }

    /** Returns a copy of the first few. */
    public List<Value> first(int atMost) {
        Value[] first = new Value[Math.min(atMost, size)];
        Arrays.setAll(first, this::get);
        return List.of(first);
    }

    /** Returns the stamps as they are now, for ever. */
    public IntToLongFunction stampsNow() {
        lendings++;
        return new LentValues(blocks, starts, count, 0, size)::stamp;
    }

    // Blocks.

    private int find(int index) {
        if (!isIn(near, index)) {
            // All are full as long as values were only appended.
            int full = index / LARGEST;
            near = isIn(full, index) ? full : LentValues.search(starts, count, index);
        }
        return near;
    }

    private boolean isIn(int block, int index) {
        return block < count && index >= starts[block] && (block + 1 == count || index < starts[block + 1]);
    }

    private int length(int block) {
        return (block + 1 < count ? starts[block + 1] : size) - starts[block];
    }

    /** Returns a block that no snapshot sees. */
    private StampedBlock own(int block) {
        StampedBlock present = blocks[block];
        return present.madeAfter == lendings ? present : resize(block, present.values.length);
    }

    private StampedBlock resize(int block, int capacity) {
        StampedBlock resized = new StampedBlock(capacity, lendings);
        blocks[block].copyTo(resized, 0, 0, length(block));
        ownIndex();
        blocks[block] = resized;
        return resized;
    }

    private static int grown(int least) {
        return Math.min(LARGEST, Math.max(SMALLEST, least + (least >> 1)));
    }

    private void ownIndex() {
        if (indexMadeAfter < lendings) {
            resizeIndex(blocks.length);
        }
    }

    private void resizeIndex(int capacity) {
        blocks = Arrays.copyOf(blocks, capacity);
        starts = Arrays.copyOf(starts, capacity);
        indexMadeAfter = lendings;
    }

    /** Moves the starts of all blocks from one on. */
    private void move(int from, int by) {
        if (from < count) {
            ownIndex();
            for (int block = from; block < count; block++) {
                starts[block] += by;
            }
        }
    }

    /** Adds an empty block before one, or behind all. */
    private void addBlock(int before, StampedBlock added) {
        openIndex(before, 1);
        blocks[before] = added;
        starts[before] = before + 1 < count ? starts[before + 1] : size;
    }

    private void addBlocks(int before, StampedValues added) {
        int start = starts[before];
        openIndex(before, added.count);
        for (int block = 0; block < added.count; block++) {
            StampedBlock taken = added.blocks[block];
            blocks[before + block] = new StampedBlock(taken.values, taken.stamps, lendings);
            starts[before + block] = start + added.starts[block];
        }
        size += added.size;
        move(before + added.count, added.size);
    }

    private void openIndex(int before, int places) {
        if (count + places > blocks.length) {
            resizeIndex(count + places + (count >> 1));
        } else if (before < count) {
            ownIndex();
        }
        System.arraycopy(blocks, before, blocks, before + places, count - before);
        System.arraycopy(starts, before, starts, before + places, count - before);
        count += places;
    }

    private void removeBlocks(int from, int to) {
        if (from < to) {
            ownIndex();
            System.arraycopy(blocks, to, blocks, from, count - to);
            System.arraycopy(starts, to, starts, from, count - to);
            Arrays.fill(blocks, count - (to - from), count, null);
            count -= to - from;
        }
    }

    /** Makes two of a block. */
    private void split(int block, int at) {
        int length = length(block);
        StampedBlock right = new StampedBlock(LARGEST, lendings);
        blocks[block].copyTo(right, at, 0, length - at);
        own(block).clear(at, length);
        openIndex(block + 1, 1);
        blocks[block + 1] = right;
        starts[block + 1] = starts[block] + at;
    }

    /** Makes one of two blocks if it is no more than half full then, so that many small ones do not stay. */
    private void join(int block) {
        if (block < 0 || block + 1 >= count || length(block) + length(block + 1) > HALF) {
            return;
        }
        int length = length(block);
        int next = length(block + 1);
        StampedBlock joined = blocks[block].values.length >= length + next ? own(block) : resize(block, LARGEST);
        blocks[block + 1].copyTo(joined, 0, length, next);
        removeBlocks(block + 1, block + 2);
    }

    private void shrink() {
        if (count == 0) {
            clear(0);
        } else if (count == 1 && size < blocks[0].values.length >> 2) {
            resize(0, size);
        } else if (count < blocks.length >> 2) {
            resizeIndex(count);
        }
    }
}
