package dev.steward.objects.queue;

import dev.steward.objects.Value;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The elements of a queue that wait to be taken, ascending by stamp, in a ring. A snapshot lends the ring out in O(1); the
 * next change copies it. Returned elements are older than all that were never delivered, so they go in near the head.
 */
final class ElementRing {

    private static final int SMALLEST = 8;

    private Element[] ring = new Element[SMALLEST];
    private int head;
    private int size;
    private boolean lent;

    int size() {
        return size;
    }

    Element get(int index) {
        return ring[(head + index) & (ring.length - 1)];
    }

    void addLast(Element element) {
        room();
        ring[(head + size) & (ring.length - 1)] = element;
        size++;
    }

    @Nullable
    Element pollFirst() {
        if (size == 0) {
            return null;
        }
        own();
        Element first = ring[head];
        ring[head] = null;
        head = (head + 1) & (ring.length - 1);
        size--;
        shrink();
        return first;
    }

    /** Removes and returns the first element behind a stamp, or null if there is none. */
    @Nullable
    Element pollBehind(long stamp) {
        int index = place(stamp + 1);
        if (index == 0) {
            return pollFirst();
        }
        if (index == size) {
            return null;
        }
        Element found = get(index);
        removeAt(index);
        return found;
    }

    /** Puts an element back to its old place. Many are best put back last first, each then costs O(1). */
    void putBack(Element element) {
        room();
        int before = place(element.stamp);
        head = (head - 1) & (ring.length - 1);
        int mask = ring.length - 1;
        for (int i = 0; i < before; i++) {
            ring[(head + i) & mask] = ring[(head + i + 1) & mask];
        }
        ring[(head + before) & mask] = element;
        size++;
    }

    /** Returns how many elements have a smaller stamp. */
    private int place(long stamp) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (get(middle).stamp < stamp) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    int indexOf(Value value) {
        for (int i = 0; i < size; i++) {
            if (get(i).value.equals(value)) {
                return i;
            }
        }
        return -1;
    }

    /** Returns the index of a stamp, or -1. */
    int indexOfStamp(long stamp) {
        int index = place(stamp);
        return index < size && get(index).stamp == stamp ? index : -1;
    }

    /** Removes what the test says, each asked once, in order; returns how many. */
    int removeIf(Predicate<Element> test) {
        Element[] kept = new Element[ring.length];
        int count = 0;
        for (int i = 0; i < size; i++) {
            Element element = get(i);
            if (!test.test(element)) {
                kept[count++] = element;
            }
        }
        int removed = size - count;
        if (removed > 0) {
            ring = kept;
            head = 0;
            size = count;
            lent = false;
            shrink();
        }
        return removed;
    }

    void removeAt(int index) {
        own();
        int mask = ring.length - 1;
        if (index < size / 2) {
            for (int i = index; i > 0; i--) {
                ring[(head + i) & mask] = ring[(head + i - 1) & mask];
            }
            ring[head] = null;
            head = (head + 1) & mask;
        } else {
            for (int i = index; i < size - 1; i++) {
                ring[(head + i) & mask] = ring[(head + i + 1) & mask];
            }
            ring[(head + size - 1) & mask] = null;
        }
        size--;
        shrink();
    }

    void clear() {
        ring = new Element[SMALLEST];
        head = 0;
        size = 0;
        lent = false;
    }

    /** Returns the elements as they are now, for ever. */
    List<Element> snapshot() {
        lent = true;
        return new Window(ring, head, size);
    }

    /** Returns a copy of the values of the first few. */
    List<Value> first(int atMost) {
        Value[] first = new Value[Math.min(atMost, size)];
        Arrays.setAll(first, i -> get(i).value);
        return List.of(first);
    }

    private void own() {
        if (lent) {
            ring = ring.clone();
            lent = false;
        }
    }

    private void room() {
        if (size == ring.length) {
            resize(ring.length * 2);
        } else {
            own();
        }
    }

    private void shrink() {
        if (size < ring.length >> 2 && ring.length > SMALLEST) {
            resize(ring.length >> 1);
        }
    }

    private void resize(int capacity) {
        Element[] resized = new Element[capacity];
        int toEnd = Math.min(size, ring.length - head);
        System.arraycopy(ring, head, resized, 0, toEnd);
        System.arraycopy(ring, 0, resized, toEnd, size - toEnd);
        ring = resized;
        head = 0;
        lent = false;
    }

    private static final class Window extends AbstractList<Element> {

        private final Element[] lent;
        private final int head;
        private final int size;

        Window(Element[] lent, int head, int size) {
            this.lent = lent;
            this.head = head;
            this.size = size;
        }

        @Override
        public Element get(int index) {
            return lent[(head + Objects.checkIndex(index, size)) & (lent.length - 1)];
        }

        @Override
        public int size() {
            return size;
        }
    }
}
