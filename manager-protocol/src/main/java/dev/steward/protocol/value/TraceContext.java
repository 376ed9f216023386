package dev.steward.protocol.value;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.steward.api.ObjectToken;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which trace a call is part of, as W3C Trace Context has it. It goes behind the arguments of a call of users' code, as an opaque
 * value, where both sides have {@code Capabilities.TRACE_CONTEXT}. Immutable.
 *
 * @param parent what stands in the header {@code traceparent}
 * @param state what stands in the header {@code tracestate}, empty if there is none
 */
public record TraceContext(String parent, String state) {

    /** The format of such opaque values. */
    private static final byte FORMAT = 5;

    private static final String CLASS_NAME = "traceparent";
    private static final byte[] NOTHING = {};
    private static final char DIVIDES = '\n';

    /** Returns it as a value. */
    public EncodedValue encoded() {
        ValueOutput out = new ValueOutput();
        out.writeByte(ValueKind.OPAQUE.tag());
        out.writeByte(FORMAT);
        out.writeName(CLASS_NAME);
        out.writeBlob(NOTHING);
        out.writeCount(0);
        out.writeBlob((parent + DIVIDES + state).getBytes(US_ASCII));
        out.writeBlob(NOTHING);
        out.writeBlob(NOTHING);
        return new EncodedValue(out.toBytes(), 1, List.of());
    }

    /** Returns what a value says, or null if it is something else. */
    public static @Nullable TraceContext of(EncodedValue value) {
        if (value.kind() != ValueKind.OPAQUE) {
            return null;
        }
        byte[] bytes = value.bytes();
        if (bytes[1] != FORMAT) {
            return null;
        }
        ValueInput in = new ValueInput();
        in.start(bytes, 2, bytes.length - 2);
        // The name and the fingerprint.
        in.skip(in.readCount(1));
        in.skip(in.readCount(1));
        for (int left = in.readCount(1); left > 0; left--) {
            ObjectToken ignored = in.readToken();
        }
        String text = new String(in.readBlob(), US_ASCII);
        int parentEnds = text.indexOf(DIVIDES);
        return parentEnds < 0
                ? new TraceContext(text, "")
                : new TraceContext(text.substring(0, parentEnds), text.substring(parentEnds + 1));
    }
}
