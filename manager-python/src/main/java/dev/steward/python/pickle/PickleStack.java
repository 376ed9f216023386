package dev.steward.python.pickle;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The nodes that a pickle has made and not put anywhere yet, with marks between them. */
final class PickleStack {

    private @Nullable PickleNode[] nodes = new PickleNode[16];
    private int size;
    private int[] marks = new int[4];
    private int marked;

    void push(PickleNode node) {
        if (size == nodes.length) {
            nodes = Arrays.copyOf(nodes, size + (size >> 1));
        }
        nodes[size++] = node;
    }

    void mark() {
        if (marked == marks.length) {
            marks = Arrays.copyOf(marks, marked + (marked >> 1));
        }
        marks[marked++] = size;
    }

    private int floor() {
        return marked == 0 ? 0 : marks[marked - 1];
    }

    private void require(int count) {
        if (size - floor() < count) {
            throw PickleInput.malformed("it takes more than it has made");
        }
    }

    PickleNode pop() {
        require(1);
        PickleNode node = requireNonNull(nodes[--size]);
        nodes[size] = null;
        return node;
    }

    PickleNode top() {
        require(1);
        return requireNonNull(nodes[size - 1]);
    }

    /** Takes away the top one, or the mark that is there. */
    void discard() {
        if (size > floor()) {
            nodes[--size] = null;
        } else {
            dropToMark(lastMark());
        }
    }

    /** Returns where the last mark is. */
    int lastMark() {
        if (marked == 0) {
            throw PickleInput.malformed("it goes back to a mark that is not there");
        }
        return marks[marked - 1];
    }

    /** Returns the node that was there when the last mark was set. */
    PickleNode belowLastMark() {
        int mark = lastMark();
        int floorBelow = marked < 2 ? 0 : marks[marked - 2];
        if (mark <= floorBelow) {
            throw PickleInput.malformed("it adds to nothing");
        }
        return get(mark - 1);
    }

    boolean isEmpty() {
        return size == 0 && marked == 0;
    }

    int size() {
        return size;
    }

    PickleNode get(int index) {
        return requireNonNull(nodes[index]);
    }

    /** Takes away the last mark, and what is above it. */
    void dropToMark(int mark) {
        Arrays.fill(nodes, mark, size, null);
        size = mark;
        marked--;
    }

    /** Takes the last mark away, and what is above it, and puts it into a node. */
    PickleItems popItems(PickleKind kind) {
        int mark = lastMark();
        PickleItems items = PickleItems.of(kind);
        for (int i = mark; i < size; i++) {
            items.add(get(i));
        }
        dropToMark(mark);
        return items;
    }
}
