package dev.steward.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class QueueOptionsTest {

    @Test
    void whatIsNotSaidStaysOpen() {
        QueueOptions open = QueueOptions.unbounded();
        assertThat(open.capacity()).isNull();
        assertThat(open.maxDeliveries()).isZero();
        assertThat(open.deadLetters()).isNull();
        assertThat(open).hasToString("unbounded");
    }

    @Test
    void eachSettingGivesOtherOptions() {
        QueueOptions bounded = QueueOptions.bounded(3);
        QueueOptions limited = bounded.maxDeliveries(5);
        assertThat(bounded.maxDeliveries()).isZero();
        assertThat(limited.capacity()).isEqualTo(3);
        assertThat(limited.maxDeliveries()).isEqualTo(5);
        assertThat(limited).isEqualTo(QueueOptions.bounded(3).maxDeliveries(5)).isNotEqualTo(bounded);
        assertThat(limited).hasSameHashCodeAs(QueueOptions.bounded(3).maxDeliveries(5));
        assertThat(limited).hasToString("at most 3 elements, 5 deliveries, then dropped");
    }

    @Test
    @SuppressWarnings("NullAway") // what a user may do all the same
    void whatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> QueueOptions.bounded(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1");
        assertThatThrownBy(() -> QueueOptions.unbounded().maxDeliveries(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least once");
        assertThatThrownBy(() -> QueueOptions.unbounded().deadLetters(null, 1))
                .isInstanceOf(NullPointerException.class);
    }
}
