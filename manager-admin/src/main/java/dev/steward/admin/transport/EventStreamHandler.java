package dev.steward.admin.transport;

import dev.steward.admin.http.EventStream;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultHttpContent;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Events on their way to one reader. What was written and not taken is bounded by the channel's mark: above it nothing more is
 * sent, and who takes nothing for a while is closed.
 */
final class EventStreamHandler extends ChannelInboundHandlerAdapter implements EventStream {

    private final Channel channel;
    private final Duration answerTime;
    private @Nullable ScheduledFuture<?> deadline;

    EventStreamHandler(Channel channel, Duration answerTime) {
        this.channel = channel;
        this.answerTime = answerTime;
    }

    @Override
    public boolean send(String event, String data) {
        if (!channel.isActive() || !channel.isWritable()) {
            return false;
        }
        String text = "event: " + event + "\ndata: " + data + "\n\n";
        ChannelFuture ignored = channel.writeAndFlush(
                new DefaultHttpContent(ByteBufUtil.writeUtf8(channel.alloc(), text)), channel.voidPromise());
        return true;
    }

    @Override
    public boolean isOpen() {
        return channel.isActive();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        ScheduledFuture<?> running = deadline;
        if (running != null) {
            running.cancel(false);
            deadline = null;
        }
        if (!ctx.channel().isWritable()) {
            deadline = ctx.executor().schedule(() -> close(ctx), answerTime.toMillis(), TimeUnit.MILLISECONDS);
        }
        ctx.fireChannelWritabilityChanged();
    }

    private static void close(ChannelHandlerContext ctx) {
        ChannelFuture ignored = ctx.close();
    }
}
