package dev.steward.systemtests.parity;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * How a call ended, to be compared with how its twin's did: the result, or the class of what was thrown.
 *
 * @param result the result, or null
 * @param thrown the class of what was thrown, or null
 */
record Ended(@Nullable Object result, @Nullable Class<?> thrown) {

    static Ended of(Callable<? extends @Nullable Object> call) {
        try {
            return new Ended(call.call(), null);
        } catch (Exception failure) {
            return new Ended(null, failure.getClass());
        }
    }

    /** Runs what has no result. */
    static Ended run(Runnable call) {
        return of(() -> {
            call.run();
            return null;
        });
    }
}
