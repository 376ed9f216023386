package dev.steward.admin.json;

import dev.steward.api.Tuple;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A value that somebody stored, as {@code toString()} would print it, but no more of it than fits: what is large, or holds one
 * thing on many ways, would be printed for ever. One for each value; not thread-safe.
 */
public final class Shown {

    private static final int MOST_CHARACTERS = 10_000;
    /** Deeper ones would need more stack than there may be. */
    private static final int MOST_LEVELS = 100;
    /** Printing the digits of larger numbers takes long. */
    static final int MOST_BITS = 30_000;

    private static final String CUT = "...";

    private final StringBuilder text = new StringBuilder();

    private Shown() {}

    /** Returns at most some thousand characters of a value. */
    public static String of(@Nullable Object value) {
        Shown shown = new Shown();
        shown.add(value, 0);
        return shown.isFull() ? shown.text.substring(0, MOST_CHARACTERS) + CUT : shown.text.toString();
    }

    /** Returns at most some thousand characters of an entry of a map. */
    public static String of(Map.Entry<?, ?> entry) {
        return of(entry.getKey()) + " = " + of(entry.getValue());
    }

    private boolean isFull() {
        return text.length() > MOST_CHARACTERS;
    }

    private void add(@Nullable Object value, int level) {
        if (level > MOST_LEVELS) {
            text.append(CUT);
        } else if (value instanceof Map<?, ?> map) {
            addAll("{", map.entrySet().iterator(), "}", level);
        } else if (value instanceof Map.Entry<?, ?> entry) {
            add(entry.getKey(), level + 1);
            text.append('=');
            add(entry.getValue(), level + 1);
        } else if (value instanceof Collection<?> collection) {
            addAll("[", collection.iterator(), "]", level);
        } else if (value instanceof Tuple tuple) {
            addAll("Tuple[elements=[", tuple.elements().iterator(), "]]", level);
        } else if (value instanceof Optional<?> optional) {
            addAll("Optional[", optional.stream().iterator(), "]", level);
        } else if (value instanceof AtomicReference<?> reference) {
            add(reference.get(), level + 1);
        } else if (value instanceof Record named && RecordFields.areSeen(named)) {
            addFields(named, level);
        } else if (value != null && value.getClass().isArray()) {
            addArray(value, level);
        } else {
            addOne(value);
        }
    }

    private void addAll(String open, Iterator<?> elements, String close, int level) {
        text.append(open);
        for (boolean first = true; elements.hasNext() && !isFull(); first = false) {
            if (!first) {
                text.append(", ");
            }
            add(elements.next(), level + 1);
        }
        text.append(close);
    }

    private void addFields(Record named, int level) {
        text.append(named.getClass().getSimpleName()).append('[');
        boolean first = true;
        for (Map.Entry<String, @Nullable Object> field : RecordFields.of(named).entrySet()) {
            text.append(first ? "" : ", ").append(field.getKey()).append('=');
            first = false;
            add(field.getValue(), level + 1);
        }
        text.append(']');
    }

    private void addArray(Object array, int level) {
        int length = Array.getLength(array);
        text.append('[');
        for (int i = 0; i < length && !isFull(); i++) {
            if (i > 0) {
                text.append(", ");
            }
            add(Array.get(array, i), level + 1);
        }
        text.append(']');
    }

    private void addOne(@Nullable Object value) {
        if (value instanceof CharSequence characters) {
            text.append(characters, 0, Math.min(characters.length(), MOST_CHARACTERS + 1));
        } else if (value instanceof BigInteger number && number.bitLength() > MOST_BITS) {
            text.append("BigInteger(").append(number.bitLength()).append(" bits)");
        } else if (value instanceof BigDecimal number && number.unscaledValue().bitLength() > MOST_BITS) {
            text.append("BigDecimal(")
                    .append(number.unscaledValue().bitLength())
                    .append(" bits)");
        } else {
            text.append(value);
        }
    }
}
