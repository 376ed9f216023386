package dev.steward.protocol.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.ObjectId;
import dev.steward.api.ObjectToken;
import dev.steward.api.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A trace context goes as a value that passes the check of all values, and nothing else is taken for one. */
class TraceContextTest {

    private static EncodedValue arrived(EncodedValue sent) {
        return EncodedValue.fromBytes(sent.bytes().clone());
    }

    @Test
    void itArrivesAsItLeft() {
        TraceContext trace = new TraceContext("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "a=1,b=2");
        assertThat(TraceContext.of(arrived(trace.encoded()))).isEqualTo(trace);
        TraceContext bare = new TraceContext(trace.parent(), "");
        assertThat(TraceContext.of(arrived(bare.encoded()))).isEqualTo(bare);
        assertThat(new String(bare.encoded().bytes(), StandardCharsets.ISO_8859_1))
                .contains("traceparent", bare.parent());
    }

    @Test
    void othersAreNone() {
        ValueOutput pickle = new ValueOutput();
        OpaquePickle.write(pickle, "traceparent", new byte[16], new byte[] {1}, new byte[0]);
        for (EncodedValue other : new EncodedValue[] {
            EncodedValue.NULL,
            EncodedValue.of("traceparent"),
            EncodedValue.of(new byte[] {5, 5, 5}),
            EncodedValue.fromBytes(pickle.toBytes())
        }) {
            assertThat(TraceContext.of(other)).isNull();
        }
    }

    private static EncodedValue written(byte[] content, ObjectToken... tokens) {
        ValueOutput out = new ValueOutput();
        out.writeByte(ValueKind.OPAQUE.tag());
        out.writeByte(5);
        out.writeName("traceparent");
        out.writeBlob(new byte[0]);
        out.writeCount(tokens.length);
        for (ObjectToken token : tokens) {
            out.writeToken(token);
        }
        out.writeBlob(content);
        out.writeBlob(new byte[0]);
        out.writeBlob(new byte[0]);
        return EncodedValue.fromBytes(out.toBytes());
    }

    @Test
    void oneWithoutAStateIsRead() {
        assertThat(TraceContext.of(written(new byte[] {'x'}))).isEqualTo(new TraceContext("x", ""));
    }

    @Test
    void whatNoClientWritesSaysThatThereIsNone() {
        TraceContext none = new TraceContext("", "");
        assertThat(TraceContext.of(written(new byte[0]))).isEqualTo(none);
        assertThat(TraceContext.of(written(new byte[20_001]))).isEqualTo(none);
        assertThat(TraceContext.of(written(
                        new byte[] {'x'}, new ObjectToken(new UUID(1, 2), 3, "list", new ObjectId(4), List.of()))))
                .isEqualTo(none);
        assertThat(TraceContext.of(written(new byte[] {-1, '\n', -1}))).isEqualTo(new TraceContext("\uFFFD", "\uFFFD"));
    }

    /** The check of all values looks at each length inside too, so that reading what has passed it cannot fail. */
    @Test
    void whatIsCutOrChangedIsRefusedOnArrivalOrRead() {
        byte[] whole = new TraceContext("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "a=1")
                .encoded()
                .bytes();
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> EncodedValue.fromBytes(cut)).isInstanceOf(ProtocolException.class);
        }
        int read = 0;
        for (int at = 0; at < whole.length; at++) {
            for (int change = 1; change <= 0xFF; change++) {
                byte[] changed = whole.clone();
                changed[at] ^= (byte) change;
                EncodedValue value;
                try {
                    value = EncodedValue.fromBytes(changed);
                } catch (ProtocolException refused) {
                    continue;
                }
                read += TraceContext.of(value) == null ? 0 : 1;
            }
        }
        assertThat(read).isPositive();
    }
}
