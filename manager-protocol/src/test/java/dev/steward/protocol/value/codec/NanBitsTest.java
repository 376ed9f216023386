package dev.steward.protocol.value.codec;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.protocol.value.EncodedValue;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** NaNs travel with their bits, and are equal whatever these are: as in Double.equals and Arrays.equals. */
@Timeout(60)
class NanBitsTest {

    /** R's NA, as arithmetic leaves it. */
    private static final double NA = Double.longBitsToDouble(0x7FF8_0000_0000_07A2L);

    private static final double NEGATIVE = Double.longBitsToDouble(0xFFF8_0000_0000_0000L);
    private static final float ODD = Float.intBitsToFloat(0x7FC0_0ABC);

    record Measured(double exact, float rough, @Nullable Object part) {}

    private final ValueCodec codec = new ValueCodec(References.NONE, new AllowedClasses().allow(Measured.class));

    private <T> T again(Class<T> type, Object value) {
        EncodedValue encoded = codec.encode(value);
        return type.cast(requireNonNull(codec.decode(EncodedValue.fromBytes(ValueCodecTest.bytesOf(encoded)))));
    }

    @Test
    void theBitsArrive() {
        for (double nan : new double[] {Double.NaN, NA, NEGATIVE}) {
            assertBits(again(Double.class, nan), nan);
            assertBits(again(double[].class, new double[] {1, nan})[1], nan);
            assertBits((Double) again(List.class, List.of(nan)).get(0), nan);
            assertThat(codec.encode(nan).isIdenticalTo(EncodedValue.ofDouble(nan)))
                    .isTrue();
        }
        assertThat(Float.floatToRawIntBits(again(Float.class, ODD))).isEqualTo(Float.floatToRawIntBits(ODD));
        assertThat(Float.floatToRawIntBits(again(float[].class, new float[] {ODD})[0]))
                .isEqualTo(Float.floatToRawIntBits(ODD));
    }

    @Test
    void theBitsArriveInsideObjects() {
        for (Object part : Arrays.asList(NA, new double[] {NA}, OptionalDouble.of(NA), List.of(NA))) {
            Measured read = again(Measured.class, new Measured(NA, ODD, part));
            assertBits(read.exact(), NA);
            assertThat(Float.floatToRawIntBits(read.rough())).isEqualTo(Float.floatToRawIntBits(ODD));
            assertBits(doubleIn(read.part()), NA);
        }
        // As often as it was, where the object is shared.
        double[] shared = {NEGATIVE};
        Measured read = again(Measured.class, new Measured(1, 1, List.of(shared, shared)));
        List<?> twice = (List<?>) requireNonNull(read.part());
        assertThat(twice.get(0)).isSameAs(twice.get(1));
        assertBits(((double[]) twice.get(0))[0], NEGATIVE);
    }

    private static double doubleIn(@Nullable Object part) {
        if (part instanceof double[] array) {
            return array[0];
        } else if (part instanceof OptionalDouble optional) {
            return optional.getAsDouble();
        } else if (part instanceof List<?> list) {
            return (Double) list.get(0);
        }
        return (Double) requireNonNull(part);
    }

    private static void assertBits(double read, double nan) {
        assertThat(Double.doubleToRawLongBits(read)).isEqualTo(Double.doubleToRawLongBits(nan));
    }

    /** Pairs that are equal in Java. */
    static List<Arguments> equal() {
        double[] large = new double[5_000];
        double[] other = large.clone();
        large[4_999] = NA;
        other[4_999] = Double.NaN;
        return List.of(
                Arguments.of(NA, Double.NaN),
                Arguments.of(ODD, Double.NaN),
                Arguments.of(new double[] {NA, 1}, new double[] {Double.NaN, 1}),
                Arguments.of(new double[] {NA, 1, NEGATIVE}, new double[] {NEGATIVE, 1, NA}),
                Arguments.of(new float[] {0, ODD}, new float[] {0, Float.NaN}),
                Arguments.of(large, other),
                Arguments.of(List.of(new double[] {NA}), List.of(new double[] {NEGATIVE})),
                Arguments.of(Set.of(1, NA), Set.of(NEGATIVE, 1)),
                Arguments.of(Map.of("k", new float[] {ODD}), Map.of("k", new float[] {Float.NaN})),
                Arguments.of(new Measured(NA, ODD, null), new Measured(Double.NaN, Float.NaN, null)),
                Arguments.of(new Measured(1, 1, NA), new Measured(1, 1, NEGATIVE)),
                Arguments.of(new Measured(1, 1, new double[] {NA}), new Measured(1, 1, new double[] {NEGATIVE})),
                Arguments.of(new Measured(1, 1, new float[] {ODD}), new Measured(1, 1, new float[] {Float.NaN})),
                Arguments.of(new Measured(NA, 1, large), new Measured(NEGATIVE, 1, other)),
                Arguments.of(
                        new Measured(1, 1, new HashSet<>(List.of(NA, 2))),
                        new Measured(1, 1, new HashSet<>(List.of(2, Double.NaN)))));
    }

    @ParameterizedTest
    @MethodSource("equal")
    void theBitsCountForNothing(Object one, Object other) {
        EncodedValue left = codec.encode(one);
        EncodedValue right = codec.encode(other);
        assertThat(left).isEqualTo(right).hasSameHashCodeAs(right);
        assertThat(right).isEqualTo(left);
        assertThat(codec.encode(Set.of("x", one))).isEqualTo(codec.encode(Set.of(other, "x")));
        assertThat(codec.encode(Map.of("k", one))).isEqualTo(codec.encode(Map.of("k", other)));
    }

    @Test
    void whatElseIsDifferentStaysSo() {
        for (double[] other : List.of(
                new double[] {NA}, new double[] {1, NA}, new double[] {NA, 2}, new double[] {NA, NA}, new double[0])) {
            assertThat(codec.encode(other)).isNotEqualTo(codec.encode(new double[] {NEGATIVE, 1}));
            assertThat(codec.encode(new Measured(1, 1, other)))
                    .isNotEqualTo(codec.encode(new Measured(1, 1, new double[] {NEGATIVE, 1})));
        }
        assertThat(codec.encode(new float[] {ODD, 0f})).isNotEqualTo(codec.encode(new float[] {Float.NaN, -0f}));
    }
}
