package dev.steward.protocol.value.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.ProtocolException;
import dev.steward.api.UnsupportedValueException;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.protocol.value.ValueKind;
import dev.steward.protocol.value.ValueOutput;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever bytes come in, the end is a value or one of two exceptions: no other error, no memory taken, no class loaded.
 * {@code -Pchaos} changes three times as many bytes of each sample.
 */
@Timeout(120)
class HostileBytesTest {
    private static final int CHANGED_BYTES = Boolean.getBoolean("chaos") ? 300 : 100;

    private final ValueCodec codec = Samples.codec();

    /** Opens what a peer sent, as far as it goes, and uses it the way a server and a client would. */
    private void use(byte[] bytes) {
        try {
            EncodedValue value = EncodedValue.fromBytes(bytes);
            assertThat(value).isEqualTo(value).hasSameHashCodeAs(EncodedValue.fromBytes(bytes.clone()));
            assertThat(value.compare(value)).isIn(0, EncodedValue.NOT_COMPARABLE);
            assertThat(value.toString()).isNotNull();
            assertThat(value.size()).isEqualTo(bytes.length);
            codec.decode(value);
        } catch (ProtocolException | UnsupportedValueException expected) {
            assertThat(expected).hasMessageNotContaining("OutOfMemory");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.steward.protocol.value.codec.Samples#roundTrips")
    void whatEndsEarlyIsRefused(Object sample) {
        byte[] whole = ValueCodecTest.bytesOf(codec.encode(sample));
        int step = Math.max(1, whole.length / 500);
        for (int length = 0; length < whole.length; length += step) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> EncodedValue.fromBytes(part)).isInstanceOf(ProtocolException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.steward.protocol.value.codec.Samples#roundTrips")
    void everyByteMayBeAnyOther(Object sample) {
        byte[] whole = ValueCodecTest.bytesOf(codec.encode(sample));
        int step = Math.max(1, whole.length / CHANGED_BYTES);
        for (int at = 0; at < whole.length; at += step) {
            for (int flip : new int[] {0x01, 0x02, 0x10, 0x7F, 0x80, 0xFF}) {
                byte[] changed = whole.clone();
                changed[at] ^= (byte) flip;
                use(changed);
            }
        }
    }

    @Test
    void randomBytesAreAValueOrRefused() {
        Random random = new Random(20_261_120);
        for (int i = 0; i < 100_000; i++) {
            byte[] bytes = new byte[1 + random.nextInt(40)];
            random.nextBytes(bytes);
            bytes[0] = (byte) random.nextInt(46);
            use(bytes);
        }
    }

    @Test
    void whatIsLeftOverIsRefused() {
        assertThatThrownBy(() -> EncodedValue.fromBytes(new byte[] {0, 0}))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("left over");
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 35, 41, 42, 43})
    void aHugeLengthIsRefusedBeforeAnythingIsMade(int tag) {
        byte[] huge = {(byte) tag, 1, 1, -1, -1, -1, -1, 7, 0};
        byte[] negative = {(byte) tag, -1, -1, -1, -1, 15};
        byte[] large = {(byte) tag, -1, -1, -1, -1, 7};

        for (byte[] bytes : List.of(huge, negative, large)) {
            assertThatThrownBy(() -> EncodedValue.fromBytes(bytes)).isInstanceOf(ProtocolException.class);
        }
    }

    @Test
    void aBombOfDepthIsRefused() {
        byte[] bomb = new byte[2_000_000];
        for (int i = 0; i < bomb.length - 2; i += 2) {
            bomb[i] = ValueKind.LIST.tag();
            bomb[i + 1] = 1;
        }

        assertThatThrownBy(() -> EncodedValue.fromBytes(bomb))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("deeper than 1004");
    }

    @Test
    void depthOf1004IsTheMost() {
        EncodedValue value = EncodedValue.NULL;
        while (value.depth() < 1_004) {
            value = EncodedValue.listOf(List.of(value));
        }
        EncodedValue deepest = value;

        assertThat(EncodedValue.fromBytes(ValueCodecTest.bytesOf(deepest))).isEqualTo(deepest);
        assertThat(codec.decode(deepest)).isInstanceOf(List.class);
        assertThatThrownBy(() -> EncodedValue.listOf(List.of(deepest))).isInstanceOf(UnsupportedValueException.class);
    }

    /** An envelope of a {@link Samples.Holder} whose content is what the bytes say. */
    private static EncodedValue envelope(int... content) {
        ValueOutput out = new ValueOutput();
        out.writeByte(ValueKind.OPAQUE.tag());
        out.writeByte(Envelope.FORMAT_KRYO);
        out.writeName(Samples.Holder.class.getName());
        out.writeBlob(new byte[ValueKind.FINGERPRINT_BYTES]);
        out.writeCount(0);
        ByteArrayOutputStream inside = new ByteArrayOutputStream();
        int fingerprint = EnvelopeClasses.shape(EnvelopeClasses.of(Samples.Holder.class));
        for (int shift = 0; shift < 32; shift += 8) {
            inside.write(fingerprint >> shift);
        }
        inside.write(1); // Not seen before.
        for (int each : content) {
            inside.write(each);
        }
        out.writeBlob(inside.toByteArray());
        // Of which classes the lists are: those of the closed set.
        byte[] lists = new byte
                [(int) Arrays.stream(content)
                        .filter(each -> each == ValueKind.LIST.tag())
                        .count()];
        Arrays.fill(lists, ValueKind.LIST.tag());
        out.writeBlob(lists);
        out.writeBlob(new byte[0]);
        return EncodedValue.fromBytes(out.toBytes());
    }

    @Test
    void anEnvelopeMadeByHandOpens() {
        assertThat(codec.decode(envelope(ValueKind.INT.tag(), 2))).isEqualTo(new Samples.Holder(1));
    }

    @ParameterizedTest
    @ValueSource(
            ints = {12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 64, 65, 66, 67, 68, 69, 70, 71, 72, 90})
    void aHugeLengthInsideAnEnvelopeIsRefused(int number) {
        assertThatThrownBy(() -> codec.decode(envelope(number, 1, 255, 255, 255, 255, 7)))
                .isInstanceOf(UnsupportedValueException.class);
        assertThatThrownBy(() -> codec.decode(envelope(number, 255, 255, 255, 255, 7, 0)))
                .isInstanceOf(UnsupportedValueException.class);
    }

    @Test
    void nestedContainersCannotEachClaimAllTheBytes() {
        int levels = 50;
        int[] content = new int[20_000];
        int at = 0;
        for (int i = 0; i < levels; i++) {
            content[at++] = ValueKind.LIST.tag();
            content[at++] = 1;
            content[at++] = 0x80 | 15_000 & 0x7F;
            content[at++] = 15_000 >> 7;
        }
        assertThatThrownBy(() -> codec.decode(envelope(content)))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining("claim more elements");
    }

    @Test
    void aBombOfDepthInsideAnEnvelopeIsRefused() {
        int[] content = new int[60_000];
        for (int i = 0; i + 3 <= content.length; i += 3) {
            content[i] = ValueKind.LIST.tag();
            content[i + 1] = 1;
            content[i + 2] = 1;
        }
        assertThatThrownBy(() -> codec.decode(envelope(content)))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining("depth");
    }

    @Test
    void keysWhoseHashWouldTakeForEverAreRefused() {
        // {x40} where each x is [x before, x before]: each level doubles the time that the hash of the one above takes.
        int list = ValueKind.LIST.tag();
        int levels = 40;
        int[] content = new int[3 + 3 * levels + 1 + 2 * levels];
        int at = 0;
        content[at++] = ValueKind.SET.tag();
        content[at++] = 1;
        content[at++] = 1;
        for (int i = 0; i < levels; i++) {
            content[at++] = list;
            content[at++] = 1;
            content[at++] = i == levels - 1 ? 1 : 2;
        }
        content[at++] = 0;
        for (int i = levels - 2; i >= 0; i--) {
            // Objects are numbered as they begin: the root, the set, then the lists from the outermost in.
            content[at++] = list;
            content[at++] = 2 + 2 + i + 1;
        }
        int[] whole = Arrays.copyOf(content, at);
        assertThatThrownBy(() -> codec.decode(envelope(whole)))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining("share collections");
    }

    @Test
    void keysThatShareLittleAreRead() {
        int set = ValueKind.SET.tag();
        int list = ValueKind.LIST.tag();
        assertThat(codec.decode(envelope(set, 1, 1, list, 1, 2, set, 1, 0, set, 5)))
                .isNotNull();
    }

    @Test
    void aRecordThatWouldHoldItselfIsRefused() {
        int number = EnvelopeClasses.BY_NAME;
        assertThatThrownBy(() -> codec.decode(envelope(number, 0, 0))).isInstanceOf(UnsupportedValueException.class);
        assertThatThrownBy(() -> codec.decode(envelope(number, 0, 2))).isInstanceOf(UnsupportedValueException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javax.script.ScriptEngineManager",
                "java.lang.ProcessBuilder",
                "java.net.URL",
                "no.such.Class",
                "[[[[[[[[[[I",
                "[Ljava.net.URL;",
                "dev.steward.protocol.value.codec.HostileBytesTest$Trap",
                "",
                "[",
                "Ljava/lang/Object;",
                "java.lang.Object",
                "java.util.List",
                "int"
            })
    void noClassIsLoadedByItsName(String className) {
        ValueOutput out = new ValueOutput();
        out.writeByte(ValueKind.OPAQUE.tag());
        out.writeByte(Envelope.FORMAT_KRYO);
        out.writeName(className);
        out.writeBlob(new byte[ValueKind.FINGERPRINT_BYTES]);
        out.writeCount(0);
        out.writeBlob(new byte[] {0, 0, 0, 0, 1, 0});
        out.writeBlob(new byte[0]);
        out.writeBlob(new byte[0]);
        EncodedValue value = EncodedValue.fromBytes(out.toBytes());

        use(ValueCodecTest.bytesOf(value));

        assertThat(TRAPS).isEmpty();
    }

    private static final HashSet<String> TRAPS = new HashSet<>();

    /** Notices that it was initialized. */
    static final class Trap {
        static {
            TRAPS.add("sprung");
        }

        private Trap() {}
    }

    @Test
    void anotherVersionOfAClassIsNoticed() {
        EncodedValue whole = codec.encode(new Samples.Circle(1));
        byte[] changed = ValueCodecTest.bytesOf(whole);
        // Behind the content two lengths, which are 0.
        int insideStart = whole.size() - 2 - Double.BYTES - 1 - Integer.BYTES;
        changed[insideStart] ^= 1;

        assertThatThrownBy(() -> codec.decode(EncodedValue.fromBytes(changed)))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining("other fields");
    }

    @Test
    void anUnknownFormatIsNamed() {
        byte[] changed = ValueCodecTest.bytesOf(codec.encode(new Samples.Circle(1)));
        changed[1] = 9;

        assertThatThrownBy(() -> codec.decode(EncodedValue.fromBytes(changed)))
                .isInstanceOf(UnsupportedValueException.class)
                .hasMessageContaining("format 9");
    }

    @Test
    void amountsThatWouldFillTheMemoryAreCarriedButNotAdded() {
        EncodedValue huge = codec.encode(new java.math.BigDecimal("1E+2000000000"));

        assertThat(huge.compare(EncodedValue.of(1))).isPositive();
        assertThat(huge).isNotEqualTo(EncodedValue.of(1));
        assertThat(huge.isLong()).isFalse();
        assertThatThrownBy(() -> huge.add(EncodedValue.of(1))).isInstanceOf(UnsupportedValueException.class);
        assertThatThrownBy(() -> huge.fit("java.math.BigInteger")).isInstanceOf(UnsupportedValueException.class);
        assertThatThrownBy(() -> huge.fit("code:d")).isInstanceOf(UnsupportedValueException.class);
    }
}
