package dev.steward.client.session;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next try to reconnect: full jitter, a random time below a bound that doubles from 0.1 s to
 * 5 s, so that the clients of a server that comes back do not all come at once. One thread at a time.
 */
final class Backoff {

    static final Duration FIRST_BOUND = Duration.ofMillis(100);
    static final Duration LAST_BOUND = Duration.ofSeconds(5);

    private final RandomGenerator random;
    private long boundNanos = FIRST_BOUND.toNanos();

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /** Returns the wait before the next try. */
    Duration next() {
        long wait = random.nextLong(boundNanos + 1);
        boundNanos = Math.min(boundNanos * 2, LAST_BOUND.toNanos());
        return Duration.ofNanos(wait);
    }

    /** Begins anew, after a success. */
    void reset() {
        boundNanos = FIRST_BOUND.toNanos();
    }
}
