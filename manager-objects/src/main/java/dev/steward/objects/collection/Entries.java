package dev.steward.objects.collection;

import dev.steward.objects.StateReader;
import dev.steward.objects.StateWriter;
import dev.steward.objects.Value;
import dev.steward.objects.Values;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a dict in order of insertion, or the elements of a set as keys: dense arrays of keys, values and stamps,
 * and a hash index of slots beside them, as in CPython. A snapshot lends the arrays out in O(1); the first change to a slot that is lent copies them,
 * appending does not. Never walked in the order of the index.
 */
final class Entries {

    private static final int FREE = 0;
    private static final int GONE = -1;
    private static final Value[] NONE = new Value[0];

    /** Null where an entry was removed. */
    private @Nullable Value[] keys = NONE;

    private Value[] values = NONE;
    private long[] stamps = new long[0];
    private int[] hashes = new int[0];
    /** How many slots were ever used since the last rebuild. */
    private int used;

    private int live;
    /** No slot below this one has an entry. */
    private int head;
    /** Slots below this one are seen by snapshots. */
    private int lent;
    /** Slot + 1, FREE, or GONE; its length is a power of two. */
    private int[] index = new int[4];

    int size() {
        return live;
    }

    /** Returns the slot of a key, or -1. */
    int find(Value key) {
        int hash = spread(key.hashCode());
        int mask = index.length - 1;
        for (int at = hash & mask; ; at = (at + 1) & mask) {
            int found = index[at];
            if (found == FREE) {
                return -1;
            }
            if (found != GONE && hashes[found - 1] == hash && key.equals(keyAt(found - 1))) {
                return found - 1;
            }
        }
    }

    /** Returns the slot of the first entry; there must be one. */
    int first() {
        while (keys[head] == null) {
            head++;
        }
        return head;
    }

    /**
     * Returns the slot of the last entry; there must be one. Where an entry was removed its hash says where to look next, and
     * each that was looked at leads straight to what was found, so that nobody walks twice over the same gap.
     */
    int last() {
        int found = used - 1;
        while (keys[found] == null) {
            found = hashes[found];
        }
        int at = used - 1;
        while (at > found) {
            int next = hashes[at];
            hashes[at] = found;
            at = next;
        }
        return found;
    }

    Value keyAt(int slot) {
        return Objects.requireNonNull(keys[slot]);
    }

    Value valueAt(int slot) {
        return values[slot];
    }

    long stampAt(int slot) {
        return stamps[slot];
    }

    void setValue(int slot, Value value, long stamp) {
        own(slot);
        values[slot] = value;
        stamps[slot] = stamp;
    }

    /** Returns whether the next change copies all that is here. */
    boolean isNextChangeLong() {
        return lent > 0 || used == keys.length;
    }

    /** Appends an entry whose key is not there yet. */
    void append(Value key, Value value, long stamp) {
        if (used == keys.length) {
            rebuild(live + 1);
        }
        int hash = spread(key.hashCode());
        keys[used] = key;
        values[used] = value;
        stamps[used] = stamp;
        hashes[used] = hash;
        place(hash, used);
        used++;
        live++;
    }

    void remove(int slot) {
        own(slot);
        int mask = index.length - 1;
        int at = hashes[slot] & mask;
        while (index[at] != slot + 1) {
            at = (at + 1) & mask;
        }
        index[at] = GONE;
        keys[slot] = null;
        values[slot] = null;
        hashes[slot] = slot - 1;
        live--;
        if (live == 0) {
            clear();
        } else if (used > 16 && live < used >> 2) {
            rebuild(live);
        }
    }

    void clear() {
        keys = NONE;
        values = NONE;
        stamps = new long[0];
        hashes = new int[0];
        index = new int[4];
        used = 0;
        live = 0;
        head = 0;
        lent = 0;
    }

