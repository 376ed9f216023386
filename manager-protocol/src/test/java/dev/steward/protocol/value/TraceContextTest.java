package dev.steward.protocol.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
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

    @Test
    void oneWithoutAStateIsRead() {
        ValueOutput out = new ValueOutput();
        out.writeByte(ValueKind.OPAQUE.tag());
        out.writeByte(5);
        out.writeName("traceparent");
        out.writeBlob(new byte[0]);
        out.writeCount(0);
        out.writeBlob(new byte[] {'x'});
        out.writeBlob(new byte[0]);
        out.writeBlob(new byte[0]);
        assertThat(TraceContext.of(EncodedValue.fromBytes(out.toBytes()))).isEqualTo(new TraceContext("x", ""));
    }
}
