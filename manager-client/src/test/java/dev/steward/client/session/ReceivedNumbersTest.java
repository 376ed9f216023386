package dev.steward.client.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.protocol.message.Received;
import dev.steward.protocol.message.Received.Range;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReceivedNumbersTest {

    @Test
    void repliesInOrderMoveTheFloorAndLeaveNoRanges() {
        ReceivedNumbers received = new ReceivedNumbers();
        for (long number = 1; number <= 1_000; number++) {
            received.add(number);
        }
        assertThat(received.toReceived(8)).isEqualTo(Received.below(1_001));
    }

    @Test
    void aParkedCallHoldsBackNothingBehindIt() {
        ReceivedNumbers received = new ReceivedNumbers();
        for (long number = 2; number <= 100; number++) {
            received.add(number);
        }
        assertThat(received.toReceived(8)).isEqualTo(new Received(1, List.of(new Range(2, 100))));
        received.add(1);
        assertThat(received.toReceived(8)).isEqualTo(Received.below(101));
    }

    @Test
    void onlyTheLowestRangesAreToldWhenThereAreTooMany() {
        ReceivedNumbers received = new ReceivedNumbers();
        for (long number = 2; number <= 20; number += 2) {
            received.add(number);
        }
        assertThat(received.ranges()).isEqualTo(10);
        assertThat(received.toReceived(2)).isEqualTo(new Received(1, List.of(new Range(2, 2), new Range(4, 4))));
    }

    @Test
    void whateverTheOrderExactlyWhatWasAddedIsTold() {
        for (long seed = 0; seed < 200; seed++) {
            List<Long> numbers = new ArrayList<>();
            for (long number = 1; number <= 60; number++) {
                numbers.add(number);
            }
            Collections.shuffle(numbers, new Random(seed));
            ReceivedNumbers received = new ReceivedNumbers();
            Set<Long> added = new HashSet<>();
            for (long number : numbers) {
                received.add(number);
                added.add(number);
                Received told = received.toReceived(Received.MAX_RANGES);
                for (long each = 1; each <= 61; each++) {
                    assertThat(told.contains(each))
                            .as("seed %d, number %d of %s", seed, each, added)
                            .isEqualTo(added.contains(each));
                }
            }
            assertThat(received.toReceived(8)).isEqualTo(Received.below(61));
        }
    }
}
