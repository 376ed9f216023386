package dev.steward.server.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.SelectStrategy;
import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PollingStrategyTest {

    private final Queue<Integer> ready = new ArrayDeque<>();
    private int looks;

    private int next(SelectStrategy strategy, boolean hasTasks) throws Exception {
        return strategy.calculateStrategy(
                () -> {
                    looks++;
                    Integer next = ready.poll();
                    return next == null ? 0 : next;
                },
                hasTasks);
    }

    @Test
    void looksForMoreAndThenSleeps() throws Exception {
        PollingStrategy strategy = new PollingStrategy(true);
        int next = next(strategy, false);
        while (next == 0) {
            next = next(strategy, false);
        }
        assertThat(next).isEqualTo(SelectStrategy.SELECT);
        assertThat(looks).isPositive();
    }

    @Test
    void handsOnWhatCameMeanwhile() throws Exception {
        PollingStrategy strategy = new PollingStrategy(true);
        ready.add(3);
        assertThat(next(strategy, false)).isEqualTo(3);
    }

    @Test
    void neverSleepsOverTasks() throws Exception {
        PollingStrategy strategy = new PollingStrategy(false);
        assertThat(next(strategy, true)).isZero();
        ready.add(2);
        assertThat(next(strategy, true)).isEqualTo(2);
    }

    @Test
    void sleepsAtOnceWhereItIsSwitchedOff() throws Exception {
        assertThat(next(new PollingStrategy(false), false)).isEqualTo(SelectStrategy.SELECT);
        assertThat(looks).isZero();
    }
}
