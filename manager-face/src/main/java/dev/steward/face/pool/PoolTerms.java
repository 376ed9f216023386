package dev.steward.face.pool;

import java.time.Duration;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What holds for the tasks that are brought by one face of a pool.
 *
 * @param retries how often a task runs again whose worker is lost
 * @param limit how many nanoseconds a task may run; -1 for ever
 * @param detached whether they outlive the session that brings them
 * @param progress hears how far maps have come, or null
 */
record PoolTerms(
        int retries, long limit, boolean detached, @Nullable BiConsumer<? super Long, ? super Long> progress) {

    static final PoolTerms PLAIN = new PoolTerms(0, -1, false, null);

    PoolTerms idempotent(int times) {
        if (times < 0) {
            throw new IllegalArgumentException("a task runs again at least 0 times, not " + times);
        }
        return new PoolTerms(times, limit, detached, progress);
    }

    PoolTerms taskTimeout(Duration most) {
        if (most.isNegative() || most.isZero()) {
            throw new IllegalArgumentException("a limit for a task must be more than zero, not " + most);
        }
        return new PoolTerms(retries, nanos(most), detached, progress);
    }

    private static long nanos(Duration most) {
        try {
            return most.toNanos();
        } catch (ArithmeticException tooLong) {
            return -1;
        }
    }

    PoolTerms outliving() {
        return new PoolTerms(retries, limit, true, progress);
    }

    PoolTerms telling(BiConsumer<? super Long, ? super Long> told) {
        return new PoolTerms(retries, limit, detached, told);
    }
}
