package dev.steward.protocol.frame;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * A direct buffer that frames go through one after the other. Grows for a large one and stays so while large ones keep
 * coming, because memory that is new to the process costs more than the copy into it; shrinks when they have stopped.
 * Not thread-safe.
 */
final class ReusedBuffer implements AutoCloseable {

    /** What is larger than this is given back at once. */
    private static final int MOST_KEPT = 4 << 20;

    /** After so many usual frames in a row the large ones have stopped. */
    private static final int PATIENCE = 64;

    private final int usual;
    private ByteBuf bytes;
    private int usualInARow;

    /** A buffer that usually has so many bytes. */
    ReusedBuffer(int usual) {
        this.usual = usual;
        this.bytes = Unpooled.directBuffer(usual);
    }

    ByteBuf bytes() {
        return bytes;
    }

    /** A frame of so many bytes went through. */
    void passed(int frameBytes) {
        usualInARow = frameBytes > usual ? 0 : usualInARow + 1;
    }

    /** Begins at its start again. Only while nothing is left to be read. */
    void restart() {
        bytes.clear();
        if (bytes.capacity() > usual && (usualInARow >= PATIENCE || bytes.capacity() > MOST_KEPT)) {
            bytes.release();
            bytes = Unpooled.directBuffer(usual);
        }
    }

    /** Frees the memory; may be called again. */
    @Override
    public void close() {
        if (bytes.refCnt() > 0) {
            bytes.release();
        }
    }
}
