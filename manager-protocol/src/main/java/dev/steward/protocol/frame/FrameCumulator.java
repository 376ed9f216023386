package dev.steward.protocol.frame;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.ByteToMessageDecoder.Cumulator;

/**
 * Gathers the parts of a frame that does not come at once. Parts of a large frame are strung together as they are; copying
 * them into a buffer that grows would move each byte several times. Small parts are copied, however large the frame: a
 * string of them would take more memory than they do. Stateless.
 */
final class FrameCumulator implements Cumulator {

    static final FrameCumulator INSTANCE = new FrameCumulator();

    /** From how many bytes on a frame is large. */
    static final int LARGE_FRAME = 64 << 10;

    private static final int LARGE_PART = 16 << 10;

    private FrameCumulator() {}

    @Override
    public ByteBuf cumulate(ByteBufAllocator allocator, ByteBuf gathered, ByteBuf part) {
        boolean strings = part.readableBytes() >= LARGE_PART
                && gathered.readableBytes() >= FrameCodec.LENGTH_BYTES
                && gathered.getInt(gathered.readerIndex()) >= LARGE_FRAME;
        Cumulator way = strings ? ByteToMessageDecoder.COMPOSITE_CUMULATOR : ByteToMessageDecoder.MERGE_CUMULATOR;
        return way.cumulate(allocator, gathered, part);
    }
}
