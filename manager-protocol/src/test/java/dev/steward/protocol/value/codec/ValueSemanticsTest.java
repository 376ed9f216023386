package dev.steward.protocol.value.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.steward.api.Tuple;
import dev.steward.api.TypeCode;
import dev.steward.api.UnsupportedValueException;
import dev.steward.protocol.value.EncodedValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What docs/values.md promises. */
@Timeout(60)
class ValueSemanticsTest {
    private final ValueCodec codec = Samples.codec();

    private EncodedValue value(@Nullable Object object) {
        return codec.encode(object);
    }

    static List<Arguments> equal() {
        return List.of(
                arguments(1, 1L),
                arguments(1L, (byte) 1),
                arguments((short) 1, 1.0),
                arguments(1.0f, BigInteger.ONE),
                arguments(1, new BigDecimal("1.00")),
                arguments(100, new BigDecimal("1E+2")),
                arguments(0.0, -0.0),
                arguments(0.0, 0),
                arguments(Double.NaN, Float.NaN),
                arguments(0.5f, 0.5),
                arguments(0.5, new BigDecimal("0.50")),
                arguments(0x1p70, BigInteger.TWO.pow(70)),
                arguments(Long.MIN_VALUE, -0x1p63),
                arguments(new BigDecimal("1E+400"), BigInteger.TEN.pow(400)),
                arguments(List.of(1, 2L), Arrays.asList(1.0, 2)),
                arguments(Tuple.of(1), Tuple.of(1L)),
                arguments(new LinkedHashSet<>(List.of(1, 2)), new LinkedHashSet<>(List.of(2L, 1L))),
                arguments(Map.of("a", 1, "b", 2), new TreeMap<>(Map.of("b", 2L, "a", 1.0))),
                arguments(new byte[] {1}, new byte[] {1}),
                arguments(
                        Samples.TOKEN,
                        new dev.steward.api.ObjectToken(
                                Samples.TOKEN.serverId(), 3, "other", Samples.TOKEN.objectId(), List.of())));
    }

    @ParameterizedTest
    @MethodSource("equal")
    void areEqualWithOneHash(Object left, Object right) {
        assertThat(value(left)).isEqualTo(value(right)).hasSameHashCodeAs(value(right));
        assertThat(value(right)).isEqualTo(value(left));
        assertThat(value(List.of(left))).isEqualTo(value(List.of(right)));
    }

    static List<Arguments> different() {
        return List.of(
                arguments(true, 1),
                arguments(0.1f, 0.1),
                arguments(0.1, new BigDecimal("0.1")),
                arguments('a', "a"),
                arguments(List.of(1), Tuple.of(1)),
                arguments(List.of(1), List.of(1, 1)),
                arguments(List.of(1, 2), List.of(2, 1)),
                arguments(Set.of(1), List.of(1)),
                arguments(Map.of(1, 2), Map.of(1, 3)),
                arguments(new int[] {1}, new long[] {1}),
                arguments(Long.MAX_VALUE, 0x1p63),
                arguments(Double.NaN, 0.0),
                arguments(Double.POSITIVE_INFINITY, new BigDecimal("1E+400")),
                arguments(Samples.Colour.RED, Samples.Colour.GREEN),
                arguments(new Samples.Circle(1), new Samples.Circle(2)),
                arguments(Samples.TOKEN, Samples.OTHER_TOKEN),
                arguments("", List.of()));
    }

    @ParameterizedTest
    @MethodSource("different")
    void areDifferent(Object left, Object right) {
        assertThat(value(left)).isNotEqualTo(value(right));
        assertThat(value(right)).isNotEqualTo(value(left));
        assertThat(value(left)).isNotEqualTo(EncodedValue.NULL);
    }

    /** Each is greater than the one before it. */
    static List<List<Object>> ordered() {
        return List.of(
                List.of(
                        Double.NEGATIVE_INFINITY,
                        BigInteger.TEN.pow(30).negate(),
                        -1.5,
                        -1,
                        0,
                        0.1f,
                        new BigDecimal("0.2"),
                        1L,
                        (byte) 2,
                        Long.MAX_VALUE,
                        0x1p63,
                        new BigDecimal("1E+2000000000"),
                        Float.POSITIVE_INFINITY,
                        Double.NaN),
                List.of("", "a", "ab", "b", "é", "\uD83D", "🙂"),
                List.of(false, true),
                List.of('a', 'b', '\uFFFF'),
                List.of(new byte[0], new byte[] {1}, new byte[] {1, 0}, new byte[] {-1}),
                List.of(LocalDate.MIN, LocalDate.EPOCH, LocalDate.MAX),
                List.of(Instant.MIN, Instant.EPOCH, Instant.MAX),
                List.of(Duration.ofDays(-1), Duration.ZERO, Duration.ofNanos(1)),
                List.of(new UUID(0, 0), new UUID(0, 1), new UUID(1, 0)),
                List.of(List.of(), List.of(1), Arrays.asList(1, null), List.of(1.0, "a"), List.of(2L)),
                List.of(Tuple.of(null, 1), Tuple.of(null, 2)));
    }

