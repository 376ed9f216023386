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
 *
 * <p>What an iterator goes over is shared with whoever made it: behind the ring stands a list that never changes, whose
 * values become elements when they are taken.
 */
final class ElementRing {

    private static final int SMALLEST = 8;

    private Element[] ring = new Element[SMALLEST];
    private int head;
    private int size;
    private boolean lent;
    /** Values that no element was made of yet come from here, beginning with this one; their stamps count from 1 on. */
    private List<Value> source = List.of();

    private int next;

    /** Has values that never change follow on an empty ring, stamped 1, 2, 3 and so on. */
    void follow(List<Value> values) {
        source = values;
    }

    int size() {
        return size + source.size() - next;
    }

    Element get(int index) {
        return index < size ? inRing(index) : inSource(source, next + index - size);
    }

    private Element inRing(int index) {
        return ring[(head + index) & (ring.length - 1)];
    }

    private static Element inSource(List<Value> source, int index) {
        return Element.ofOld(source.get(index), index + 1L);
    }

    /** Makes elements of all that is there, for what looks for some in the middle. */
    private void gather() {
        for (; next < source.size(); next++) {
            room();
            ring[(head + size) & (ring.length - 1)] = inSource(source, next);
            size++;
        }
        letGoOfSource();
    }

    private void letGoOfSource() {
        if (next == source.size()) {
            source = List.of();
            next = 0;
        }
    }

    /** Returns whether the next change copies all that is here. */
    boolean isNextChangeLong() {
        return lent || size == ring.length;
    }

    void addLast(Element element) {
        gather();
        room();
        ring[(head + size) & (ring.length - 1)] = element;
        size++;
    }

    @Nullable
    Element pollFirst() {
        if (size == 0) {
            return pollSource();
        }
        own();
        Element first = ring[head];
        ring[head] = null;
        head = (head + 1) & (ring.length - 1);
        size--;
        shrink();
        return first;
    }

    private @Nullable Element pollSource() {
        if (next == source.size()) {
            return null;
        }
        Element first = inSource(source, next++);
        letGoOfSource();
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
            // A stamp that somebody knows is of an element that was taken, before all that were not.
            return pollSource();
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
            if (inRing(middle).stamp < stamp) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    int indexOf(Value value) {
        gather();
        for (int i = 0; i < size; i++) {
            if (get(i).value.equals(value)) {
                return i;
            }
        }
        return -1;
    }

    /** Returns the index of a stamp, or -1. */
    int indexOfStamp(long stamp) {
        gather();
        int index = place(stamp);
        return index < size && get(index).stamp == stamp ? index : -1;
    }

    /** Removes what the test says, each asked once, in order; returns how many. */
    int removeIf(Predicate<Element> test) {
        gather();
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
        next = source.size();
        letGoOfSource();
    }

    /** Returns the elements as they are now, for ever. */
    List<Element> snapshot() {
        lent = true;
        return new Window(ring, head, size, source, next);
    }

    /** Returns a copy of the values of the first few. */
    List<Value> first(int atMost) {
        Value[] first = new Value[Math.min(atMost, size())];
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
        private final int inRing;
        private final List<Value> source;
        private final int next;

        Window(Element[] lent, int head, int inRing, List<Value> source, int next) {
            this.lent = lent;
            this.head = head;
            this.inRing = inRing;
            this.source = source;
            this.next = next;
        }

        @Override
        public Element get(int index) {
            Objects.checkIndex(index, size());
            return index < inRing ? lent[(head + index) & (lent.length - 1)] : inSource(source, next + index - inRing);
        }

        @Override
        public int size() {
            return inRing + source.size() - next;
        }
    }
}
