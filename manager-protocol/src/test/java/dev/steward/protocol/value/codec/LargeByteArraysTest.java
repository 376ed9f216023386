package dev.steward.protocol.value.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.ProtocolException;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.protocol.value.LargeBytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Byte arrays whose elements are kept in an array of their own, beside those that are not. */
class LargeByteArraysTest {

    private static final ValueCodec PLAIN = new ValueCodec(References.NONE, new AllowedClasses());

    private static byte[] random(int count) {
        byte[] bytes = new byte[count];
        new Random(count).nextBytes(bytes);
        return bytes;
    }

    /** The same value with all its bytes in one array: as it comes out of a list. */
    private static EncodedValue inOnePiece(EncodedValue value) {
        return EncodedValue.listOf(List.of(value)).asList().get(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {65_530, 65_531, 65_532, 65_533, 65_536, 2_097_147, 2_097_148, 2_097_151, 2_097_152, 2_097_153})
    void areTheSameBytesHoweverTheyAreKept(int count) {
        byte[] array = random(count);
        EncodedValue value = EncodedValue.of(array);
        byte[] bytes = ValueCodecTest.bytesOf(value);
        int start = LargeBytes.startSize(bytes[0], bytes.length);
        assertThat(start).isEqualTo(bytes.length < LargeBytes.LEAST ? 0 : bytes.length - count);
        EncodedValue arrived =
                EncodedValue.fromBytes(Arrays.copyOf(bytes, start), Arrays.copyOfRange(bytes, start, bytes.length));
        for (EncodedValue same : List.of(value, arrived, inOnePiece(value), EncodedValue.fromBytes(bytes))) {
            assertThat(same).isEqualTo(value).hasSameHashCodeAs(value);
            assertThat(value).isEqualTo(same);
            assertThat(same.isIdenticalTo(value)).isTrue();
            assertThat(value.isIdenticalTo(same)).isTrue();
            assertThat(same.compare(value)).isZero();
            assertThat(same.size()).isEqualTo(value.size());
            assertThat(ValueCodecTest.bytesOf(same)).isEqualTo(bytes);
            assertThat(PLAIN.decode(same)).isEqualTo(array);
        }
        array[count - 1]++;
        EncodedValue other = EncodedValue.of(array);
        assertThat(other).isNotEqualTo(value).isNotEqualTo(inOnePiece(value));
        assertThat(inOnePiece(other).isIdenticalTo(value)).isFalse();
    }

    @Test
    void areCopiedFromTheirOwnerAndForEachReader() {
        byte[] array = random(100_000);
        byte[] before = array.clone();
        EncodedValue value = PLAIN.encode(array);
        array[0]++;
        byte[] first = (byte[]) PLAIN.decode(value);
        assertThat(first).isEqualTo(before);
        Arrays.fill(first, (byte) 0);
        assertThat(PLAIN.decode(value)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(ints = {100_000, 262_143, 262_144, 262_145, 524_288, 1_048_576, 1_048_577})
    void areCopiedIntoArraysOfWhichNoneIsLong(int count) {
        byte[] array = random(count);
        EncodedValue value = PLAIN.encode(array);
        List<Integer> lengths = new ArrayList<>();
        value.writeTo((part, offset, length) -> lengths.add(part.length));
        assertThat(lengths).allMatch(length -> length <= 262_144);
        byte[] before = array.clone();
        Arrays.fill(array, (byte) 1);
        assertThat(PLAIN.decode(value)).isEqualTo(before);
    }

    @Test
    void areNotCopiedForAReaderWhoIsTheOnlyOne() {
        byte[] bytes = ValueCodecTest.bytesOf(PLAIN.encode(random(100_000)));
        EncodedValue value =
                EncodedValue.fromBytes(Arrays.copyOf(bytes, 4), Arrays.copyOfRange(bytes, 4, bytes.length));
        assertThat(PLAIN.decodeOwn(value)).isSameAs(PLAIN.decodeOwn(value));
    }

    @Test
    void haveTheCountThatTheyClaim() {
        byte[] bytes = ValueCodecTest.bytesOf(EncodedValue.of(random(100_000)));
        byte[] start = Arrays.copyOf(bytes, 4);
        assertThatThrownBy(() -> EncodedValue.fromBytes(start, random(99_999))).isInstanceOf(ProtocolException.class);
        assertThatThrownBy(() -> EncodedValue.fromBytes(start, random(100_001))).isInstanceOf(ProtocolException.class);
        assertThat(LargeBytes.startSize((byte) -1, 100_000)).isZero();
    }
}
