package dev.steward.protocol.frame;

import dev.steward.protocol.message.Message;
import dev.steward.protocol.message.SessionTerms;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.MessageToByteEncoder;

/**
 * {@link Message Messages} to bytes of a Netty channel, each into one buffer of the right size. A message that is longer
 * than a frame may be fails its own write with {@link dev.steward.api.UnsupportedValueException} as the cause; nothing of it
 * is sent. Stateless: one serves all channels.
 */
@Sharable
public final class FrameEncoder extends MessageToByteEncoder<Message> {

    private final int maxFrame;

    /** Sends frames of at most so many bytes after the length field. */
    public FrameEncoder(int maxFrame) {
        super(Message.class);
        this.maxFrame = SessionTerms.requireMaxFrame(maxFrame);
    }

    @Override
    protected ByteBuf allocateBuffer(ChannelHandlerContext ctx, Message message, boolean preferDirect) {
        // A message that encode is going to refuse gets no large buffer first.
        int size = (int) Math.min(FrameCodec.sizeOf(message), maxFrame + (long) FrameCodec.LENGTH_BYTES);
        return preferDirect ? ctx.alloc().ioBuffer(size) : ctx.alloc().heapBuffer(size);
    }

    @Override
    protected void encode(ChannelHandlerContext ctx, Message message, ByteBuf out) {
        FrameCodec.encode(message, out, maxFrame);
    }
}
