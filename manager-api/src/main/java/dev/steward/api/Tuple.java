package dev.steward.api;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fixed sequence of values that can be a key: equal by content, and immutable as long as its elements are. Arrays are
 * never keys; a tuple is what takes their place. Python twin: {@code tuple}.
 *
 * @param elements the values in order; may hold null
 */
public record Tuple(List<@Nullable Object> elements) {

    /** Copies the list. */
    public Tuple {
        elements = Collections.unmodifiableList(new ArrayList<>(elements));
    }

    /** Returns a tuple of these values in this order. */
    public static Tuple of(@Nullable Object... elements) {
        return new Tuple(Arrays.asList(elements));
    }

    /** Returns how many values it has. */
    public int size() {
        return elements.size();
    }

    /**
     * Returns the value at an index.
     *
     * @throws IndexOutOfBoundsException if there is none
     */
    public @Nullable Object get(int index) {
        return elements.get(index);
    }
}
