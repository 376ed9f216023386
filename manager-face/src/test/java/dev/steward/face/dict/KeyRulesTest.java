package dev.steward.face.dict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.Outcome;
import dev.steward.api.Tuple;
import dev.steward.api.Type;
import dev.steward.api.UnsupportedValueException;
import dev.steward.face.object.FakeCaller;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KeyRulesTest {

    private record Point(int x, @Nullable String label) {}

    private record Holder(Object inside) {}

    private static final class Plain {}

    private enum Body {
        WITH {
            @Override
            int number() {
                return 1;
            }
        };

        abstract int number();
    }

    static Stream<Object> keys() {
        return Stream.of(
                "text",
                1,
                1L,
                (byte) 1,
                1.5,
                1.5f,
                'c',
                true,
                BigInteger.TEN,
                BigDecimal.ONE,
                new UUID(1, 2),
                TimeUnit.SECONDS,
                Body.WITH,
                Instant.EPOCH,
                LocalDate.EPOCH,
                Duration.ZERO,
                ZoneId.of("UTC"),
                ZonedDateTime.now(ZoneId.of("UTC")),
                new Point(1, null),
                new Holder(new Point(1, "a")),
                Tuple.of(1, "a", null),
                List.of(1, List.of(2)),
                Set.of("a"),
                Map.of("a", 1));
    }

    static Stream<Object> others() {
        return Stream.of(
                new int[] {1},
                new double[0],
                new Plain(),
                new AtomicInteger(1),
                new StringBuilder("a"),
                new Holder(new byte[] {1}),
                new Holder(new Plain()),
                Tuple.of(1, new int[0]),
                List.of(List.of(new Plain())),
                Map.of("a", new Plain()),
                Arrays.asList(1, null, new Plain()));
    }

    @ParameterizedTest
    @MethodSource("keys")
    void valuesThatEveryProcessComparesAlikeAreKeys(Object key) {
        assertThatCode(() -> KeyRules.check(key, () -> "dict 17")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("others")
    void othersAreRefusedWithTheReason(Object key) {
        assertThatThrownBy(() -> KeyRules.check(key, () -> "dict 17"))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageStartingWith("dict 17: ")
                .hasMessageContaining("cannot be a key")
                .satisfies(error -> assertThat(((UnsupportedValueException) error).outcome())
                        .isEqualTo(Outcome.NOT_EXECUTED));
    }

    @Test
    void elementsOfSetsAreCalledSo() {
        assertThatThrownBy(() -> KeyRules.checkElement(List.of(new int[] {1}), () -> "set 17"))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageStartingWith("set 17: int[] cannot be an element or part of one: it is an array");
        assertThatThrownBy(() -> KeyRules.checkElement(null, () -> "set 17"))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("set 17: an element must not be null");
    }

    @Test
    void arraysAreToldWhatToUse() {
        assertThatThrownBy(() -> KeyRules.check(new int[] {1}, () -> "dict 17"))
                .hasMessageContaining("use a Tuple or a list");
    }

    @Test
    void listThatHoldsItselfIsRefusedNotFollowed() {
        List<Object> circle = new ArrayList<>();
        circle.add(circle);
        assertThatThrownBy(() -> KeyRules.check(circle, () -> "dict 17"))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining("nested more than 64 deep");
    }

    @Test
    void nothingIsSentForAKeyThatCannotBeOne() {
        SharedDictFace<Object, Object> dict = new SharedDictFace<>(FakeCaller.silent(), Type.of(Object.class));
        int[] array = {1};
        assertThatThrownBy(() -> dict.get(array)).isInstanceOf(UnsupportedValueException.class);
        assertThatThrownBy(() -> dict.put(array, 1)).isInstanceOf(UnsupportedValueException.class);
        assertThatThrownBy(() -> dict.putAll(Map.of("a", 1, array, 2))).isInstanceOf(UnsupportedValueException.class);
        assertThatThrownBy(() -> dict.merge(array, 1, (a, b) -> a)).isInstanceOf(UnsupportedValueException.class);
        assertThatThrownBy(() -> dict.keySet().contains(array)).isInstanceOf(UnsupportedValueException.class);
        assertThatThrownBy(() -> dict.keySet().removeAll(List.of(array))).isInstanceOf(UnsupportedValueException.class);
    }
}