    boolean containsValue(Value wanted) {
        for (int slot = 0; slot < used; slot++) {
            if (keys[slot] != null && values[slot].equals(wanted)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the keys as they are now, for ever. */
    List<Value> keys() {
        lend();
        @Nullable Value[] seen = keys;
        return view(live, i -> Objects.requireNonNull(seen[i]));
    }

    /** Returns the values as they are now, for ever. */
    List<Value> values() {
        lend();
        Value[] seen = values;
        return view(live, i -> seen[i]);
    }

    /** Returns key, value, key, value as they are now, for ever. */
    List<Value> pairs() {
        lend();
        @Nullable Value[] seenKeys = keys;
        Value[] seenValues = values;
        return view(2 * live, i -> (i & 1) == 0 ? Objects.requireNonNull(seenKeys[i >> 1]) : seenValues[i >> 1]);
    }

    /** Returns the stamps as they are now, for ever, in the order of {@link #keys()}. */
    long[] stamps() {
        lend();
        return stamps;
    }

    /** Returns the first few keys, without lending anything out. */
    List<Value> firstKeys(int atMost) {
        List<Value> first = new ArrayList<>();
        for (int slot = head; slot < used && first.size() < atMost; slot++) {
            Value key = keys[slot];
            if (key != null) {
                first.add(key);
            }
        }
        return first;
    }

    /** Returns key, value, key, value of the first few entries. */
    List<Value> firstPairs(int atMost) {
        List<Value> first = new ArrayList<>();
        for (int slot = head; slot < used && first.size() < 2 * atMost; slot++) {
            Value key = keys[slot];
            if (key != null) {
                first.add(key);
                first.add(values[slot]);
            }
        }
        return first;
    }

    /** Returns the first few entries as a person reads them, in so many characters at most. */
    String summary(Values reader, int atMost) {
        List<Value> first = firstPairs(10);
        StringBuilder text = new StringBuilder();
        text.append(live).append(live == 1 ? " entry: {" : " entries: {");
        for (int i = 0; i < first.size(); i += 2) {
            String next = (i == 0 ? "" : ", ") + reader.summary(first.get(i), 30) + ": "
                    + reader.summary(first.get(i + 1), 30);
            if (text.length() + next.length() + 6 > atMost) {
                return text.append(i == 0 ? "...}" : ", ...}").toString();
            }
            text.append(next);
        }
        return text.append(first.size() / 2 < live ? ", ...}" : "}").toString();
    }

    void save(StateWriter writer) {
        writer.writeLent(pairs());
        long[] lentStamps = stamps();
        writer.writeLent(live, i -> lentStamps[i]);
    }

    /** Reads what {@link #save} wrote, into no entries; returns key, value, key, value. */
    List<Value> load(StateReader reader) {
        List<Value> pairs = reader.readValues();
        for (int i = 0; i < pairs.size(); i += 2) {
            append(pairs.get(i), pairs.get(i + 1), reader.readLong());
        }
        return pairs;
    }

    private void lend() {
        if (live < used) {
            rebuild(live);
        }
        lent = used;
    }

    private void own(int slot) {
        if (slot < lent) {
            @Nullable Value[] ownKeys = keys.clone();
            Value[] ownValues = values.clone();
            stamps = stamps.clone();
            keys = ownKeys;
            values = ownValues;
            lent = 0;
        }
    }

    /** Copies the entries that are there into arrays with room for so many and half as many more. */
    private void rebuild(int room) {
        int capacity = Math.max(8, room + (room >> 1));
        // Made before anything is changed: for one of them there may be no memory.
        @Nullable Value[] newKeys = new Value[capacity];
        Value[] newValues = new Value[capacity];
        long[] newStamps = new long[capacity];
        int[] newHashes = new int[capacity];
        // At most two thirds of the index are ever taken, removed ones counted: every slot is placed once per rebuild.
        index = new int[Math.max(4, Integer.highestOneBit(capacity + (capacity >> 1)) << 1)];
        @Nullable Value[] oldKeys = keys;
        Value[] oldValues = values;
        long[] oldStamps = stamps;
        int[] oldHashes = hashes;
        int oldUsed = used;
        keys = newKeys;
        values = newValues;
        stamps = newStamps;
        hashes = newHashes;
        lent = 0;
        head = 0;
        used = 0;
        for (int slot = 0; slot < oldUsed; slot++) {
            if (oldKeys[slot] != null) {
                keys[used] = oldKeys[slot];
                values[used] = oldValues[slot];
                stamps[used] = oldStamps[slot];
                hashes[used] = oldHashes[slot];
                place(oldHashes[slot], used);
                used++;
            }
        }
    }

    private void place(int hash, int slot) {
        int mask = index.length - 1;
        int at = hash & mask;
        while (index[at] > 0) {
            at = (at + 1) & mask;
        }
        index[at] = slot + 1;
    }

    private static int spread(int hash) {
        return hash ^ (hash >>> 16);
    }

    /** Makes an element of a view. */
    private interface At {
        Value get(int index);
    }

    private static List<Value> view(int size, At at) {
        return new AbstractList<>() {
            @Override
            public Value get(int index) {
                return at.get(Objects.checkIndex(index, size));
            }

            @Override
            public int size() {
                return size;
            }
        };
    }
}
