package dev.steward.protocol.frame;

import dev.steward.protocol.message.Message;
import dev.steward.protocol.message.Phase;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import org.jspecify.annotations.Nullable;

/**
 * Frames from a plain channel, for callers that read their own connection. Grows with what has really arrived, not with
 * what a frame claims, and shrinks again after a large one. Not thread-safe; never blocks by itself.
 */
public final class FrameReader implements AutoCloseable {

    private static final int USUAL_BYTES = 16 << 10;

    private FrameRules rules;
    private ByteBuf buffer = Unpooled.directBuffer(USUAL_BYTES);

    /** Begins with these rules. */
    public FrameReader(FrameRules rules) {
        this.rules = rules;
    }

    /** Lets in what the next phase allows. */
    public void enter(Phase next) {
        rules = rules.enter(next);
    }

    /** Sets the longest frame after authentication, in bytes after the length field. */
    public void maxFrame(int bytes) {
        rules = rules.withMaxFrame(bytes);
    }

    /**
     * Reads once from a channel what it has, as much as fits. Blocks if the channel does. Call {@link #next()} until it
     * returns null before reading again.
     *
     * @return how many bytes came; 0 if none are there, -1 at the end
     */
    public int readFrom(ReadableByteChannel channel) throws IOException {
        makeRoom();
        ByteBuffer room = buffer.internalNioBuffer(buffer.writerIndex(), buffer.writableBytes());
        int count = channel.read(room);
        if (count > 0) {
            buffer.writerIndex(buffer.writerIndex() + count);
        }
        return count;
    }

    /**
     * Returns the next whole message, or null if more must be read first.
     *
     * @throws dev.steward.api.ProtocolException if what came may not come; the connection is of no use after it
     */
    public @Nullable Message next() {
        return FrameCodec.decode(buffer, rules);
    }

    /** Frees the buffer. Nothing else may be called after it, but this again. */
    @Override
    public void close() {
        if (buffer.refCnt() > 0) {
            buffer.release();
        }
    }

    private void makeRoom() {
        if (!buffer.isReadable()) {
            buffer.clear();
            if (buffer.capacity() > USUAL_BYTES) {
                buffer.release();
                buffer = Unpooled.directBuffer(USUAL_BYTES);
            }
        } else if (!buffer.isWritable()) {
            buffer.discardReadBytes();
            if (!buffer.isWritable()) {
                grow();
            }
        }
    }

    private void grow() {
        long longest = FrameCodec.LENGTH_BYTES + (long) rules.maxFrame();
        if (buffer.capacity() >= longest) {
            throw new IllegalStateException("a whole frame is there: take it with next() before reading on");
        }
        buffer.capacity((int) Math.min(2L * buffer.capacity(), longest));
    }
}
