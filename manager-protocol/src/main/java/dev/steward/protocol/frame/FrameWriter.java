package dev.steward.protocol.frame;

import dev.steward.protocol.message.Message;
import dev.steward.protocol.message.SessionTerms;
import io.netty.buffer.ByteBuf;
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
    private final ReusedBuffer buffer = new ReusedBuffer(USUAL_BYTES);

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
        if (!buffer.bytes().isReadable()) {
            buffer.restart();
        }
        ByteBuf bytes = buffer.bytes();
        int start = bytes.writerIndex();
        FrameCodec.encode(message, bytes, maxFrame);
        buffer.passed(bytes.writerIndex() - start);
    }

    /**
     * Writes once to a channel, as much as it takes. Blocks if the channel does.
     *
     * @return whether everything added is written
     */
    public boolean writeTo(WritableByteChannel channel) throws IOException {
        ByteBuf bytes = buffer.bytes();
        if (bytes.isReadable()) {
            ByteBuffer rest = bytes.internalNioBuffer(bytes.readerIndex(), bytes.readableBytes());
            bytes.skipBytes(channel.write(rest));
        }
        return !bytes.isReadable();
    }

    /** Frees the buffer. Nothing else may be called after it, but this again. */
    @Override
    public void close() {
        buffer.close();
    }
}
