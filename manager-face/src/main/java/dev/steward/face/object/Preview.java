package dev.steward.face.object;

import dev.steward.api.RemoteProxy;
import dev.steward.vocabulary.Operation;
import java.time.Duration;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the little that {@code toString()} shows, within one deadline for all its calls. Shared objects inside are shown
 * by name: a list that holds itself must not read itself for ever. Made for one call of {@code toString()}.
 */
public final class Preview {

    /** So many elements are shown, the rest is counted. */
    public static final int MOST_ELEMENTS = 10;

    /** Objects with more elements than this are not read when only the whole can be. */
    public static final int MOST_READ = 1_000;

    private static final Duration LONGEST = Duration.ofSeconds(1);
    private static final int DEEPEST = 4;

    private final ObjectCaller caller;
    private final long deadline = System.nanoTime() + LONGEST.toNanos();

    public Preview(ObjectCaller caller) {
        this.caller = caller;
    }

    /** Calls the object in what is left of the time. */
    @Nullable
    public Object call(Operation operation, @Nullable Object... arguments) {
        long left = Math.max(1, deadline - System.nanoTime());
        return caller.withDeadline(Duration.ofNanos(left)).call(operation, arguments);
    }

    /** Calls the object for a number of elements. */
    public int size(Operation operation) {
        return PlainResults.intOf(call(operation));
    }

    /** Shows the first elements and counts the others, as {@code [1, 2, 3, ... 97 more]}. */
    public static String elements(Collection<?> first, int size) {
        return elements(first, size, DEEPEST);
    }

    private static String elements(Collection<?> first, int size, int depth) {
        StringBuilder text = new StringBuilder("[");
        Iterator<?> each = first.iterator();
        int shown = 0;
        for (; each.hasNext() && shown < MOST_ELEMENTS; shown++) {
            text.append(shown == 0 ? "" : ", ").append(show(each.next(), depth));
        }
        return rest(text, shown, size).append(']').toString();
    }

    /** Shows pairs {@code key, value, key...} and counts those that are left out, as {@code {a=1, ... 9 more}}. */
    public static String pairs(List<?> flat) {
        return "{" + pairsIn(flat) + "}";
    }

    /** Shows pairs as the elements of a collection, as {@code [a=1, ... 9 more]}. */
    public static String pairElements(List<?> flat) {
        return "[" + pairsIn(flat) + "]";
    }

    private static String pairsIn(List<?> flat) {
        StringBuilder text = new StringBuilder();
        int shown = 0;
        for (int i = 0; i + 1 < flat.size() && shown < MOST_ELEMENTS; i += 2, shown++) {
            text.append(shown == 0 ? "" : ", ").append(show(flat.get(i))).append('=');
            text.append(show(flat.get(i + 1)));
        }
        return rest(text, shown, flat.size() / 2).toString();
    }

    private static StringBuilder rest(StringBuilder text, int shown, int size) {
        if (size > shown) {
            text.append(shown == 0 ? "" : ", ... ").append(size - shown).append(shown == 0 ? " elements" : " more");
        }
        return text;
    }

    /** Shows a value; a shared object by its name. Does not call the server. */
    public static String show(@Nullable Object value) {
        return show(value, DEEPEST);
    }

    private static String show(@Nullable Object value, int depth) {
        if (value == null) {
            return "null";
        }
        if (RemoteProxy.isProxy(value)) {
            var token = RemoteProxy.of(value).objectToken();
            return token.typeId() + " " + token.objectId();
        }
        if (depth == 0) {
            return "...";
        }
        if (value instanceof Collection<?> nested) {
            return elements(nested, nested.size(), depth - 1);
        }
        if (value instanceof Map<?, ?> nested) {
            StringBuilder text = new StringBuilder("{");
            int shown = 0;
            for (Map.Entry<?, ?> entry : nested.entrySet()) {
                if (shown == MOST_ELEMENTS) {
                    break;
                }
                text.append(shown++ == 0 ? "" : ", ").append(show(entry.getKey(), depth - 1));
                text.append('=').append(show(entry.getValue(), depth - 1));
            }
            return rest(text, shown, nested.size()).append('}').toString();
        }
        return value.toString();
    }
}