    @ParameterizedTest
    @MethodSource("ordered")
    void comeInThisOrder(List<Object> ascending) {
        for (int i = 0; i < ascending.size(); i++) {
            for (int j = 0; j < ascending.size(); j++) {
                int compared = value(ascending.get(i)).compare(value(ascending.get(j)));
                boolean hasNoOrder = compared == EncodedValue.NOT_COMPARABLE;
                // null and "a" at one place of two lists have none.
                assertThat(hasNoOrder).isEqualTo(hasNoOrder && i != j && ascending.get(i) instanceof List);
                if (!hasNoOrder) {
                    assertThat(compared)
                            .as("%s and %s", ascending.get(i), ascending.get(j))
                            .isEqualTo(Integer.compare(i, j));
                }
            }
        }
    }

    static List<Arguments> withoutOrder() {
        return List.of(
                arguments(1, "1"),
                arguments(1, true),
                arguments('a', "a"),
                arguments(List.of(), Tuple.of()),
                arguments(Set.of(1), Set.of(1)),
                arguments(Map.of(), Map.of()),
                arguments(Samples.Colour.RED, Samples.Colour.GREEN),
                arguments(new Samples.Circle(1), new Samples.Circle(2)),
                arguments(Samples.TOKEN, Samples.TOKEN),
                arguments(Period.ZERO, Period.ofDays(1)),
                arguments(ZoneId.of("Europe/Berlin"), ZoneId.of("Asia/Kolkata")),
                arguments(LocalDate.EPOCH, Instant.EPOCH));
    }

    @ParameterizedTest
    @MethodSource("withoutOrder")
    void haveNoOrder(Object left, Object right) {
        assertThat(value(left).compare(value(right))).isEqualTo(EncodedValue.NOT_COMPARABLE);
        assertThat(value(left).compare(EncodedValue.NULL)).isEqualTo(EncodedValue.NOT_COMPARABLE);
    }

    static List<Arguments> sums() {
        return List.of(
                arguments(1, 2, 3),
                arguments((byte) 1, (byte) 2, (byte) 3),
                arguments((byte) 100, (byte) 100, (short) 200),
                arguments(Integer.MAX_VALUE, 1, Integer.MAX_VALUE + 1L),
                arguments(Long.MAX_VALUE, 1, BigInteger.TWO.pow(63)),
                arguments(Long.MIN_VALUE, -1L, BigInteger.TWO.pow(63).negate().subtract(BigInteger.ONE)),
                arguments(1, 2L, 3L),
                arguments(1, 0.5, 1.5),
                arguments(0.5f, 0.5f, 1.0f),
                arguments(BigInteger.ONE, 1, BigInteger.TWO),
                arguments(new BigDecimal("0.1"), 1, new BigDecimal("1.1")),
                arguments(1, Double.NaN, Double.NaN));
    }

    @ParameterizedTest
    @MethodSource("sums")
    void addUpTo(Object left, Object right, Object sum) {
        assertThat(codec.decode(value(left).add(value(right)))).isEqualTo(sum);
    }

    @Test
    void onlyNumbersAddUp() {
        assertThatThrownBy(() -> value(1).add(value("2")))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining("\"2\" is not a number");
    }

    static List<Arguments> cells() {
        return List.of(
                arguments("code:b", 127L, (byte) 127),
                arguments("code:B", 255, (short) 255),
                arguments("code:H", 65_535, 65_535),
                arguments("code:I", 4_294_967_295L, 4_294_967_295L),
                arguments("code:i", 2.0, 2),
                arguments("code:f", 0.1, 0.1f),
                arguments("code:d", 1, 1.0),
                arguments("code:u", 'u', 'u'),
                arguments("code:?", true, true),
                arguments("java.lang.Long", 5, 5L),
                arguments("java.math.BigInteger", 5, BigInteger.valueOf(5)),
                arguments("java.lang.String", "s", "s"),
                arguments("java.util.List", List.of(1), List.of(1)),
                arguments("java.util.Collection", Set.of(1), Set.of(1)),
                arguments("java.lang.Object", 1, 1),
                arguments("java.lang.Number", 1.5, 1.5),
                arguments("java.time.Instant", Instant.EPOCH, Instant.EPOCH),
                arguments("com.acme.Unknown", new Samples.Circle(1), new Samples.Circle(1)));
    }

    @ParameterizedTest
    @MethodSource("cells")
    void fitsTheCell(String cellType, Object put, Object held) {
        assertThat(codec.decode(value(put).fit(cellType))).isEqualTo(held);
    }

