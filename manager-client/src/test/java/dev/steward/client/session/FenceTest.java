package dev.steward.client.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.protocol.message.SessionTerms;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FenceTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final SessionTerms TERMS = new SessionTerms(
            Duration.ofSeconds(10), Duration.ofSeconds(3), Duration.ofSeconds(3), 1_024, 20_000, 1 << 24, 1 << 26);

    @Test
    void closesAtEightyPercentOfTheLease() {
        Fence fence = new Fence(TERMS, 0);
        assertThat(fence.isClosed(8 * SECOND - 1)).isFalse();
        assertThat(fence.isClosed(8 * SECOND)).isTrue();
    }

    @Test
    void anAnswerCountsFromTheSendingOfItsHeartbeat() {
        Fence fence = new Fence(TERMS, 0);
        fence.answered(3 * SECOND);
        assertThat(fence.isClosed(11 * SECOND - 1)).isFalse();
        assertThat(fence.isClosed(11 * SECOND)).isTrue();
    }

    @Test
    void anAnswerToAnOlderHeartbeatMovesNothingBack() {
        Fence fence = new Fence(TERMS, 0);
        fence.answered(3 * SECOND);
        fence.answered(1 * SECOND);
        assertThat(fence.remaining(0)).isEqualTo(11 * SECOND);
    }

    @Test
    void closesAtEightyPercentOfTheResumeWindowAfterABreak() {
        Fence fence = new Fence(TERMS, 0);
        fence.broken(SECOND);
        assertThat(fence.isClosed(SECOND + 2_400_000_000L - 1)).isFalse();
        assertThat(fence.isClosed(SECOND + 2_400_000_000L)).isTrue();
    }

    @Test
    void aBreakNeverExtendsTheLease() {
        Fence fence = new Fence(TERMS, 0);
        fence.broken(7 * SECOND);
        assertThat(fence.remaining(0)).isEqualTo(8 * SECOND);
    }

    @Test
    void opensAgainWhenTheSessionIsResumed() {
        Fence fence = new Fence(TERMS, 0);
        fence.broken(SECOND);
        fence.entered(TERMS, 5 * SECOND);
        assertThat(fence.isClosed(13 * SECOND - 1)).isFalse();
    }

    @Test
    void worksWhereNanoTimeIsNegativeAndWraps() {
        long start = Long.MAX_VALUE - SECOND;
        Fence fence = new Fence(TERMS, start);
        assertThat(fence.isClosed(start + 8 * SECOND - 1)).isFalse();
        assertThat(fence.isClosed(start + 8 * SECOND)).isTrue();
    }
}
