package dev.steward.systemtests.history.type;

import dev.steward.systemtests.history.Operation.Ending;
import dev.steward.systemtests.history.Timed;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One call of one client of an object of any type.
 *
 * @param number tells it from the other calls of its history
 * @param client who called: a session with one thread
 * @param name what was called
 * @param arguments with what
 * @param invokedAt when it was called
 * @param returnedAt when it returned
 * @param ending how it ended
 * @param result what it returned, or the name of the exception that it threw
 */
record TypedCall(
        int number,
        String client,
        String name,
        List<Long> arguments,
        long invokedAt,
        long returnedAt,
        Ending ending,
        @Nullable Object result)
        implements Timed {

    /** Returns whether it is a call of that name. */
    boolean is(String method) {
        return name.equals(method);
    }

    long argument(int index) {
        return arguments.get(index);
    }

    /** Returns whether it was told that, or nobody knows what it was told. */
    boolean told(@Nullable Object expected) {
        return isUnknown() || Objects.equals(result, expected);
    }

    boolean isUnknown() {
        return ending == Ending.UNKNOWN;
    }

    @Override
    public String toString() {
        return number + " of " + client + ": " + name + arguments + " -> " + (isUnknown() ? "?" : result);
    }
}
