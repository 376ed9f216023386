package dev.steward.protocol.frame;

import dev.steward.api.ProtocolException;
import dev.steward.protocol.connection.Phase;
import dev.steward.protocol.message.Message;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.DecoderException;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongPredicate;

/**
 * Bytes of a Netty channel to {@link Message messages}. Each message is handed on before the next frame is looked at, so a
 * handler that enters the next phase on a message has its rules hold from the next frame on.
 *
 * <p>What must not come is passed on once, as {@link ProtocolException} to {@code exceptionCaught}; whatever follows it is
 * dropped unread, and it is for the handler there to say why and close. Runs on the channel's event loop.
 *
 * <p>What a channel brings at once keeps the loop for 4 ms: then nothing more is read from it, and the frames that are there
 * wait until the loop has looked after its other channels. Several such channels share that time ({@link LoopShare}). So
 * whoever floods a loop slows down first.
 */
public final class FrameDecoder extends ByteToMessageDecoder {

    private final FrameGuard guard;
    private final LongPredicate room;
    private boolean hasBegun;
    private FrameRules rules;
    private boolean broken;
    /** How many frames of this turn were looked at, up to two. */
    private int looked;

    private long until;
    private boolean paused;
    /** Nothing more will be read: what is there is all. */
    private boolean ending;

    /** Begins with these rules. */
    public FrameDecoder(FrameRules rules) {
        this(rules, FrameGuard.NONE);
    }

    /** Begins with these rules, and a guard that hears of large frames. */
    public FrameDecoder(FrameRules rules, FrameGuard guard) {
        setCumulator(FrameCumulator.INSTANCE);
        this.rules = rules;
        this.guard = guard;
        this.room = guard::mayRead;
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
        if (isOver(ctx)) {
            return;
        }
        broken = true;
        Message message = FrameCodec.decode(in, rules, room);
        broken = false;
        if (message != null) {
            out.add(message);
            frameEnded();
        } else if (in.readableBytes() > FrameCodec.LENGTH_BYTES) {
            int length = in.getInt(in.readerIndex());
            if (length >= FrameCumulator.LARGE_FRAME) {
                hasBegun = true;
                guard.begun(length, in.readableBytes());
            }
        }
    }

    private void frameEnded() {
        if (hasBegun) {
            hasBegun = false;
            guard.ended();
        }
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext ctx) {
        pause(false);
        frameEnded();
    }

    /** Returns whether others come first. Most often there is but one frame, for which nobody looks at the clock. */
    private boolean isOver(ChannelHandlerContext ctx) {
        if (paused || ending) {
            return !ending;
        }
        if (looked == 0) {
            looked++;
            return false;
        }
        long now = System.nanoTime();
        if (looked == 1) {
            looked++;
            until = now + LoopShare.current().nanos();
        } else if (now - until > 0) {
            pause(true);
            ctx.channel().config().setAutoRead(false);
            // Not as a task: a loop runs many of those before it looks at its channels again.
            Future<?> ignored = ctx.executor().schedule(() -> goOn(ctx), 0, TimeUnit.NANOSECONDS);
        }
        return paused;
    }

    private void pause(boolean on) {
        if (paused != on) {
            paused = on;
            if (on) {
                LoopShare.current().add();
            } else {
                LoopShare.current().remove();
            }
        }
    }

    private void goOn(ChannelHandlerContext ctx) {
        if (ctx.isRemoved() || ending) {
            return;
        }
        pause(false);
        looked = 0;
        try {
            channelRead(ctx, Unpooled.EMPTY_BUFFER);
            if (!paused && !guard.holdsBack()) {
                ctx.channel().config().setAutoRead(true);
            }
            channelReadComplete(ctx);
        } catch (Exception refused) {
            exceptionCaught(ctx, refused);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) throws Exception {
        looked = 0;
        super.channelReadComplete(ctx);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) throws Exception {
        ending = true;
        super.channelInactive(ctx);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
        ending |= event instanceof ChannelInputShutdownEvent;
        super.userEventTriggered(ctx, event);
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
