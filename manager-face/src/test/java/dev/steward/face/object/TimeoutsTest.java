package dev.steward.face.object;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The ends of the ranges of times: what has passed does not wait, and what is far away does not have passed. */
@Timeout(30)
class TimeoutsTest {

    private static final long NOW = 1_700_000_000_000L;

    @Test
    void aTimeThatHasPassedDoesNotWait() {
        assertThat(PlainResults.nanosUntil(Long.MIN_VALUE, NOW)).isZero();
        assertThat(PlainResults.nanosUntil(Long.MIN_VALUE + NOW - 1, NOW)).isZero();
        assertThat(PlainResults.nanosUntil(-1, NOW)).isZero();
        assertThat(PlainResults.nanosUntil(NOW, NOW)).isZero();
        assertThat(PlainResults.nanosUntil(0, Long.MAX_VALUE)).isZero();
    }

    @Test
    void aTimeToComeWaitsUntilThen() {
        assertThat(PlainResults.nanosUntil(NOW + 1, NOW)).isEqualTo(1_000_000);
        assertThat(PlainResults.nanosUntil(Long.MAX_VALUE, NOW)).isEqualTo(Long.MAX_VALUE);
        assertThat(PlainResults.nanosUntil(Long.MAX_VALUE, -NOW)).isEqualTo(Long.MAX_VALUE);
        assertThat(PlainResults.nanosUntil(-1, -2)).isEqualTo(1_000_000);
    }

    @Test
    void durationsOfAnyLength() {
        assertThat(PlainResults.nanosOf(Duration.ofSeconds(Long.MIN_VALUE))).isZero();
        assertThat(PlainResults.nanosOf(Duration.ofSeconds(Long.MAX_VALUE, 999_999_999)))
                .isEqualTo(Long.MAX_VALUE);
        assertThat(PlainResults.nanosOf(Long.MIN_VALUE, TimeUnit.DAYS)).isZero();
        assertThat(PlainResults.nanosOf(Long.MAX_VALUE, TimeUnit.DAYS)).isEqualTo(Long.MAX_VALUE);
    }
}