    static List<Arguments> misfits() {
        return List.of(
                arguments("code:b", 128),
                arguments("code:B", -1),
                arguments("code:H", 65_536),
                arguments("code:i", 1L << 31),
                arguments("code:i", 0.5),
                arguments("code:i", "1"),
                arguments("code:q", BigInteger.TWO.pow(63)),
                arguments("code:f", 1e300),
                arguments("code:u", "u"),
                arguments("code:?", 1),
                arguments("code:z", 1),
                arguments("java.lang.Integer", Double.NaN),
                arguments("java.lang.String", 1),
                arguments("java.util.List", "no"),
                arguments("com.acme.Unknown", 1));
    }

    @ParameterizedTest
    @MethodSource("misfits")
    void doesNotFitTheCell(String cellType, Object put) {
        assertThatThrownBy(() -> value(put).fit(cellType))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining("cannot hold");
    }

    @Test
    void everyTypeCodeIsKnownAndRefusesNull() throws IllegalAccessException {
        for (var field : TypeCode.class.getFields()) {
            String cellType = "code:" + ((TypeCode<?>) field.get(null)).code();
            assertThatThrownBy(() -> EncodedValue.NULL.fit(cellType)).isInstanceOf(UnsupportedValueException.class);
        }
        assertThat(EncodedValue.NULL.fit("java.lang.Integer")).isEqualTo(EncodedValue.NULL);
    }

    @Test
    void makersAndReadersNeedNoCodec() {
        EncodedValue list = EncodedValue.listOf(List.of(
                EncodedValue.of(5),
                EncodedValue.of("text"),
                EncodedValue.of(true),
                EncodedValue.NULL,
                EncodedValue.of(new byte[] {1}),
                EncodedValue.of(Samples.TOKEN),
                EncodedValue.of(Long.MIN_VALUE)));

        List<EncodedValue> elements = list.asList();

        assertThat(elements.get(0).asLong()).isEqualTo(5);
        assertThat(elements.get(1).asText()).isEqualTo("text");
        assertThat(elements.get(2).asBoolean()).isTrue();
        assertThat(elements.get(3).isNull()).isTrue();
        assertThat(elements.get(6).asLong()).isEqualTo(Long.MIN_VALUE);
        assertThat(list.tokens()).containsExactly(Samples.TOKEN);
        assertThat(list.depth()).isEqualTo(2);
        assertThat(value(Long.MIN_VALUE)).isEqualTo(EncodedValue.of(Long.MIN_VALUE));
        assertThat(value(3.0).asLong()).isEqualTo(3);
        assertThatThrownBy(() -> value("x").asLong()).isInstanceOf(UnsupportedValueException.class);
        assertThatThrownBy(() -> value(1).asText()).isInstanceOf(UnsupportedValueException.class);
        assertThatThrownBy(() -> value(1).asList()).isInstanceOf(UnsupportedValueException.class);
    }

    @Test
    void valuesInARowAreReadOneAfterTheOther() {
        byte[] first = ValueCodecTest.bytesOf(value("first"));
        byte[] second = ValueCodecTest.bytesOf(value(List.of(1, 2)));
        byte[] row = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, row, first.length, second.length);

        EncodedValue one = EncodedValue.readFrom(row, 0, row.length);
        EncodedValue two = EncodedValue.readFrom(row, one.size(), row.length);

        assertThat(codec.decode(one)).isEqualTo("first");
        assertThat(codec.decode(two)).isEqualTo(List.of(1, 2));
    }

    @Test
    void keysChosenToCollideInJavaDoNotCollideHere() {
        List<String> texts = new ArrayList<>(List.of(""));
        for (int round = 0; round < 10; round++) {
            List<String> longer = new ArrayList<>();
            texts.forEach(text -> longer.addAll(List.of(text + "Aa", text + "BB")));
            texts = longer;
        }
        assertThat(texts.stream().map(String::hashCode).distinct()).hasSize(1);
        assertThat(texts.stream().map(text -> EncodedValue.of(text).hashCode()).distinct())
                .hasSizeGreaterThan(1000);
    }

    @Test
    void inPrintItIsShort() {
        assertThat(value(List.of(1, "two", Map.of("k", Samples.Colour.RED)))).hasToString("[1, \"two\", {\"k\"=RED}]");
        assertThat(value(new int[3])).hasToString("int[3]");
        assertThat(value(LocalDate.EPOCH)).hasToString("1970-01-01");
        assertThat(value(Samples.TOKEN)).hasToString("list/4");
        assertThat(value(new Samples.Circle(1)).toString()).startsWith(Samples.Circle.class.getName() + " (");
        assertThat(value(java.util.Collections.nCopies(1000, 7)).toString()).endsWith("... 990 more]");
        assertThat(value("x".repeat(10_000)).toString()).hasSizeLessThan(250);
    }
}
