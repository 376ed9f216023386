package dev.steward.client.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private static final Duration LONG_WINDOW = Duration.ofMinutes(1);

    @Test
    void staysBelowABoundThatDoublesFromATenthToFiveSeconds() {
        Backoff backoff = new Backoff(new Random(1), LONG_WINDOW);
        Duration bound = Duration.ofMillis(100);
        for (int attempt = 0; attempt < 50; attempt++) {
            assertThat(backoff.next()).isBetween(Duration.ZERO, bound);
            bound = bound.multipliedBy(2).compareTo(Backoff.LAST_BOUND) > 0
                    ? Backoff.LAST_BOUND
                    : bound.multipliedBy(2);
        }
    }

    @Test
    void isSpreadOverTheWholeBound() {
        Backoff backoff = new Backoff(new Random(2), LONG_WINDOW);
        Duration shortest = Duration.ofDays(1);
        Duration longest = Duration.ZERO;
        for (int attempt = 0; attempt < 1_000; attempt++) {
            Duration wait = backoff.next();
            shortest = wait.compareTo(shortest) < 0 ? wait : shortest;
            longest = wait.compareTo(longest) > 0 ? wait : longest;
        }
        assertThat(shortest).isLessThan(Duration.ofMillis(100));
        assertThat(longest).isGreaterThan(Duration.ofMillis(4_500));
    }

    @Test
    void isAtMostHalfTheTimeThatTheServerWaits() {
        Backoff backoff = new Backoff(new Random(4), Duration.ofSeconds(3));
        Duration longest = Duration.ZERO;
        for (int attempt = 0; attempt < 1_000; attempt++) {
            Duration wait = backoff.next();
            longest = wait.compareTo(longest) > 0 ? wait : longest;
        }
        assertThat(longest).isBetween(Duration.ofMillis(1_400), Duration.ofMillis(1_500));
    }

    @Test
    void isTheUsualOneIfTheServerDoesNotWaitAtAll() {
        Backoff backoff = new Backoff(new Random(5), Duration.ZERO);
        for (int attempt = 0; attempt < 20; attempt++) {
            backoff.next();
        }
        assertThat(backoff.next()).isBetween(Duration.ofMillis(1), Backoff.LAST_BOUND);
    }

    @Test
    void beginsAnewAfterASuccess() {
        Backoff backoff = new Backoff(new Random(3), LONG_WINDOW);
        for (int attempt = 0; attempt < 20; attempt++) {
            backoff.next();
        }
        backoff.reset();
        assertThat(backoff.next()).isLessThanOrEqualTo(Backoff.FIRST_BOUND);
    }
}
