package dev.steward.protocol.value.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.UnsupportedValueException;
import dev.steward.protocol.value.EncodedValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Numbers of up to 64 MiB: whatever is done with the bytes of one takes no longer than going over them. */
@Timeout(60)
class LargeNumbersTest {

    /** The most that there is. Of a sixteenth of it anything slower than one walk takes minutes. */
    private static final int MOST_BITS = (64 << 20) * Byte.SIZE - 1;

    private final ValueCodec codec = Samples.codec();

    private static BigInteger random(int bits) {
        return new BigInteger(bits, new Random(bits)).setBit(bits - 1);
    }

    @Test
    void aFactorialTravels() {
        BigInteger factorial = BigInteger.ONE;
        for (int i = 2; i <= 6_000; i++) {
            factorial = factorial.multiply(BigInteger.valueOf(i));
        }
        EncodedValue encoded = codec.encode(factorial);
        assertThat(codec.decode(encoded)).isEqualTo(factorial);
        assertThat(encoded).isEqualTo(codec.encode(factorial)).hasSameHashCodeAs(codec.encode(factorial));
        assertThat(encoded.isLong()).isFalse();
    }

    @Test
    void largeOnesAreComparedHashedPrintedAndConvertedInNoTime() {
        BigInteger large = random(MOST_BITS / 16);
        EncodedValue integer = codec.encode(large);
        EncodedValue smaller = codec.encode(large.subtract(BigInteger.ONE));
        EncodedValue decimal = codec.encode(new BigDecimal(large, 7));
        EncodedValue shorter = codec.encode(new BigDecimal(large, 1_000_000));
        assertThat(codec.decode(integer)).isEqualTo(large);
        assertThat(codec.decode(decimal)).isEqualTo(new BigDecimal(large, 7));
        assertThat(integer.compare(smaller)).isEqualTo(1);
        assertThat(integer.compare(decimal)).isEqualTo(1);
        assertThat(shorter.compare(decimal)).isEqualTo(-1);
        assertThat(codec.encode(1L).compare(integer)).isEqualTo(-1);
        assertThat(codec.encode(0.5).compare(decimal)).isEqualTo(-1);
        assertThat(codec.encode(Double.NaN).compare(integer)).isEqualTo(1);
        assertThat(decimal.compare(codec.encode(new BigDecimal(large, 8)))).isEqualTo(1);
        assertThat(decimal).isEqualTo(codec.encode(new BigDecimal(large, 7))).isNotEqualTo(integer);
        assertThat(decimal).hasSameHashCodeAs(codec.encode(new BigDecimal(large, 7)));
        assertThat(decimal.toString()).contains("bits").hasSizeLessThan(100);
        assertThat(codec.encode(Set.of(large))).isEqualTo(codec.encode(Set.of(new BigInteger(large.toByteArray()))));
        assertThat(codec.encode(Map.of(large, 1))).isNotEqualTo(codec.encode(Map.of(new BigDecimal(large), 1)));
        assertThat(integer.isLong()).isFalse();
        assertThat(decimal.isLong()).isFalse();
        assertThat(integer.fit("java.math.BigDecimal")).isEqualTo(codec.encode(new BigDecimal(large)));
        for (String cell :
                List.of("java.lang.Long", "java.lang.Double", "java.lang.Float", "code:Q", "java.math.BigInteger")) {
            assertThatThrownBy(() -> decimal.fit(cell)).isInstanceOf(UnsupportedValueException.class);
        }
    }

    @Test
    void aSumIsMadeWhereThatTakesNoMultiplying() {
        BigInteger large = random(2_000_000);
        assertThat(codec.encode(large).add(codec.encode(1))).isEqualTo(codec.encode(large.add(BigInteger.ONE)));
        EncodedValue decimal = codec.encode(new BigDecimal(large, 3));
        assertThat(decimal.add(decimal)).isEqualTo(codec.encode(new BigDecimal(large.shiftLeft(1), 3)));
        assertThatThrownBy(() -> decimal.add(codec.encode(1)))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining("scale");
        assertThatThrownBy(() -> decimal.add(codec.encode(0.5)))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining("float or double");
        BigInteger largest = BigInteger.ONE.shiftLeft(MOST_BITS - 1);
        EncodedValue most = codec.encode(largest);
        assertThat(most).hasSameHashCodeAs(codec.encode(largest));
        assertThatThrownBy(() -> most.add(most))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining("more than 67108864 bytes");
    }

    @Test
    void whatIsLargerIsRefused() {
        assertThatThrownBy(() -> codec.encode(BigInteger.ONE.shiftLeft(MOST_BITS)))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining("too large");
    }
}
