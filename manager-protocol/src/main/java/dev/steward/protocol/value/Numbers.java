package dev.steward.protocol.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Numbers across widths: what is equal in amount, which is greater, the sum of two, the same amount in another class.
 *
 * <p>NaN equals NaN and is greater than everything else; 0.0 equals -0.0; scale and width count for nothing. Floats and
 * doubles stand for the binary amount that they are: 0.1f is not 0.1. Stateless.
 */
public final class Numbers {

    /** Beyond so many decimal places between two numbers their sum is refused: it would fill the memory. */
    private static final int MAX_DIGITS = 100_000;

    /** A number of more bits is a large one: only what takes no longer than reading it is done with it. */
    private static final int MOST_BITS = 65_535;

    /** A decimal of so many bits is compared in less time than it takes to look at its leading digits. */
    private static final int SHORT_BITS = 1_024;

    /** How many leading bits and digits of a decimal are compared before all are. */
    private static final int LEADING_BITS = 128;

    private static final MathContext LEADING = new MathContext(40);

    private static final int CERTAIN_DIGITS = 30;

    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    private static final double BITS_OF_DIGIT = Math.log(10) / Math.log(2);

    /** Each class with the conversion that is right as far as the amount stays the same, which the caller checks. */
    private static final Map<Class<?>, Function<Number, Number>> CONVERSIONS = Map.of(
            Byte.class, Number::byteValue,
            Short.class, Number::shortValue,
            Integer.class, Number::intValue,
            Long.class, Number::longValue,
            Float.class, Number::floatValue,
            Double.class, Number::doubleValue,
            BigInteger.class, number -> decimal(number).toBigInteger(),
            BigDecimal.class, Numbers::decimal);

    private Numbers() {}

    /** Returns the same amount as another class of number, or null if that class has none, or it is no number's class. */
    public static @Nullable Number convert(Number number, Class<?> target) {
        Function<Number, Number> conversion = CONVERSIONS.get(target);
        if (conversion == null || !isKnown(number)) {
            return null;
        }
        boolean toBig = target == BigInteger.class || target == BigDecimal.class;
        if (toBig && (!isFinite(number) || isTooWide(number))) {
            return null;
        }
        if (isLarge(number)) {
            // Of any other class it would be rounded, or its digits would have to be looked for.
            return number.getClass() == target ? number : target == BigDecimal.class ? decimal(number) : null;
        }
        Number converted = conversion.apply(number);
        return compare(number, converted) == 0 ? converted : null;
    }

    private static boolean isKnown(Number number) {
        return CONVERSIONS.containsKey(number.getClass());
    }

    /** Returns whether it has so many digits that dividing, multiplying or printing it takes long. */
    static boolean isLarge(Number number) {
        if (number instanceof BigInteger integer) {
            return integer.bitLength() > MOST_BITS;
        }
        return number instanceof BigDecimal decimal && isLarge(decimal.unscaledValue());
    }

    static boolean isInteger(Number number) {
        return number instanceof Long || number instanceof Integer || number instanceof Short || number instanceof Byte;
    }

    private static boolean isBinary(Number number) {
        return number instanceof Double || number instanceof Float;
    }

    private static boolean isFinite(Number number) {
        return !isBinary(number) || Double.isFinite(number.doubleValue());
    }

    /** Whether writing the amount out as an integer would take absurdly many digits: 1E+2000000000. */
    private static boolean isTooWide(Number number) {
        return number instanceof BigDecimal decimal
                && decimal.signum() != 0
                && Math.abs((long) decimal.scale()) > MAX_DIGITS;
    }

    /** The exact amount; only for finite ones. */
    private static BigDecimal decimal(Number number) {
        if (number instanceof BigDecimal decimal) {
            return decimal;
        }
        if (number instanceof BigInteger integer) {
            return new BigDecimal(integer);
        }
        return isBinary(number) ? new BigDecimal(number.doubleValue()) : BigDecimal.valueOf(number.longValue());
    }

    /** Returns whether the amounts are equal; of a large number, whether the other is written as it is. */
    static boolean equal(Number left, Number right) {
        return (isLarge(left) || isLarge(right)) ? left.equals(right) : compare(left, right) == 0;
    }

    /**
     * Compares by amount: negative, 0 or positive; {@link EncodedValue#NOT_COMPARABLE} where that would take multiplying large
     * numbers: amounts of about the same size with different scales.
     */
    static int compare(Number left, Number right) {
        if (isInteger(left) && isInteger(right)) {
            return Long.compare(left.longValue(), right.longValue());
        }
        if (left instanceof BigInteger a && right instanceof BigInteger b) {
            return a.compareTo(b);
        }
        if (isBinary(left) && isBinary(right)) {
            double a = left.doubleValue();
            double b = right.doubleValue();
            return a == b ? 0 : Double.compare(a, b);
        }
        if (!isFinite(left)) {
            return left.doubleValue() < 0 ? -1 : 1;
        }
        if (!isFinite(right)) {
            return right.doubleValue() < 0 ? 1 : -1;
        }
        return compareDecimals(decimal(left), decimal(right));
    }

    /**
     * Without multiplying what two of them have in digits, which takes the longer the more there are, unless they agree in
     * the first thirty.
     */
    private static int compareDecimals(BigDecimal a, BigDecimal b) {
        if (a.signum() != b.signum() || a.scale() == b.scale() || (isShort(a) && isShort(b))) {
            return a.compareTo(b);
        }
        double apart = bits(a) - bits(b);
        // Each is less than one bit off.
        if (Math.abs(apart) > 2) {
            return apart > 0 ? a.signum() : -a.signum();
        }
        if (isLarge(a) || isLarge(b)) {
            return EncodedValue.NOT_COMPARABLE;
        }
        BigDecimal first = leading(a.unscaledValue());
        BigDecimal second = leading(b.unscaledValue()).scaleByPowerOfTen(a.scale() - b.scale());
        BigDecimal difference = first.subtract(second, LEADING);
        boolean isCertain = difference.abs().compareTo(first.abs().scaleByPowerOfTen(-CERTAIN_DIGITS)) > 0;
        return isCertain ? difference.signum() : a.compareTo(b);
    }

