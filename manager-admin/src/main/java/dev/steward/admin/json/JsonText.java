package dev.steward.admin.json;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import dev.steward.api.Tuple;
import dev.steward.vocabulary.Printable;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Anything as JSON on one line. What JSON has becomes that, lists, sets, arrays and tuples arrays, maps and records objects;
 * everything else is what {@link Shown} says. Stateless.
 */
public final class JsonText {

    /** Deeper values are shown as texts: printing them would need more stack than there may be. */
    private static final int MOST_LEVELS = 100;

    private static final Gson GSON =
            new GsonBuilder().serializeNulls().disableHtmlEscaping().create();

    private JsonText() {}

    /** Returns a value as JSON. */
    public static String of(@Nullable Object value) {
        // What is not seen stands only in texts, where JSON has the same escapes.
        return Printable.of(GSON.toJson(plain(value, 0)));
    }

    private static @Nullable Object plain(@Nullable Object value, int level) {
        if (value == null || value instanceof Boolean || isWhole(value)) {
            return value;
        } else if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            return Double.isFinite(number) ? value : value.toString();
        } else if (level == MOST_LEVELS) {
            return Shown.of(value);
        } else if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> members = new LinkedHashMap<>();
            map.forEach((key, member) -> members.put(Shown.of(key), plain(member, level + 1)));
            return members;
        } else if (value instanceof Collection<?> collection) {
            return elements(collection, level);
        } else if (value instanceof Tuple tuple) {
            return elements(tuple.elements(), level);
        } else if (value instanceof Map.Entry<?, ?> entry) {
            Map<String, @Nullable Object> members = new LinkedHashMap<>();
            members.put("key", plain(entry.getKey(), level + 1));
            members.put("value", plain(entry.getValue(), level + 1));
            return members;
        } else if (value.getClass().isArray()) {
            List<@Nullable Object> elements = new ArrayList<>();
            for (int i = 0; i < Array.getLength(value); i++) {
                elements.add(plain(Array.get(value, i), level + 1));
            }
            return elements;
        } else if (value instanceof Record named && RecordFields.areSeen(named)) {
            Map<String, @Nullable Object> members = new LinkedHashMap<>();
            RecordFields.of(named).forEach((name, member) -> members.put(name, plain(member, level + 1)));
            return members;
        }
        return Shown.of(value);
    }

    private static List<@Nullable Object> elements(Collection<?> collection, int level) {
        List<@Nullable Object> elements = new ArrayList<>(collection.size());
        collection.forEach(element -> elements.add(plain(element, level + 1)));
        return elements;
    }

    /** Numbers of any length are JSON; of very long ones the digits are not worth their time. */
    private static boolean isWhole(Object value) {
        return value instanceof Long
                || value instanceof Integer
                || value instanceof Short
                || value instanceof Byte
                || (value instanceof BigInteger number && number.bitLength() <= Shown.MOST_BITS)
                || (value instanceof BigDecimal decimal
                        && decimal.unscaledValue().bitLength() <= Shown.MOST_BITS);
    }
}
