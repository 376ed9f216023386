package dev.steward.protocol.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The short check that most values pass takes what the long one takes. */
@Timeout(120)
class PlainValuesTest {

    /** The check of plain values and the check of all values agree, whatever stands where a length or a varint is. */
    @Test
    void plainValuesAreThoseThatTheReaderTakes() {
        int plain = 0;
        for (int tag = 0; tag <= 15; tag++) {
            for (int length = 1; length <= 12; length++) {
                byte[] bytes = new byte[length];
                bytes[0] = (byte) tag;
                for (int pattern = 0; pattern < 1 << 16; pattern++) {
                    int at = pattern % length;
                    bytes[at] = at == 0 ? bytes[0] : (byte) (pattern * 31 >>> 4);
                    if (ValueReader.isPlain(bytes)) {
                        plain++;
                        ValueReader reader = new ValueReader(bytes, 0, length);
                        reader.skip();
                        if (reader.position() != length || reader.depth() != 1) {
                            throw new AssertionError("taken as plain: " + Arrays.toString(bytes));
                        }
                    }
                }
            }
        }
        assertThat(plain).isGreaterThan(1_000);
        assertThat(ValueReader.isPlain(new byte[0])).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 127, 128, 129, 16_383})
    void textsAndArraysOfUsualLengthArePlain(int length) {
        for (EncodedValue value : List.of(EncodedValue.of("a".repeat(length)), EncodedValue.of(new byte[length]))) {
            byte[] whole = value.bytes();
            assertThat(ValueReader.isPlain(whole)).isTrue();
            assertThat(ValueReader.isPlain(Arrays.copyOf(whole, whole.length - 1)))
                    .isFalse();
            assertThat(ValueReader.isPlain(Arrays.copyOf(whole, whole.length + 1)))
                    .isFalse();
        }
    }
}
