package dev.steward.admin.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What happened is counted for ever, and for ten minutes. */
@Timeout(10)
class HappeningsTest {

    private final AtomicLong now = new AtomicLong(TimeUnit.HOURS.toNanos(7));
    private final List<Map<String, @Nullable Object>> told = new ArrayList<>();
    private final Happenings happenings = new Happenings(told::add, now::get);

    private void pass(long minutes) {
        now.addAndGet(TimeUnit.MINUTES.toNanos(minutes));
    }

    @Test
    void whatShouldNotHappenIsRememberedForTenMinutes() {
        happenings.refused("a", "full");
        pass(5);
        happenings.refused("b", "full");
        happenings.redelivered("queue 1", "s");
        assertThat(happenings.recent()).isEqualTo(Map.of(Happening.REFUSED, 2L, Happening.REDELIVERED, 1L));
        pass(5);
        assertThat(happenings.recent()).isEqualTo(Map.of(Happening.REFUSED, 1L, Happening.REDELIVERED, 1L));
        pass(5);
        assertThat(happenings.recent()).isEmpty();
        assertThat(happenings.count(Happening.REFUSED)).isEqualTo(2);
    }

    @Test
    void timeMayPassForLong() {
        happenings.abandoned("lock 1", "s");
        pass(1_000_000);
        assertThat(happenings.recent()).isEmpty();
        happenings.abandoned("lock 1", "s");
        assertThat(happenings.recent()).isEqualTo(Map.of(Happening.ABANDONED, 1L));
    }

    @Test
    void whatIsOrdinaryIsNoWarning() {
        happenings.session("s", "client", "opened");
        happenings.authentication("a", null);
        assertThat(happenings.recent()).isEmpty();
        happenings.authentication("a", "wrong key");
        assertThat(happenings.recent()).containsOnlyKeys(Happening.AUTHENTICATION_FAILED);
        assertThat(told)
                .extracting(event -> event.get("event"))
                .containsExactly("session", "authenticated", "authentication_failed");
    }
}
