package dev.steward.protocol.value.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.UnsupportedValueException;
import dev.steward.protocol.value.EncodedValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Values that somebody wrote so that comparing or hashing them takes long: it does not. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CostlyValuesTest {

    /** All but the first and the last are alike. */
    static final class Link {
        @Nullable
        Link before;

        @Nullable
        Link next;

        static Link chain(int links) {
            Link first = new Link();
            Link last = first;
            for (int i = 1; i < links; i++) {
                Link next = new Link();
                next.before = last;
                last.next = next;
                last = next;
            }
            return first;
        }
    }

    private static final int MANY_ZEROS = 19_700;

    private final ValueCodec codec = Samples.codec();
    private final ValueCodec ofLinks = new ValueCodec(References.NONE, new AllowedClasses().allow(Link.class));

    /** The same amount with so many zeros behind the point. */
    private static BigDecimal withZeros(int amount, int zeros) {
        return new BigDecimal(BigInteger.TEN.pow(zeros).multiply(BigInteger.valueOf(amount)), zeros);
    }

    @Test
    void bytesThatDifferInTheHighestBitsOfTheirWordsDoNotCollide() {
        int blocks = 10;
        List<EncodedValue> keys = new ArrayList<>();
        for (int mask = 0; mask < 1 << blocks; mask++) {
            // Tag and count take three bytes, so that the first whole word of a block begins at 5 and 16k.
            byte[] bytes = new byte[5 + 16 * blocks];
            for (int block = 0; block < blocks; block++) {
                if ((mask >> block & 1) == 1) {
                    int word = 5 + 16 * block;
                    bytes[word + 7] ^= (byte) 0x80;
                    bytes[word + 12] ^= 0x04;
                    bytes[word + 15] ^= (byte) 0x80;
                }
            }
            keys.add(EncodedValue.of(bytes));
        }
        assertThat(keys.stream().map(EncodedValue::hashCode).distinct()).hasSizeGreaterThan(keys.size() - 5);
    }

    @Test
    void thousandsOfZerosBehindANumberAreHashedInNoTime() {
        EncodedValue one = codec.encode(1);
        EncodedValue half = codec.encode(0.5);
        for (int zeros = MANY_ZEROS - 100; zeros < MANY_ZEROS; zeros++) {
            EncodedValue sameAsOne = codec.encode(withZeros(1, zeros));
            assertThat(sameAsOne).isEqualTo(one).hasSameHashCodeAs(one);
            assertThat(sameAsOne.isLong()).isTrue();
            assertThat(sameAsOne.asLong()).isEqualTo(1);
            BigDecimal sameAsHalf = withZeros(5, zeros).movePointLeft(1);
            assertThat(codec.encode(sameAsHalf)).isEqualTo(half).hasSameHashCodeAs(half);
        }
    }

    @Test
    void largeNumbersHaveTheHashOfTheirAmount() {
        BigInteger large = BigInteger.valueOf(3).pow(20_000).multiply(BigInteger.TEN.pow(7_000));
        EncodedValue integer = codec.encode(large);
        EncodedValue decimal = codec.encode(new BigDecimal(large).stripTrailingZeros());
        assertThat(decimal).isEqualTo(integer).hasSameHashCodeAs(integer);
        assertThat(codec.encode(large.add(BigInteger.ONE))).isNotEqualTo(integer);
    }

    @Test
    void theLargestScaleThereIsHasAHash() {
        EncodedValue most = codec.encode(new BigDecimal(BigInteger.ONE, Integer.MIN_VALUE));
        EncodedValue same = codec.encode(new BigDecimal(BigInteger.TEN, Integer.MIN_VALUE + 1));
        EncodedValue more = codec.encode(new BigDecimal(BigInteger.TEN.pow(19_000), Integer.MIN_VALUE));
        assertThat(same).isEqualTo(most).hasSameHashCodeAs(most);
        assertThat(more).isNotEqualTo(most).doesNotHaveSameHashCodeAs(most);
        assertThat(more.compare(most)).isEqualTo(1);
    }

    /** A set of two sets of two sets, and so on; all that it holds is equal, and no two are written alike. */
    private static Set<Object> nested(int depth, int[] zeros) {
        Set<Object> set = new LinkedHashSet<>();
        for (int i = 0; i < 2; i++) {
            set.add(depth == 1 ? withZeros(1, zeros[0]++) : nested(depth - 1, zeros));
        }
        return set;
    }

    @Test
    void setsOfSetsWithManyWritingsOfOneElementAreComparedInNoTime() {
        EncodedValue one = codec.encode(nested(11, new int[] {0}));
        EncodedValue other = codec.encode(nested(11, new int[] {1_000}));
        Object plain = 1;
        for (int depth = 0; depth < 11; depth++) {
            plain = Set.of(plain);
        }
        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
        assertThat(codec.encode(plain)).isEqualTo(one).hasSameHashCodeAs(one);
    }

    @Test
    void aLongCircleOfObjectsThatAreAlikeIsGivenUp() {
        assertThat(ofLinks.encode(Link.chain(500))).isEqualTo(ofLinks.encode(Link.chain(500)));
        assertThat(ofLinks.encode(Link.chain(500))).isNotEqualTo(ofLinks.encode(Link.chain(501)));
        assertThatThrownBy(() -> ofLinks.encode(Link.chain(20_000)))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining("in a circle")
                .hasMessageContaining("transient");
    }
}
