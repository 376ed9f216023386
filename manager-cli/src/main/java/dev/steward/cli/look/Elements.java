package dev.steward.cli.look;

import dev.steward.admin.json.Shown;
import dev.steward.api.ObjectId;
import dev.steward.api.PoolStatus;
import dev.steward.api.SyncManager;
import dev.steward.vocabulary.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The contents of an object as far as they are shown.
 *
 * @param summary what is said of an object that has no elements; null if it has
 * @param values the first elements
 * @param texts the same as people read them
 * @param hasMore whether there are more
 */
record Elements(@Nullable String summary, List<@Nullable Object> values, List<String> texts, boolean hasMore) {

    /** Of what has no elements: in a sentence. */
    static Elements none(String summary) {
        return new Elements(summary, List.of(), List.of(), false);
    }

    /** Of a pool: what it does. */
    static Elements of(PoolStatus status) {
        List<String> lines = PoolLines.of(status);
        return new Elements(null, new ArrayList<>(lines), lines, false);
    }

    /** Reads the first elements of an object. */
    static Elements read(SyncManager manager, ObjectId object, AtMost most) {
        // One more than are shown tells whether there is one.
        List<@Nullable Object> read = manager.inspection().peek(object, most.andOne());
        List<@Nullable Object> shown = read.subList(0, Math.min(most.count(), read.size()));
        return new Elements(null, shown, shown.stream().map(Elements::text).toList(), read.size() > most.count());
    }

    private static String text(@Nullable Object element) {
        return element instanceof Map.Entry<?, ?> entry ? Shown.of(entry) : Shown.of(element);
    }

    /** Returns them as lines below a heading. */
    List<String> lines() {
        if (summary != null) {
            return List.of("contents    " + Printable.of(summary));
        }
        List<String> lines = new ArrayList<>();
        lines.add("contents    " + (texts.isEmpty() && !hasMore ? "nothing" : ""));
        texts.forEach(text -> lines.add("  " + Printable.of(text)));
        if (hasMore) {
            lines.add("  ... and more (--elements N shows more)");
        }
        return lines;
    }

    /** Returns the elements as they are printed as JSON; null if there can be none. */
    @Nullable
    Object json() {
        return summary == null ? values : null;
    }
}
