package dev.steward.protocol.frame;

import dev.steward.api.ProtocolException;
import dev.steward.protocol.connection.Phase;
import dev.steward.protocol.message.Message;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.DecoderException;
import java.util.List;
import java.util.function.LongPredicate;

/**
 * Bytes of a Netty channel to {@link Message messages}. Each message is handed on before the next frame is looked at, so a
 * handler that enters the next phase on a message has its rules hold from the next frame on.
 *
 * <p>What must not come is passed on once, as {@link ProtocolException} to {@code exceptionCaught}; whatever follows it is
 * dropped unread, and it is for the handler there to say why and close. Runs on the channel's event loop.
 */
public final class FrameDecoder extends ByteToMessageDecoder {

    private final LongPredicate room;
    private FrameRules rules;
    private boolean broken;

    /** Begins with these rules. */
    public FrameDecoder(FrameRules rules) {
        this(rules, bytes -> true);
    }

    /**
     * Begins with these rules.
     *
     * @param room tells whether so many bytes of arguments may be read; a call whose arguments may not is handed on as an
     *     {@link dev.steward.protocol.message.UnreadCall}
     */
    public FrameDecoder(FrameRules rules, LongPredicate room) {
        setCumulator(FrameCumulator.INSTANCE);
        this.rules = rules;
        this.room = room;
    }

    /** Lets in what the next phase allows. On the event loop only. */
    public void enter(Phase next) {
        rules = rules.enter(next);
    }

    /** Sets the longest frame after authentication, in bytes after the length field. On the event loop only. */
    public void maxFrame(int bytes) {
        rules = rules.withMaxFrame(bytes);
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        if (broken) {
            in.skipBytes(in.readableBytes());
            return;
        }
        broken = true;
        Message message = FrameCodec.decode(in, rules, room);
        broken = false;
        if (message != null) {
            out.add(message);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        // The superclass wraps what decode throws; handlers want the protocol's own words.
        if (cause instanceof DecoderException && cause.getCause() instanceof ProtocolException refused) {
            ctx.fireExceptionCaught(refused);
        } else {
            ctx.fireExceptionCaught(cause);
        }
    }
}
