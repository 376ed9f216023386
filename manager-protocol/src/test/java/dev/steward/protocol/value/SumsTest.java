package dev.steward.protocol.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.UnsupportedValueException;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a cell of numbers holds when something was added to it: never silently less than the sum. */
@Timeout(30)
class SumsTest {

    private static final long ODD = (1L << 53) + 1;

    private static EncodedValue sum(String cellType, Number held, Number delta) {
        return EncodedValue.ofNumber(held)
                .add(EncodedValue.ofNumber(delta), cellType)
                .fit(cellType);
    }

    private static void assertRefused(String cellType, Number held, Number delta) {
        assertThatThrownBy(() -> sum(cellType, held, delta))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining("cannot");
    }

    @ParameterizedTest
    @CsvSource({"code:q", "code:l", "java.lang.Long"})
    void aFractionalTypeAddsExactlyToALong(String cellType) {
        assertThat(sum(cellType, ODD, 1.0).number()).isEqualTo(ODD + 1);
        assertThat(sum(cellType, ODD, 1.0f).number()).isEqualTo(ODD + 1);
        assertThat(sum(cellType, ODD, -2.0).number()).isEqualTo(ODD - 2);
        assertThat(sum(cellType, Long.MAX_VALUE - 1, 1.0).number()).isEqualTo(Long.MAX_VALUE);
        assertThat(sum(cellType, Long.MIN_VALUE + 1, -1.0).number()).isEqualTo(Long.MIN_VALUE);
        assertThat(sum(cellType, Long.MIN_VALUE, 0x1p62).number()).isEqualTo(Long.MIN_VALUE + (1L << 62));
        assertThat(sum(cellType, 7L, new BigDecimal("1.00")).number()).isEqualTo(8L);
    }

    @ParameterizedTest
    @CsvSource({"code:q", "java.lang.Long", "code:i", "java.lang.Integer", "code:B", "java.math.BigInteger"})
    void whatIsNoWholeNumberIsRefused(String cellType) {
        assertRefused(cellType, 7, 0.5);
        assertRefused(cellType, 7, 0x1p-60);
        assertRefused(cellType, 7, Double.NaN);
        assertRefused(cellType, 7, Double.POSITIVE_INFINITY);
    }

    @Test
    void aFractionThatRoundingWouldSwallowIsRefused() {
        // In doubles it is 2^60 again.
        assertRefused("code:q", 1L << 60, 0.5);
        assertRefused("java.math.BigInteger", BigInteger.ONE.shiftLeft(80), 0.5);
    }

    @Test
    void whatLeavesTheRangeIsRefused() {
        assertRefused("code:q", Long.MAX_VALUE, 1.0);
        assertRefused("code:q", Long.MAX_VALUE, 0x1p63);
        assertRefused("code:i", Integer.MAX_VALUE, 1.0);
        assertRefused("code:Q", BigInteger.ZERO, -1.0);
    }

    @Test
    void unsignedAndBigCellsAreExactToo() {
        BigInteger most = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);
        assertThat(sum("code:Q", most.subtract(BigInteger.ONE), 1.0).number()).isEqualTo(most);
        BigInteger odd = BigInteger.ONE.shiftLeft(90).add(BigInteger.ONE);
        assertThat(sum("java.math.BigInteger", odd, 1.0).number()).isEqualTo(odd.add(BigInteger.ONE));
        assertThat(sum("java.math.BigDecimal", new BigDecimal("0.1"), 0.5).number())
                .isEqualTo(new BigDecimal("0.6"));
    }

    @Test
    void floatsAndDoublesRoundAsInC() {
        assertThat(sum("code:d", 0x1p53, 1L).number()).isEqualTo(0x1p53);
        assertThat(sum("code:f", 0.5f, 1L << 40).number()).isEqualTo((float) (1L << 40));
        assertThat(EncodedValue.of(ODD).add(EncodedValue.ofDouble(1.0)).number())
                .isEqualTo((double) ODD + 1.0);
    }
}
