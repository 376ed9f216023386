package dev.steward.protocol.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The order of decimals of many digits with different scales: exact, and found without multiplying them. */
@Timeout(60)
class LongDecimalsTest {

    private static final int BITS = 60_000;

    private final Random random = new Random(1);

    private static int compare(BigDecimal left, BigDecimal right) {
        return EncodedValue.ofNumber(left).compare(EncodedValue.ofNumber(right));
    }

    private BigDecimal drawn(int bits, int scale) {
        BigDecimal amount = new BigDecimal(new BigInteger(bits, random).setBit(bits - 1), scale);
        return random.nextBoolean() ? amount : amount.negate();
    }

    @Test
    void orderIsThatOfTheAmounts() {
        for (int i = 0; i < 100; i++) {
            BigDecimal left = drawn(1 + random.nextInt(6_000), random.nextInt(2_000) - 1_000);
            BigDecimal right = drawn(1 + random.nextInt(6_000), random.nextInt(2_000) - 1_000);
            BigDecimal next = left.add(BigDecimal.ONE.scaleByPowerOfTen(-random.nextInt(3_000)));
            BigDecimal same = left.setScale(left.scale() + 1 + random.nextInt(500));
            for (BigDecimal other : List.of(right, next, next.negate(), same, left.scaleByPowerOfTen(1))) {
                assertThat(compare(left, other)).isEqualTo(left.compareTo(other));
                assertThat(compare(other, left)).isEqualTo(other.compareTo(left));
            }
        }
    }

    @Test
    void scalesAtTheEndsOfTheirRangeAreNoObstacle() {
        BigDecimal smallest = drawn(5_000, Integer.MAX_VALUE).abs();
        BigDecimal greatest = drawn(5_000, Integer.MIN_VALUE).abs();
        BigDecimal little = new BigDecimal(smallest.unscaledValue().shiftRight(5), Integer.MAX_VALUE - 1);
        assertThat(compare(smallest, greatest)).isNegative();
        assertThat(compare(greatest, smallest)).isPositive();
        assertThat(compare(smallest, little)).isPositive();
        assertThat(compare(greatest.negate(), smallest)).isNegative();
    }

    @Test
    void differentScalesCostLittleMoreThanOneScale() {
        // All between 1 and 10.
        List<BigDecimal> scales = new ArrayList<>();
        List<BigDecimal> oneScale = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            int digits = 17_000 - i;
            BigDecimal amount = drawn(BITS, 0).abs();
            scales.add(new BigDecimal(
                    new BigInteger(amount.toBigInteger().toString().substring(0, digits)), digits - 1));
            oneScale.add(amount);
        }
        nanosToSort(oneScale);
        long other = nanosToSort(oneScale);
        assertThat(nanosToSort(scales)).isLessThan(20 * other);
    }

    private static long nanosToSort(List<BigDecimal> amounts) {
        List<EncodedValue> values =
                new ArrayList<>(amounts.stream().map(EncodedValue::ofNumber).toList());
        long began = System.nanoTime();
        values.sort(EncodedValue::compare);
        return System.nanoTime() - began;
    }
}
