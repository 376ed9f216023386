package dev.steward.protocol.frame;

import dev.steward.protocol.message.Message;
import dev.steward.protocol.message.SessionTerms;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/**
 * Frames to a plain channel, for callers that write their own connection: {@link #add} messages, then {@link #writeTo} until
 * nothing is left. Not thread-safe; never blocks by itself.
 */
public final class FrameWriter implements AutoCloseable {

    private static final int USUAL_BYTES = 4 << 10;

    private final int maxFrame;
    private ByteBuf buffer = Unpooled.directBuffer(USUAL_BYTES);

    /** Writes frames of at most so many bytes after the length field. */
    public FrameWriter(int maxFrame) {
        this.maxFrame = SessionTerms.requireMaxFrame(maxFrame);
    }

    /**
     * Adds a message behind what is not written yet.
     *
     * @throws dev.steward.api.UnsupportedValueException if it is longer than a frame may be; nothing is added
     */
    public void add(Message message) {
        if (!buffer.isReadable()) {
            buffer.clear();
            if (buffer.capacity() > 4 * USUAL_BYTES) {
                buffer.release();
                buffer = Unpooled.directBuffer(USUAL_BYTES);
            }
        }
        FrameCodec.encode(message, buffer, maxFrame);
    }

    /**
     * Writes once to a channel, as much as it takes. Blocks if the channel does.
     *
     * @return whether everything added is written
     */
    public boolean writeTo(WritableByteChannel channel) throws IOException {
        if (buffer.isReadable()) {
            ByteBuffer rest = buffer.internalNioBuffer(buffer.readerIndex(), buffer.readableBytes());
            buffer.skipBytes(channel.write(rest));
        }
        return !buffer.isReadable();
    }

    /** Frees the buffer. Nothing else may be called after it, but this again. */
    @Override
    public void close() {
        if (buffer.refCnt() > 0) {
            buffer.release();
        }
    }
}
