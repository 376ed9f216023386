package dev.steward.protocol.frame;

import dev.steward.protocol.message.Message;
import dev.steward.protocol.value.LeavingBytes;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * A frame that goes out through buffers of a moderate size. So a large value never needs a buffer of its length, what is
 * copied is still in the processor's cache when the kernel takes it, and the other side reads
 * while this one writes. Not thread-safe.
 */
final class FramePieces {

    /** How many bytes a buffer has at most after {@link #fill}, unless the start of the frame alone has more. */
    static final int BYTES = 128 << 10;

    private final @Nullable LeavingBytes rest;
    private long from;

    private FramePieces(@Nullable LeavingBytes rest) {
        this.rest = rest;
    }

    /**
     * Appends the start of a frame to a buffer.
     *
     * @throws dev.steward.api.UnsupportedValueException if the frame would be too long; the buffer is unchanged
     */
    static FramePieces of(Message message, ByteBuf out, int maxFrame) {
        return new FramePieces(FrameCodec.encodeStart(message, out, maxFrame));
    }

    /** Appends to a buffer what fits; returns whether something is left even then. */
    boolean fill(ByteBuf out) {
        LeavingBytes bytes = rest;
        if (bytes == null) {
            return false;
        }
        int count = (int) Math.min(bytes.size() - from, BYTES - out.readableBytes());
        if (count > 0) {
            bytes.stretch(from, count).writeTo(out::writeBytes);
            from += count;
        }
        return from < bytes.size();
    }

    /** Appends all that is left to a buffer, which grows. */
    void appendAll(ByteBuf out) {
        LeavingBytes bytes = rest;
        if (bytes != null && from < bytes.size()) {
            bytes.stretch(from, (int) (bytes.size() - from)).writeTo(out::writeBytes);
            from = bytes.size();
        }
    }
}
