package dev.steward.python.pickle;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a pickle has noted under numbers, to come back to. Numbers without gaps, as everybody writes them, are places in an
 * array; for others nothing is reserved but what is noted.
 */
final class PickleMemo {

    private static final @Nullable PickleNode[] NONE = {};

    private @Nullable PickleNode[] inOrder = NONE;
    private int count;
    private final Map<Integer, PickleNode> others = new HashMap<>();

    /** Notes a node under the number behind those that were noted. */
    void note(PickleNode node) {
        note(count + others.size(), node);
    }

    /** Notes a node under a number of 32 bits. */
    void note(int number, PickleNode node) {
        if (number == count) {
            if (count == inOrder.length) {
                inOrder = Arrays.copyOf(inOrder, Math.max(16, count + (count >> 1)));
            }
            inOrder[count++] = node;
            others.remove(number);
        } else if (number >= 0 && number < count) {
            inOrder[number] = node;
        } else {
            others.put(number, node);
        }
    }

    /** Returns what is noted under a number. */
    PickleNode get(int number) {
        PickleNode node = number >= 0 && number < count ? inOrder[number] : others.get(number);
        if (node == null) {
            throw PickleInput.malformed("nothing was noted under " + Integer.toUnsignedString(number));
        }
        return node;
    }
}
