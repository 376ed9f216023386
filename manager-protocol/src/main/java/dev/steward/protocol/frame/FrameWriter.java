package dev.steward.protocol.frame;

import dev.steward.protocol.message.Message;
import dev.steward.protocol.message.SessionTerms;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import org.jspecify.annotations.Nullable;

/**
 * Frames to a plain channel, for callers that write their own connection: {@link #add} messages, then {@link #writeTo} until
 * nothing is left. Not thread-safe; never blocks by itself.
 */
public final class FrameWriter implements AutoCloseable {

    private static final int USUAL_BYTES = 4 << 10;

    /** Messages go out together up to so many bytes. */
    private static final int FULL_BYTES = 64 << 10;

    private int maxFrame;
    private final ReusedBuffer buffer = new ReusedBuffer(USUAL_BYTES);
    /** What of the last message is not in the buffer yet; null if it is whole. */
    private @Nullable FramePieces left;

    /** Writes frames of at most so many bytes after the length field. */
    public FrameWriter(int maxFrame) {
        this.maxFrame = SessionTerms.requireMaxFrame(maxFrame);
    }

    /** Sets the longest frame, in bytes after the length field, of what is added from now on. */
    public void maxFrame(int bytes) {
        maxFrame = SessionTerms.requireMaxFrame(bytes);
    }

    /** Returns whether another message may be added without copying much together: not behind a large one. */
    public boolean takesMore() {
        return left == null && buffer.bytes().readableBytes() < FULL_BYTES;
    }

    /**
     * Adds a message behind what is not written yet.
     *
     * @throws dev.steward.api.UnsupportedValueException if it is longer than a frame may be; nothing is added
     */
    public void add(Message message) {
        if (left == null && !buffer.bytes().isReadable()) {
            buffer.restart();
        }
        ByteBuf bytes = buffer.bytes();
        if (left != null) {
            // Somebody comes behind it: then it needs a buffer of its length after all.
            left.appendAll(bytes);
            left = null;
        }
        FramePieces pieces = FramePieces.of(message, bytes, maxFrame);
        left = pieces.fill(bytes) ? pieces : null;
        buffer.passed((int) FrameCodec.sizeOf(message));
    }

    /**
     * Writes to a channel as much as it takes. Blocks if the channel does.
     *
     * @return whether everything added is written
     */
    public boolean writeTo(WritableByteChannel channel) throws IOException {
        ByteBuf bytes = buffer.bytes();
        while (true) {
            if (bytes.isReadable()) {
                ByteBuffer rest = bytes.internalNioBuffer(bytes.readerIndex(), bytes.readableBytes());
                bytes.skipBytes(channel.write(rest));
            }
            FramePieces pieces = left;
            if (pieces == null || bytes.isReadable()) {
                return !bytes.isReadable();
            }
            bytes.clear();
            left = pieces.fill(bytes) ? pieces : null;
        }
    }

    /** Frees the buffer. Nothing else may be called after it, but this again. */
    @Override
    public void close() {
        buffer.close();
    }
}
