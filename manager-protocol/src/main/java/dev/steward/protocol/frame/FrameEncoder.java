package dev.steward.protocol.frame;

import dev.steward.protocol.message.Message;
import dev.steward.protocol.message.SessionTerms;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import org.jspecify.annotations.Nullable;

/**
 * {@link Message Messages} to bytes of one Netty channel. What is written until the next flush goes on in one buffer, frame
 * behind frame: a buffer, a promise and an entry among the channel's writes for each frame would cost more than the frame.
 * A message has a buffer of its own if it is large, or if somebody wants to know when it was written, which is who writes
 * it with another promise than {@link io.netty.channel.Channel#voidPromise}.
 *
 * <p>A large message goes out in {@link FramePieces pieces}, all but the last without waiting for the flush.
 *
 * <p>A message that is longer than a frame may be fails its own write with {@link
 * dev.steward.api.UnsupportedValueException}; nothing of it is sent. Runs on the channel's event loop.
 */
// What a write comes to is told to its promise.
@SuppressWarnings("FutureReturnValueIgnored")
public final class FrameEncoder extends ChannelOutboundHandlerAdapter {

    /** Frames of more bytes are not copied together with others, so that no buffer grows far. */
    private static final int LARGE_BYTES = 16 << 10;

    /** A buffer of so many bytes goes on without waiting for the flush. */
    private static final int FULL_BYTES = 64 << 10;

    private final int maxFrame;
    private @Nullable ByteBuf gathered;
    /** The bytes of the last buffer: what the next one begins with. */
    private int usual;

    /** Sends frames of at most so many bytes after the length field. */
    public FrameEncoder(int maxFrame) {
        this.maxFrame = SessionTerms.requireMaxFrame(maxFrame);
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object written, ChannelPromise promise) {
        if (!(written instanceof Message message)) {
            ctx.write(written, promise);
            return;
        }
        // A message that encode is going to refuse gets no large buffer first.
        int size = (int) Math.min(FrameCodec.sizeOf(message), maxFrame + (long) FrameCodec.LENGTH_BYTES);
        if (size > LARGE_BYTES || !promise.isVoid()) {
            passOn(ctx);
            writeAlone(ctx, message, size, promise);
        } else {
            gather(ctx, message, size, promise);
        }
    }

    private void writeAlone(ChannelHandlerContext ctx, Message message, int size, ChannelPromise promise) {
        ByteBuf frame = ctx.alloc().ioBuffer(Math.min(size, FramePieces.BYTES));
        FramePieces pieces;
        try {
            pieces = FramePieces.of(message, frame, maxFrame);
        } catch (RuntimeException refused) {
            frame.release();
            promise.tryFailure(refused);
            return;
        }
        while (pieces.fill(frame)) {
            ctx.write(frame, ctx.voidPromise());
            ctx.flush();
            frame = ctx.alloc().ioBuffer(FramePieces.BYTES);
        }
        ctx.write(frame, promise);
    }

    private void gather(ChannelHandlerContext ctx, Message message, int size, ChannelPromise promise) {
        ByteBuf frames = gathered;
        if (frames == null) {
            frames = ctx.alloc().ioBuffer(Math.max(size, usual));
            gathered = frames;
        }
        try {
            FrameCodec.encode(message, frames, maxFrame);
        } catch (RuntimeException refused) {
            promise.tryFailure(refused);
        }
        if (frames.readableBytes() >= FULL_BYTES) {
            passOn(ctx);
        }
    }

    private void passOn(ChannelHandlerContext ctx) {
        ByteBuf frames = gathered;
        if (frames != null) {
            gathered = null;
            usual = frames.readableBytes();
            ctx.write(frames, ctx.voidPromise());
        }
    }

    @Override
    public void flush(ChannelHandlerContext ctx) {
        passOn(ctx);
        ctx.flush();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        if (ctx.channel().isActive()) {
            passOn(ctx);
        } else if (gathered != null) {
            gathered.release();
            gathered = null;
        }
    }
}
