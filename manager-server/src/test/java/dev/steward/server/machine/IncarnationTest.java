package dev.steward.server.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IncarnationTest {

    private static final UUID SERVER = new UUID(1, 2);

    private static long firstToken(Instant start) {
        Incarnation incarnation = Incarnation.withoutState(SERVER, start);
        return (incarnation.epoch() << Integer.SIZE) + incarnation.fencingFloor();
    }

    @Test
    void tokensOfAServerThatIsBackWithinTheSecondAreGreater() {
        Instant start = Instant.ofEpochSecond(1_800_000_000, 123_000_000);
        assertThat(firstToken(start.plusMillis(1))).isGreaterThan(firstToken(start) + 1_000_000);
        assertThat(firstToken(Instant.ofEpochSecond(1_800_000_001))).isGreaterThan(firstToken(start.plusMillis(876)));
    }

    @Test
    void epochIsTheSecond() {
        Incarnation incarnation = Incarnation.withoutState(SERVER, Instant.ofEpochSecond(1_800_000_000, 999_999_999));
        assertThat(incarnation.epoch()).isEqualTo(1_800_000_000);
        assertThat(incarnation.fencingFloor()).isBetween(0L, (1L << Integer.SIZE) - 1);
    }

    @Test
    void until2030TokensAreWhatTheyWereInEachRelease() {
        Instant last = Instant.parse("2029-12-31T23:59:59.999999999Z");
        assertThat(firstToken(last) >>> Integer.SIZE).isEqualTo(last.getEpochSecond());
        assertThat(Incarnation.withoutState(SERVER, last).fencingFloor())
                .isEqualTo((999_999_999L << Integer.SIZE) / 1_000_000_000);
    }

    @Test
    void tokensGrowFromEachMomentToTheNextFor130Years() {
        long before = 0;
        for (Instant at = Instant.parse("2026-11-29T00:00:00Z");
                at.isBefore(Instant.parse("2158-01-01T00:00:00Z"));
                at = at.plus(Duration.ofDays(9)).plusNanos(123_456_789)) {
            assertThat(firstToken(at)).as("%s", at).isGreaterThan(before);
            before = firstToken(at);
            assertThat(firstToken(at.plusNanos(4)))
                    .as("four nanoseconds after %s", at)
                    .isGreaterThan(before);
        }
        Instant turn = Instant.parse("2030-01-01T00:00:00Z");
        assertThat(firstToken(turn)).isGreaterThan(firstToken(turn.minusNanos(1)));
        assertThat(firstToken(turn.plusSeconds(1))).isGreaterThan(firstToken(turn.plusNanos(999_999_999)));
    }

    @Test
    void aClockThatIsFarAheadIsToldSo() {
        assertThatThrownBy(() -> Incarnation.withoutState(SERVER, Instant.parse("2200-01-01T00:00:00Z")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("2200-01-01")
                .hasMessageContaining("2158")
                .hasMessageContaining("state directory");
        assertThat(firstToken(Instant.parse("1969-12-31T23:59:59Z"))).isNegative();
    }
}
