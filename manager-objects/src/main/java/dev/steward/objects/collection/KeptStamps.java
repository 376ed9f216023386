package dev.steward.objects.collection;

import dev.steward.objects.Value;
import dev.steward.objects.Values;
import dev.steward.objects.shared.StampedValues;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds in what replaces a list the elements that it had before, which keep their stamps: whoever goes over the list still
 * finds them. An element that is the same in the same place is that one; each of the others is the first one left that is
 * the same. Made for one replacement.
 */
final class KeptStamps {

    /** The stamp of an element that was not there. */
    static final long NEW = 0;

    private final Values values;
    private final StampedValues before;

    KeptStamps(Values values, StampedValues before) {
        this.values = values;
        this.before = before;
    }

    /** Returns for each new element the stamp that it had, or {@link #NEW}. */
    long[] of(List<Value> replacement) {
        long[] stamps = new long[replacement.size()];
        boolean[] isFound = new boolean[before.size()];
        // Where an element was put in or taken out, the same place says nothing.
        if (stamps.length == isFound.length) {
            Arrays.setAll(stamps, i -> {
                isFound[i] = values.identical(before.get(i), replacement.get(i));
                return isFound[i] ? before.stamp(i) : NEW;
            });
        }
        Map<Value, Deque<Integer>> left = new LinkedHashMap<>();
        for (int i = 0; i < isFound.length; i++) {
            if (!isFound[i]) {
                left.computeIfAbsent(before.get(i), value -> new ArrayDeque<>(1))
                        .add(i);
            }
        }
        for (int i = 0; i < stamps.length; i++) {
            if (stamps[i] == NEW) {
                stamps[i] = takeStamp(left.get(replacement.get(i)), replacement.get(i));
            }
        }
        return stamps;
    }

    private long takeStamp(@Nullable Deque<Integer> equal, Value element) {
        if (equal != null) {
            for (Iterator<Integer> each = equal.iterator(); each.hasNext(); ) {
                int index = each.next();
                if (values.identical(before.get(index), element)) {
                    each.remove();
                    return before.stamp(index);
                }
            }
        }
        return NEW;
    }
}
