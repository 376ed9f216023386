package dev.steward.client.session;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next try to reconnect: full jitter, a random time below a bound that doubles from 0.1 s to
 * 5 s, so that the clients of a server that comes back do not all come at once. At most half the resume window, because
 * a server that was stopped learns when it goes on that connections broke, and gives whoever was about to try again no
 * longer than the window. One thread at a time.
 */
final class Backoff {

    static final Duration FIRST_BOUND = Duration.ofMillis(100);
    static final Duration LAST_BOUND = Duration.ofSeconds(5);

    private final RandomGenerator random;
    private final long lastBoundNanos;
    private long boundNanos = FIRST_BOUND.toNanos();

    /**
     * A back-off that begins.
     *
     * @param resumeWindow how long the server waits for this client; zero if it does not
     */
    Backoff(RandomGenerator random, Duration resumeWindow) {
        this.random = random;
        long half = resumeWindow.toNanos() / 2;
        this.lastBoundNanos = half == 0 ? LAST_BOUND.toNanos() : Math.min(half, LAST_BOUND.toNanos());
    }

    /** Returns the wait before the next try. */
    Duration next() {
        long wait = random.nextLong(boundNanos + 1);
        boundNanos = Math.min(boundNanos * 2, lastBoundNanos);
        return Duration.ofNanos(wait);
    }

    /** Begins anew, after a success. */
    void reset() {
        boundNanos = FIRST_BOUND.toNanos();
    }
}
