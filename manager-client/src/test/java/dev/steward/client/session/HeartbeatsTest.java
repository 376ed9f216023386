package dev.steward.client.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.protocol.message.Heartbeat;
import org.junit.jupiter.api.Test;

class HeartbeatsTest {

    private final Heartbeats heartbeats = new Heartbeats();

    @Test
    void anAnswerTellsWhenItsHeartbeatWasSent() {
        assertThat(heartbeats.next(100)).isEqualTo(new Heartbeat(0));
        assertThat(heartbeats.next(200)).isEqualTo(new Heartbeat(1));
        assertThat(heartbeats.answered(0)).hasValue(100);
        assertThat(heartbeats.answered(1)).hasValue(200);
    }

    @Test
    void anAnswerThatSkipsOneStillCounts() {
        heartbeats.next(100);
        heartbeats.next(200);
        assertThat(heartbeats.answered(1)).hasValue(200);
        assertThat(heartbeats.answered(0)).isEmpty();
    }

    @Test
    void anAnswerToAHeartbeatThatWasNeverSentSaysNothing() {
        heartbeats.next(100);
        assertThat(heartbeats.answered(7)).isEmpty();
    }

    @Test
    void aServerThatNeverAnswersCostsNoMemory() {
        for (int tick = 0; tick < 1_000; tick++) {
            heartbeats.next(tick);
        }
        assertThat(heartbeats.answered(0)).isEmpty();
        assertThat(heartbeats.answered(999)).hasValue(999);
    }
}
