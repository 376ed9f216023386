package dev.steward.protocol.value;

import static java.nio.charset.StandardCharsets.US_ASCII;

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

    /** So long may the two be together: W3C has at most 32 members of 513 characters in a state. */
    private static final int LONGEST = 20_000;

    /** What is no trace and stands in the place of one. */
    private static final TraceContext UNREADABLE = new TraceContext("", "");

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

    /**
     * Returns what a value says that has passed the check of all values, or null if it is something else. One that no client
     * writes, such as one that is too long, says that there is no trace: it has an empty {@code parent}.
     */
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
        if (in.readCount(1) != 0) {
            return UNREADABLE;
        }
        int length = in.readCount(1);
        if (length > LONGEST) {
            return UNREADABLE;
        }
        String text = new String(in.readBytes(length), US_ASCII);
        int parentEnds = text.indexOf(DIVIDES);
        return parentEnds < 0
                ? new TraceContext(text, "")
                : new TraceContext(text.substring(0, parentEnds), text.substring(parentEnds + 1));
    }
}
