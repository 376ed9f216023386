package dev.steward.protocol.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.stream.IntStream;

/**
 * An amount as {@code digits * 10^-scale} with no zero at the end of the digits, so that equal amounts have equal parts.
 * What {@link BigDecimal#stripTrailingZeros} does, but not digit by digit: that takes a second for 20,000 zeros, and fails
 * where the scale leaves an int.
 */
final class StrippedDecimal extends Number {
    private static final long serialVersionUID = 1L;

    /** Ten to the 1, 2, 4, 8 ...: together more zeros than a number may have. */
    private static final BigInteger[] POWERS =
            IntStream.range(0, 15).mapToObj(i -> BigInteger.TEN.pow(1 << i)).toArray(BigInteger[]::new);

    private static final int DIGITS_OF_LONG = 19;

    /** No double has more bits before or behind the point when it is written in full. */
    private static final int BITS_OF_DOUBLE = 2_560;

    private static final int LARGEST_SCALE_OF_DOUBLE = 1_100;

    private final BigInteger digits;
    private final long scale;

    private StrippedDecimal(BigInteger digits, long scale) {
        this.digits = digits;
        this.scale = scale;
    }

    /** Of an amount that is not 0. */
    static StrippedDecimal of(BigDecimal amount) {
        BigInteger digits = amount.unscaledValue();
        long scale = amount.scale();
        // Each zero at the end is a factor of 2 too.
        int twos = digits.getLowestSetBit();
        for (int i = POWERS.length - 1; i >= 0; i--) {
            if (twos >= 1 << i && digits.bitLength() >= POWERS[i].bitLength()) {
                BigInteger[] divided = digits.divideAndRemainder(POWERS[i]);
                if (divided[1].signum() == 0) {
                    digits = divided[0];
                    scale -= 1 << i;
                    twos -= 1 << i;
                }
            }
        }
        return new StrippedDecimal(digits, scale);
    }

    BigInteger digits() {
        return digits;
    }

    long scale() {
        return scale;
    }

    /** Returns whether it is a whole number of at most 64 bits. */
    boolean isLong() {
        return scale <= 0
                && scale > -DIGITS_OF_LONG
                && digits.bitLength() < Long.SIZE
                && whole().bitLength() < Long.SIZE;
    }

    private BigInteger whole() {
        return digits.multiply(BigInteger.TEN.pow((int) -scale));
    }

    /** Returns whether it is exactly what its nearest double is. */
    boolean isDouble() {
        if (digits.bitLength() > BITS_OF_DOUBLE || Math.abs(scale) > LARGEST_SCALE_OF_DOUBLE) {
            return false;
        }
        double nearest = doubleValue();
        return Double.isFinite(nearest) && new BigDecimal(nearest).compareTo(decimal()) == 0;
    }

    private BigDecimal decimal() {
        return new BigDecimal(digits, (int) scale);
    }

    @Override
    public long longValue() {
        return whole().longValue();
    }

    @Override
    public int intValue() {
        return (int) longValue();
    }

    @Override
    public double doubleValue() {
        return decimal().doubleValue();
    }

    @Override
    public float floatValue() {
        return (float) doubleValue();
    }
}
