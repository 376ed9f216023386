package dev.steward.protocol.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.protocol.transport.Polling.Ended;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PollingTest {

    @Test
    void goesOnWhileAnswersComeInTime() {
        Polling polling = new Polling(true);
        for (int call = 0; call < 1_000; call++) {
            assertThat(polling.isWorthwhile()).isTrue();
            polling.ended(Ended.CAME);
        }
    }

    @Test
    void stopsWhereAnswersAreLateAndTriesAgainNowAndThen() {
        Polling polling = new Polling(true);
        assertThat(pollsOf(polling, 1_000, Ended.CAME_LATE)).isBetween(40, 60);
        assertThat(pollsOf(polling, 1_000, Ended.CAME)).isGreaterThan(900);
    }

    /** Each look costs a slice of the scheduler there: tries must not become a good part of all waits. */
    @Test
    void triesMoreAndMoreSeldomWhereOthersWantTheCore() {
        Polling polling = new Polling(true);
        assertThat(pollsOf(polling, 1_000, Ended.OTHERS_RAN)).isBetween(11, 20);
        assertThat(pollsOf(polling, 100_000, Ended.OTHERS_RAN)).isBetween(60, 100);
    }

    /** Somebody may have computed for a moment only. */
    @Test
    void oneLongLookDoesNotDecideATry() {
        Polling polling = new Polling(true);
        pollsOf(polling, 1_000, Ended.OTHERS_RAN);
        while (!polling.isWorthwhile()) {
            // The next try will come.
        }
        polling.ended(Ended.OTHERS_RAN);
        assertThat(pollsOf(polling, 1_000, Ended.CAME)).isEqualTo(1_000);
    }

    @Test
    void isBackAtOnceWhenTheCoreIsFreeAgain() {
        Polling polling = new Polling(true);
        pollsOf(polling, 10_000, Ended.OTHERS_RAN);
        int waits = 0;
        while (!polling.isWorthwhile()) {
            waits++;
        }
        assertThat(waits).isLessThan(4_096);
        assertThat(pollsOf(polling, 1_000, Ended.CAME)).isEqualTo(1_000);
        assertThat(pollsOf(polling, 1_000, Ended.CAME_LATE))
                .as("tries every 64th wait")
                .isBetween(40, 60);
    }

    private static int pollsOf(Polling polling, int waits, Ended how) {
        int polled = 0;
        for (int wait = 0; wait < waits; wait++) {
            if (polling.isWorthwhile()) {
                polled++;
                polling.ended(how);
            }
        }
        return polled;
    }

    @Test
    @Timeout(30)
    void noticesThatOthersCompute() throws InterruptedException {
        // As many as there are processors, and one: somebody has to wait for whoever yields.
        int count = Runtime.getRuntime().availableProcessors() + 1;
        Thread[] busy = new Thread[count];
        for (int i = 0; i < count; i++) {
            busy[i] = new Thread(() -> {
                while (!Thread.currentThread().isInterrupted()) {
                    Thread.onSpinWait();
                }
            });
            busy[i].start();
        }
        try {
            boolean ran = false;
            while (!ran) {
                ran = Polling.letOthersRun();
            }
        } finally {
            for (Thread thread : busy) {
                thread.interrupt();
            }
            for (Thread thread : busy) {
                thread.join();
            }
        }
    }

    @Test
    void neverHappensWhereItIsSwitchedOff() {
        assertThat(new Polling(false).isWorthwhile()).isFalse();
    }
}
