package dev.steward.benchmarks.parts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The bytes of a call are counted on both sides; how many is none of a test's business. */
@Timeout(60)
@Tag("one-jdk")
class AllocationsTest {

    @Test
    void eachOperationAllocatesOnBothSides() throws Exception {
        assertThat(Allocations.measure(200))
                .allSatisfy(row -> {
                    assertThat(row.caller()).isPositive();
                    assertThat(row.client()).isPositive();
                    assertThat(row.server()).isPositive();
                })
                .extracting(Allocations.Row::operation)
                .containsExactly("list.get", "list.append", "dict.put", "queue.put", "queue.take", "value.get");
    }
}
