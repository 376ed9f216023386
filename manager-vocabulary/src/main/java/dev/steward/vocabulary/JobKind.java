package dev.steward.vocabulary;

import org.jspecify.annotations.Nullable;

/** What was asked of a pool together: how many tasks it has, and how their results are had. The number is that of the wire. */
public enum JobKind {
    /** One task. */
    TASK(0, BuiltInType.ASYNC_RESULT),
    /** A task for each item; the results are had together, and the first that fails fails all. */
    MAP(1, BuiltInType.ASYNC_RESULT),
    /** A task for each item; the results are taken one by one, in the order of the items. */
    ORDERED(2, BuiltInType.POOL_ITERATOR),
    /** A task for each item; the results are taken one by one, as they come. */
    UNORDERED(3, BuiltInType.POOL_ITERATOR);

    private final int code;

    @SuppressWarnings("ImmutableEnumChecker") // an enum
    private final BuiltInType type;

    JobKind(int code, BuiltInType type) {
        this.code = code;
        this.type = type;
    }

    /** Returns the kind of a number, or null if there is none. */
    public static @Nullable JobKind of(long code) {
        for (JobKind kind : values()) {
            if (kind.code == code) {
                return kind;
            }
        }
        return null;
    }

    /** Returns the number on the wire. */
    public int code() {
        return code;
    }

    /** Returns whether its results are had together, and not taken one by one. */
    public boolean hasResultsTogether() {
        return type == BuiltInType.ASYNC_RESULT;
    }

    /** Returns the type of its object. */
    public BuiltInType type() {
        return type;
    }
}
