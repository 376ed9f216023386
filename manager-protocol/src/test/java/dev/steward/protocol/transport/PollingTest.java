package dev.steward.protocol.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PollingTest {

    @Test
    void goesOnWhileAnswersComeInTime() {
        Polling polling = new Polling(true);
        for (int call = 0; call < 1_000; call++) {
            assertThat(polling.isWorthwhile()).isTrue();
            polling.ended(true);
        }
    }

    @Test
    void stopsWhereAnswersAreLateAndTriesAgainNowAndThen() {
        Polling polling = new Polling(true);
        int polled = 0;
        for (int call = 0; call < 1_000; call++) {
            if (polling.isWorthwhile()) {
                polled++;
                polling.ended(false);
            }
        }
        assertThat(polled).isBetween(10, 40);
        int resumed = 0;
        for (int call = 0; call < 1_000; call++) {
            if (polling.isWorthwhile()) {
                resumed++;
                polling.ended(true);
            }
        }
        assertThat(resumed).isGreaterThan(900);
    }

    @Test
    void neverHappensWhereItIsSwitchedOff() {
        assertThat(new Polling(false).isWorthwhile()).isFalse();
    }
}
