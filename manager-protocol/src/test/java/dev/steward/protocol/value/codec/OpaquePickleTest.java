package dev.steward.protocol.value.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.ObjectId;
import dev.steward.api.ObjectToken;
import dev.steward.api.UnsupportedValueException;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.protocol.value.OpaquePickle;
import dev.steward.protocol.value.ValueInput;
import dev.steward.protocol.value.ValueKind;
import dev.steward.protocol.value.ValueOutput;
import dev.steward.protocol.value.decoded.Unopened;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Of an object of Python a reader sees the view that came with it, and nothing that such a view may not have. */
@Timeout(60)
class OpaquePickleTest {

    private static final ValueCodec CODEC = Samples.codec();
    private static final byte[] PICKLE = {1, 2, 3};
    private static final byte[] NOTHING = {};

    private static EncodedValue opaque(byte[] view) {
        return opaque(1, view);
    }

    private static EncodedValue opaque(int fingerprint, byte[] view) {
        ValueOutput out = new ValueOutput();
        byte[] bytes = new byte[ValueKind.FINGERPRINT_BYTES];
        bytes[0] = (byte) fingerprint;
        OpaquePickle.write(out, "m.Point", bytes, PICKLE, view);
        return EncodedValue.fromBytes(out.toBytes());
    }

    private static byte[] bytes(Object value) {
        return CODEC.encode(value).bytes();
    }

    @Test
    void whatIsSeenIsTheView() {
        EncodedValue value = opaque(bytes(List.of("a", 1L)));
        assertThat(CODEC.decode(value)).isEqualTo(List.of("a", 1L));
        EncodedValue inside = EncodedValue.listOf(List.of(value, EncodedValue.of(2), value));
        assertThat(CODEC.decode(inside)).isEqualTo(List.of(List.of("a", 1L), 2L, List.of("a", 1L)));
    }

    @Test
    void itIsSeenHoweverDeepItIs() {
        EncodedValue view = EncodedValue.of(7);
        for (int i = 1; i < OpaquePickle.DEEPEST_VIEW; i++) {
            view = EncodedValue.listOf(List.of(view));
        }
        EncodedValue value = opaque(view.bytes());
        for (int i = 1; i < ValueKryo.ON_ANY_STACK; i++) {
            value = EncodedValue.listOf(List.of(value));
        }
        Object seen = CODEC.decode(value);
        int levels = 0;
        while (seen instanceof List<?> list) {
            seen = list.get(0);
            levels++;
        }
        assertThat(seen).isEqualTo(7L);
        assertThat(levels).isEqualTo(ValueKryo.ON_ANY_STACK + OpaquePickle.DEEPEST_VIEW - 2);
    }

    @Test
    void whatHasNoViewSaysWhatItIsAndBlocksNothingElse() {
        EncodedValue value = opaque(NOTHING);
        assertThatThrownBy(() -> CODEC.decode(value))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining("Python's class m.Point");
        EncodedValue inside = EncodedValue.listOf(List.of(EncodedValue.of(1), value, EncodedValue.of(3)));
        assertThat(CODEC.decode(inside, 1))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .satisfiesExactly(
                        first -> assertThat(first).isEqualTo(1L),
                        second -> assertThat(second).isInstanceOf(Unopened.class),
                        third -> assertThat(third).isEqualTo(3L));
    }

    @Test
    void equalityIsOfTheFingerprint() {
        assertThat(opaque(1, bytes(1L))).isEqualTo(opaque(1, NOTHING)).hasSameHashCodeAs(opaque(1, NOTHING));
        assertThat(opaque(1, bytes(1L))).isNotEqualTo(opaque(2, bytes(1L)));
    }

    @Test
    void whatWasWrittenCanBeRead() {
        EncodedValue value = opaque(bytes("seen"));
        ValueInput in = new ValueInput();
        in.start(value.bytes(), 0, value.size());
        assertThat(in.readByte()).isEqualTo(ValueKind.OPAQUE.tag());
        assertThat(OpaquePickle.isNext(in)).isTrue();
        OpaquePickle read = OpaquePickle.read(in);
        assertThat(read.className()).isEqualTo("m.Point");
        assertThat(read.pickle()).isEqualTo(PICKLE);
        assertThat(read.hasView()).isTrue();
        assertThat(in.position()).isEqualTo(value.size());
    }

    @Test
    void aViewThatMayNotBeIsRefusedAndTheNextValueIsReadAllTheSame() {
        EncodedValue deep = EncodedValue.of(1);
        for (int i = 0; i < OpaquePickle.DEEPEST_VIEW; i++) {
            deep = EncodedValue.listOf(List.of(deep));
        }
        byte[] text = bytes("abc");
        ObjectToken token = new ObjectToken(new UUID(1, 2), 3, "list", new ObjectId(4), List.of());
        for (byte[] view : List.of(
                deep.bytes(),
                EncodedValue.of(token).bytes(),
                Arrays.copyOf(text, text.length - 1),
                Arrays.copyOf(text, text.length + 1),
                new byte[] {1},
                opaque(bytes("inner")).bytes(),
                EncodedValue.listOf(List.of(opaque(bytes("inner")))).bytes())) {
            assertThatThrownBy(() -> CODEC.decode(opaque(view)))
                    .as(Arrays.toString(view))
                    .isInstanceOf(UnsupportedValueException.class);
            assertThat(CODEC.decode(opaque(bytes(List.of(1L))))).isEqualTo(List.of(1L));
        }
    }
}
