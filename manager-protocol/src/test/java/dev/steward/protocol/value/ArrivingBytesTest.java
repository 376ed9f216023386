package dev.steward.protocol.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.ProtocolException;
import dev.steward.api.UnsupportedValueException;
import dev.steward.protocol.value.codec.Samples;
import dev.steward.protocol.value.codec.ValueCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes that leave in stretches and arrive in stretches. */
@Timeout(30)
class ArrivingBytesTest {

    private final ValueCodec codec = Samples.codec();

    private List<EncodedValue> values() {
        return List.of(
                codec.encode("x".repeat(300_000)),
                codec.encode(1),
                codec.encode(new byte[700_000]),
                codec.encode(List.of("a", 2, 3.0)),
                codec.encode("y".repeat(262_139)));
    }

    private static ArrivingBytes arriving(List<EncodedValue> values) {
        return new ArrivingBytes(values.stream().map(EncodedValue::size).toList());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whatLeavesInAnyStretchesArrivesEqual(long seed) {
        Random random = new Random(seed);
        List<EncodedValue> values = values();
        LeavingBytes leaving = LeavingBytes.of(values);
        ArrivingBytes arriving = arriving(values);
        assertThat(arriving.size()).isEqualTo(leaving.size());
        while (!arriving.isWhole()) {
            long from = arriving.received();
            int count = (int) Math.min(1 + random.nextInt(100_000), leaving.size() - from);
            if (random.nextInt(10) == 0) {
                // Asked for from elsewhere in between, as after a break.
                leaving.stretch(random.nextInt((int) leaving.size()), 1);
            }
            arriving.add(leaving.stretch(from, count));
        }
        assertThat(arriving.values()).isEqualTo(values);
    }

    /** Sends all of some values in chunks with arrays of their own, as a connection does. */
    private static ArrivingBytes arrived(List<EncodedValue> values, IntUnaryOperator chunkBytes) {
        LeavingBytes leaving = LeavingBytes.of(values);
        ArrivingBytes arriving = arriving(values);
        for (int chunk = 0; !arriving.isWhole(); chunk++) {
            long from = arriving.received();
            byte[] bytes = new byte[(int) Math.min(chunkBytes.applyAsInt(chunk), leaving.size() - from)];
            int[] at = {0};
            leaving.stretch(from, bytes.length).writeTo((array, offset, length) -> {
                System.arraycopy(array, offset, bytes, at[0], length);
                at[0] += length;
            });
            arriving.add(Stretch.of(bytes));
        }
        return arriving;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whatArrivesInChunksOfAnySizeIsEqual(long seed) {
        Random random = new Random(seed);
        List<EncodedValue> values = new ArrayList<>(values());
        byte[] large = new byte[3_000_000];
        random.nextBytes(large);
        values.add(codec.encode(large));
        List<EncodedValue> came = arrived(
                        values,
                        chunk ->
                                random.nextBoolean() ? 1 + random.nextInt(1_000) : (64 << 10) + random.nextInt(300_000))
                .values();
        assertThat(came).isEqualTo(values);
        EncodedValue last = came.get(came.size() - 1);
        EncodedValue sent = values.get(values.size() - 1);
        assertThat(last.asBytes(true)).isEqualTo(large);
        assertThat(last.asBytes(false)).isEqualTo(large);
        assertThat(last.bytes()).isEqualTo(sent.bytes());
        assertThat(last.hashCode()).isEqualTo(sent.hashCode());
        assertThat(last.isIdenticalTo(sent)).isTrue();
        assertThat(sent.isIdenticalTo(last)).isTrue();
        large[random.nextInt(large.length)]++;
        EncodedValue other = codec.encode(large);
        assertThat(last.isIdenticalTo(other)).isFalse();
        assertThat(last).isNotEqualTo(other).isNotEqualTo(codec.encode(new byte[2_999_999]));
    }

    @Test
    void aLargeByteArrayStaysInTheChunksThatItCameIn() {
        byte[] large = new byte[1_000_000];
        List<EncodedValue> value = List.of(codec.encode(large));
        List<byte[]> parts = arrived(value, chunk -> 100_000).values().get(0).parts();
        // What says how long it is, the elements of the first chunk, and the others as they came.
        assertThat(parts)
                .extracting(part -> part.length)
                .startsWith(4, 99_996, 100_000)
                .endsWith(100_000, 4);
    }

    @Test
    void aListLeavesAsItsElementsAre() {
        List<EncodedValue> elements = values();
        LeavingBytes.Builder builder = new LeavingBytes.Builder().beginList(elements.size() + 1);
        elements.forEach(element -> builder.add(element, 1));
        builder.beginList(1).add(codec.encode("inside"), 2);
        LeavingBytes leaving = builder.build();
        ArrivingBytes arriving = new ArrivingBytes(List.of((int) leaving.size()));

        arriving.add(leaving.stretch(0, (int) leaving.size()));

        List<EncodedValue> expected = new ArrayList<>(elements);
        expected.add(EncodedValue.listOf(List.of(codec.encode("inside"))));
        assertThat(arriving.values()).containsExactly(EncodedValue.listOf(expected));
    }

    @Test
    void whatNestsTooDeepInsideAListIsRefused() {
        Object deep = 1;
        for (int i = 1; i < ValueCodec.MAX_DEPTH; i++) {
            deep = List.of(deep);
        }
        EncodedValue deepest = codec.encode(deep);
        int room = ValueReader.MAX_DEPTH - ValueCodec.MAX_DEPTH;
        LeavingBytes.Builder builder = new LeavingBytes.Builder();
        builder.add(deepest, room);
        assertThatThrownBy(() -> builder.add(deepest, room + 1)).isInstanceOf(UnsupportedValueException.class);
    }

    @Test
    void moreThanIsMissingIsRefusedAndNothingOfItIsTaken() {
        ArrivingBytes arriving = new ArrivingBytes(List.of(10));
        arriving.add(Stretch.of(new byte[4]));
        assertThatThrownBy(() -> arriving.add(Stretch.of(new byte[7])))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("6 are missing");
        assertThat(arriving.received()).isEqualTo(4);
    }

    @Test
    void whatIsNotThereCannotLeave() {
        LeavingBytes leaving = LeavingBytes.of(List.of(codec.encode("abc")));
        for (long from : new long[] {-1, leaving.size(), Long.MAX_VALUE}) {
            assertThatThrownBy(() -> leaving.stretch(from, 1)).isInstanceOf(ProtocolException.class);
        }
        assertThatThrownBy(() -> leaving.stretch(0, 0)).isInstanceOf(ProtocolException.class);
        assertThatThrownBy(() -> leaving.stretch(1, (int) leaving.size())).isInstanceOf(ProtocolException.class);
    }

    @Test
    void bytesThatAreNoValueAreRefused() {
        ArrivingBytes arriving = new ArrivingBytes(List.of(3));
        arriving.add(Stretch.of(new byte[] {127, 127, 127}));
        assertThatThrownBy(arriving::values).isInstanceOf(ProtocolException.class);
    }

    @Test
    void aClaimTakesNoMemoryUntilItArrives() {
        List<ArrivingBytes> claims = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            // 20 TB in all.
            claims.add(new ArrivingBytes(List.of(Integer.MAX_VALUE)));
        }
        assertThat(claims.get(9_999).size()).isEqualTo(Integer.MAX_VALUE);
    }
}
