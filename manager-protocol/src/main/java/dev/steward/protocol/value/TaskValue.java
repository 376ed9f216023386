package dev.steward.protocol.value;

import org.jspecify.annotations.Nullable;

/**
 * What goes to a worker of a pool or comes from it: a function, an argument, a result. Inside it collections and maps keep
 * their class and can be changed, as a copy that belongs to whoever has it.
 *
 * @param content what it is
 */
public record TaskValue(@Nullable Object content) {

    /** Returns what a value that arrived stands for. */
    public static @Nullable Object contentOf(@Nullable Object arrived) {
        return arrived instanceof TaskValue value ? value.content() : arrived;
    }
}
