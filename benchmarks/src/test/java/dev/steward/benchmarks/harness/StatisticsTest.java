package dev.steward.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class StatisticsTest {

    @Test
    void medianIsTheFigureInTheMiddleWhateverTheOrder() {
        assertThat(Statistics.median(List.of(9.0, 1.0, 2.0))).isEqualTo(2.0);
        assertThat(Statistics.median(List.of(4.0))).isEqualTo(4.0);
    }

    @Test
    void medianOfAnEvenNumberLiesBetweenTheTwoInTheMiddle() {
        assertThat(Statistics.median(List.of(8.0, 1.0, 2.0, 100.0))).isEqualTo(5.0);
    }

    @Test
    void nothingHasNoMedian() {
        assertThatThrownBy(() -> Statistics.median(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nothing was measured");
    }

    @Test
    void ratiosAreOfTheSameRound() {
        List<Double> ratios = Statistics.ratios(List.of(10.0, 40.0, 60.0), List.of(5.0, 10.0, 20.0));
        assertThat(ratios).containsExactly(2.0, 4.0, 3.0);
        // The ratio of the medians would be 4: it compares a calm round with a busy one.
        assertThat(Statistics.median(ratios)).isEqualTo(3.0);
    }

    @Test
    void roundsThatHaveNoPartnerAreRefused() {
        assertThatThrownBy(() -> Statistics.ratios(List.of(1.0), List.of(1.0, 2.0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 rounds")
                .hasMessageContaining("2");
    }
}
