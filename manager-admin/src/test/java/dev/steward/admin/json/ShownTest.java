package dev.steward.admin.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.Tuple;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.AbstractMap.SimpleEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(30)
class ShownTest {

    static Stream<Object> shortOnes() {
        return Stream.of(
                "text",
                7,
                BigInteger.TEN.pow(100),
                new BigDecimal("1.50"),
                Arrays.asList("a", null, 1),
                Map.of("key", List.of(1, 2)),
                new SimpleEntry<>("key", 1),
                Optional.of(List.of("a")),
                new AtomicReference<>(List.of(1)),
                Tuple.of(1, "a"));
    }

    @ParameterizedTest
    @MethodSource("shortOnes")
    void whatIsShortIsShownAsItPrintsItself(Object value) {
        assertThat(Shown.of(value)).isEqualTo(value.toString());
    }

    @Test
    void whatIsEmptyOrNullIsShown() {
        assertThat(Shown.of(List.of())).isEqualTo("[]");
        assertThat(Shown.of((Object) null)).isEqualTo("null");
        assertThat(Shown.of(new int[] {1, 2})).isEqualTo("[1, 2]");
        assertThat(Shown.of(Map.entry("key", new byte[] {3}))).isEqualTo("key = [3]");
    }

    static Stream<Object> largeOnes() {
        List<Object> halves = List.of(0, 0);
        for (int level = 0; level < 200; level++) {
            halves = List.of(halves, halves);
        }
        Object deep = 1;
        for (int level = 0; level < 100_000; level++) {
            deep = level % 2 == 0 ? new ArrayList<>(Collections.singletonList(deep)) : Optional.of(deep);
        }
        return Stream.of(
                halves,
                Optional.of(halves),
                Map.of(1, halves),
                new Object[] {halves},
                deep,
                "x".repeat(1 << 20),
                Collections.nCopies(1 << 20, "x".repeat(1 << 10)),
                new long[1 << 20],
                BigInteger.TWO.pow(100_000_000));
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("largeOnes")
    void whatIsLargeOrPrintsForEverIsCut(Object value) {
        assertThat(Shown.of(value)).hasSizeBetween(10, 11_000);
    }
}
