package dev.steward.face.object;

import dev.steward.api.Outcome;
import dev.steward.api.ProtocolException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Reads the plain results of operations, whatever width a number came in; what is something else is a broken peer. */
public final class PlainResults {
    private PlainResults() {}

    public static long longOf(@Nullable Object result) {
        if (result instanceof Number number) {
            return number.longValue();
        }
        throw unexpected("a number", result);
    }

    public static int intOf(@Nullable Object result) {
        long value = longOf(result);
        return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, value));
    }

    public static boolean booleanOf(@Nullable Object result) {
        if (result instanceof Boolean value) {
            return value;
        }
        throw unexpected("true or false", result);
    }

    public static List<?> listOf(@Nullable Object result) {
        if (result instanceof List<?> list) {
            return list;
        }
        throw unexpected("a list", result);
    }

    /** Returns the parts of a result that has so many. */
    public static List<?> listOf(@Nullable Object result, int size) {
        List<?> list = listOf(result);
        if (list.size() != size) {
            throw unexpected("a list of " + size, result);
        }
        return list;
    }

    /** Returns a timeout for the wire: zero or less does not wait, what is too long for nanoseconds waits 292 years. */
    public static long nanosOf(Duration timeout) {
        if (timeout.isNegative()) {
            return 0;
        }
        try {
            return timeout.toNanos();
        } catch (ArithmeticException tooLong) {
            return Long.MAX_VALUE;
        }
    }

    /** Returns a timeout for the wire: zero or less does not wait. */
    public static long nanosOf(long timeout, TimeUnit unit) {
        return Math.max(0, unit.toNanos(timeout));
    }

    /** Returns a timeout for the wire that ends at a time, both in milliseconds since 1970: one that has passed does not wait. */
    public static long nanosUntil(long end, long now) {
        // The difference may not be a long: neither of the earliest date, nor of the latest one before 1970.
        return end <= now ? 0 : nanosOf(Duration.ofMillis(end).minusMillis(now));
    }

    private static ProtocolException unexpected(String expected, @Nullable Object result) {
        return new ProtocolException(
                "the server answered with "
                        + (result == null ? "null" : "a " + result.getClass().getName()) + " where " + expected
                        + " belongs: are both sides of the same version?",
                Outcome.UNKNOWN);
    }
}
