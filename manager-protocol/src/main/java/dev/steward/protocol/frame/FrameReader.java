package dev.steward.protocol.frame;

import dev.steward.protocol.connection.Phase;
import dev.steward.protocol.message.Message;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import org.jspecify.annotations.Nullable;

/**
 * Frames from a plain channel, for callers that read their own connection. Grows with what has really arrived, not with
 * what a frame claims, and shrinks again when large ones have stopped. Not thread-safe; never blocks by itself.
 */
public final class FrameReader implements AutoCloseable {

    private static final int USUAL_BYTES = 16 << 10;

    /** So much room is made for a frame that claims it; beyond that, four times what has arrived. */
    private static final long TRUSTED_BYTES = 1 << 20;

    private FrameRules rules;
    private boolean isFilled;
    private final ReusedBuffer buffer = new ReusedBuffer(USUAL_BYTES);

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
        return readFrom(channel, Integer.MAX_VALUE);
    }

    /** As {@link #readFrom}, but reads not beyond the frame that has begun: what follows it stays in the channel. */
    public int readOneFrom(ReadableByteChannel channel) throws IOException {
        ByteBuf bytes = buffer.bytes();
        int here = bytes.readableBytes();
        int length = here < FrameCodec.LENGTH_BYTES ? 0 : bytes.getInt(bytes.readerIndex());
        return readFrom(channel, FrameCodec.LENGTH_BYTES + length - here);
    }

    private int readFrom(ReadableByteChannel channel, int atMost) throws IOException {
        makeRoom();
        ByteBuf bytes = buffer.bytes();
        ByteBuffer room = bytes.internalNioBuffer(bytes.writerIndex(), Math.min(bytes.writableBytes(), atMost));
        int count = channel.read(room);
        isFilled = !room.hasRemaining();
        if (count > 0) {
            bytes.writerIndex(bytes.writerIndex() + count);
        }
        return count;
    }

    /** Returns whether the last read took as much as it had room for, so that the channel may have more. */
    public boolean isFilled() {
        return isFilled;
    }

    /**
     * Returns the next whole message, or null if more must be read first.
     *
     * @throws dev.steward.api.ProtocolException if what came may not come; the connection is of no use after it
     */
    public @Nullable Message next() {
        ByteBuf bytes = buffer.bytes();
        int start = bytes.readerIndex();
        Message message = FrameCodec.decode(bytes, rules);
        if (message != null) {
            buffer.passed(bytes.readerIndex() - start);
        }
        return message;
    }

    /** Frees the buffer. Nothing else may be called after it, but this again. */
    @Override
    public void close() {
        buffer.close();
    }

    private void makeRoom() {
        ByteBuf bytes = buffer.bytes();
        if (!bytes.isReadable()) {
            buffer.restart();
        } else if (!bytes.isWritable()) {
            bytes.discardReadBytes();
            if (!bytes.isWritable()) {
                grow(bytes);
            }
        }
    }

    private void grow(ByteBuf bytes) {
        long frame = FrameCodec.LENGTH_BYTES + (long) bytes.getInt(bytes.readerIndex());
        if (bytes.capacity() >= frame) {
            throw new IllegalStateException("a whole frame is there: take it with next() before reading on");
        }
        bytes.capacity((int) Math.min(frame, Math.max(4L * bytes.capacity(), TRUSTED_BYTES)));
    }
}
