package dev.steward.python.face;

import dev.steward.python.pickle.PickleInstance;
import dev.steward.python.pickle.PickleNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A {@code slice} of Python.
 *
 * @param start where it begins, null for the end that it goes away from
 * @param stop where it has ended, null for the other end
 * @param step not 0
 */
record Slice(@Nullable Long start, @Nullable Long stop, long step) {

    /**
     * What a slice is of so many elements.
     *
     * @param start the first place
     * @param step from each place to the next
     * @param count how many places
     */
    record Bounds(int start, int step, int count) {
        int place(int index) {
            return start + index * step;
        }
    }

    /** Returns a slice, or null if it is something else. */
    static @Nullable Slice of(PickleNode node) throws PythonError {
        if (!(node instanceof PickleInstance instance)
                || !instance.isCallOf("builtins", "slice")
                || instance.arguments().size() != 3) {
            return null;
        }
        Long step = part(instance.arguments().part(2));
        if (step != null && step == 0) {
            throw PythonError.value("slice step cannot be zero");
        }
        return new Slice(
                part(instance.arguments().part(0)), part(instance.arguments().part(1)), step == null ? 1 : step);
    }

    private static @Nullable Long part(PickleNode node) throws PythonError {
        if (Nodes.isNone(node)) {
            return null;
        }
        Long index = Nodes.index(node);
        if (index == null) {
            throw PythonError.type("slice indices must be integers or None or have an __index__ method");
        }
        return index;
    }

    /** Returns what it is of so many elements, as {@code slice.indices} says it. */
    Bounds bounds(int length) {
        boolean up = step > 0;
        long first = start == null ? (up ? 0 : length - 1L) : clamp(start, length, up);
        long end = stop == null ? (up ? length : -1L) : clamp(stop, length, up);
        long distance = up ? end - first : first - end;
        long stride = Math.max(1, Math.min(Math.abs(step == Long.MIN_VALUE ? -Long.MAX_VALUE : step), 1L << 30));
        long count = distance <= 0 ? 0 : (distance - 1) / stride + 1;
        return new Bounds((int) first, (int) (up ? stride : -stride), (int) count);
    }

    private static long clamp(long index, int length, boolean up) {
        long place = index < 0 ? Math.max(index, -length - 1L) + length : Math.min(index, length);
        return up ? Math.max(0, place) : Math.max(-1, Math.min(place, length - 1L));
    }

    /** Returns the elements that it is of. */
    <T> List<T> in(List<T> all) {
        Bounds bounds = bounds(all.size());
        List<T> found = new ArrayList<>(bounds.count());
        for (int i = 0; i < bounds.count(); i++) {
            found.add(all.get(bounds.place(i)));
        }
        return found;
    }
}