    private static boolean isShort(BigDecimal amount) {
        return amount.unscaledValue().bitLength() <= SHORT_BITS;
    }

    /** A whole number as its leading digits say, of which {@link #CERTAIN_DIGITS} are right. */
    private static BigDecimal leading(BigInteger whole) {
        int rest = Math.max(0, whole.bitLength() - LEADING_BITS);
        return new BigDecimal(whole.shiftRight(rest)).multiply(TWO.pow(rest, LEADING), LEADING);
    }

    /** How many bits the amount has before the point, about; fewer than none for fractions. */
    private static double bits(BigDecimal amount) {
        return amount.unscaledValue().abs().bitLength() - amount.scale() * BITS_OF_DIGIT;
    }

    /** What equal amounts have in common: the Long if it is one, else the Double if it is one, else the digits. Not of a large one. */
    static Number exact(Number number) {
        if (isBinary(number) || isInteger(number)) {
            Long integer = toLong(number);
            return integer != null ? (Number) integer : (Number) number.doubleValue();
        }
        BigDecimal decimal = decimal(number);
        if (decimal.signum() == 0) {
            return 0L;
        }
        StrippedDecimal stripped = StrippedDecimal.of(decimal);
        if (stripped.isLong()) {
            return stripped.longValue();
        }
        return stripped.isDouble() ? (Number) stripped.doubleValue() : stripped;
    }

    /** Returns the amount as a long, or null if it is not exactly one. */
    static @Nullable Long toLong(Number number) {
        if (isInteger(number)) {
            return number.longValue();
        }
        if (number instanceof BigInteger integer) {
            return integer.bitLength() < Long.SIZE ? (Long) integer.longValue() : null;
        }
        if (number instanceof BigDecimal decimal) {
            if (decimal.signum() == 0) {
                return 0L;
            }
            if (isLarge(decimal)) {
                return null;
            }
            StrippedDecimal stripped = StrippedDecimal.of(decimal);
            return stripped.isLong() ? (Long) stripped.longValue() : null;
        }
        double amount = number.doubleValue();
        long integer = (long) amount;
        return integer == amount && amount != 0x1p63 ? (Long) integer : null;
    }

    /**
     * Returns the sum: of the wider class of the two, and of the next wider one where that would overflow.
     *
     * @throws ArithmeticException if it would have more digits than anybody can want
     */
    static Number add(Number left, Number right) {
        if (isInteger(left) && isInteger(right)) {
            return addIntegers(left, right);
        }
        if (isBinary(left) || isBinary(right)) {
            requireNoLargeDecimal(left);
            requireNoLargeDecimal(right);
            return left instanceof Float && right instanceof Float
                    ? (Number) (left.floatValue() + right.floatValue())
                    : (Number) (left.doubleValue() + right.doubleValue());
        }
        if (left instanceof BigDecimal || right instanceof BigDecimal) {
            BigDecimal a = decimal(left);
            BigDecimal b = decimal(right);
            if (Math.abs((long) a.scale() - b.scale()) > MAX_DIGITS) {
                throw new ArithmeticException("the sum would have more than " + MAX_DIGITS + " digits");
            }
            if (a.scale() != b.scale() && (isLarge(a) || isLarge(b))) {
                throw new ArithmeticException(
                        "decimals of more than " + MOST_BITS + " bits have a sum where their scale is one");
            }
            BigDecimal sum = a.add(b);
            requireNotTooLarge(sum.unscaledValue());
            return sum;
        }
        return requireNotTooLarge(integer(left).add(integer(right)));
    }

    private static BigInteger integer(Number number) {
        return number instanceof BigInteger integer ? integer : BigInteger.valueOf(number.longValue());
    }

    private static BigInteger requireNotTooLarge(BigInteger sum) {
        if (sum.bitLength() / Byte.SIZE + 1 > ValueReader.MAX_MAGNITUDE) {
            throw new ArithmeticException("the sum would have more than " + ValueReader.MAX_MAGNITUDE + " bytes");
        }
        return sum;
    }

    private static void requireNoLargeDecimal(Number number) {
        if (number instanceof BigDecimal && isLarge(number)) {
            throw new ArithmeticException(
                    "a decimal of more than " + MOST_BITS + " bits is not rounded to a float or double");
        }
    }

    /**
     * Returns the sum without rounding: of a float or double what it is, exactly.
     *
     * @throws ArithmeticException if it would have more digits than anybody can want
     */
    static Number addExactly(Number left, Number right) {
        boolean finite = isFinite(left) && isFinite(right);
        return finite && (isBinary(left) || isBinary(right)) ? add(decimal(left), decimal(right)) : add(left, right);
    }

    private static Number addIntegers(Number left, Number right) {
        long a = left.longValue();
        long b = right.longValue();
        long sum = a + b;
        if (((a ^ sum) & (b ^ sum)) < 0) {
            return BigInteger.valueOf(a).add(BigInteger.valueOf(b));
        }
        if (left instanceof Long || right instanceof Long || sum != (int) sum) {
            return sum;
        }
        if (left instanceof Integer || right instanceof Integer || sum != (short) sum) {
            return (int) sum;
        }
        return left instanceof Short || right instanceof Short || sum != (byte) sum
                ? (Number) (short) sum
                : (Number) (byte) sum;
    }
}
