package dev.steward.objects.session;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Objects by number, without a box or a link per entry. Walked in ascending order only. */
final class LongMap<T> {

    private static final int SMALLEST = 4;

    private long[] keys = new long[SMALLEST];
    /** Null where the slot is free; its length is a power of two, at least twice the size. */
    private @Nullable Object[] items = new Object[SMALLEST];

    private int size;

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    @SuppressWarnings("unchecked")
    @Nullable
    T get(long key) {
        return (T) items[slot(key)];
    }

    void put(long key, T item) {
        int slot = slot(key);
        if (items[slot] == null) {
            if (2 * (size + 1) > items.length) {
                resize(items.length * 2);
                slot = slot(key);
            }
            size++;
            keys[slot] = key;
        }
        items[slot] = item;
    }

    void remove(long key) {
        int free = slot(key);
        if (items[free] == null) {
            return;
        }
        size--;
        int mask = items.length - 1;
        // Close the gap: whatever could not stand where it belongs because of it moves up.
        for (int at = (free + 1) & mask; items[at] != null; at = (at + 1) & mask) {
            int home = home(keys[at]);
            if (((at - home) & mask) >= ((at - free) & mask)) {
                keys[free] = keys[at];
                items[free] = items[at];
                free = at;
            }
        }
        items[free] = null;
        if (8 * size < items.length && items.length > 16) {
            resize(items.length / 2);
        }
    }

    private long[] keys() {
        long[] ascending = new long[size];
        int count = 0;
        for (int i = 0; i < items.length; i++) {
            if (items[i] != null) {
                ascending[count++] = keys[i];
            }
        }
        Arrays.sort(ascending);
        return ascending;
    }

    /** Returns the objects, ascending by number. */
    List<T> items() {
        List<T> ascending = new ArrayList<>(size);
        for (long key : keys()) {
            T item = get(key);
            if (item != null) {
                ascending.add(item);
            }
        }
        return ascending;
    }

    private void resize(int length) {
        long[] oldKeys = keys;
        @Nullable Object[] oldItems = items;
        long[] newKeys = new long[length];
        items = new Object[length];
        keys = newKeys;
        for (int i = 0; i < oldItems.length; i++) {
            if (oldItems[i] != null) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                items[slot] = oldItems[i];
            }
        }
    }

    private int slot(long key) {
        int mask = items.length - 1;
        int at = home(key);
        while (items[at] != null && keys[at] != key) {
            at = (at + 1) & mask;
        }
        return at;
    }

    private int home(long key) {
        long mixed = key * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 32) & (items.length - 1);
    }
}
