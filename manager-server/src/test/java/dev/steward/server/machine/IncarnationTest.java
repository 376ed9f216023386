package dev.steward.server.machine;

import static org.assertj.core.api.Assertions.assertThat;

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
}
