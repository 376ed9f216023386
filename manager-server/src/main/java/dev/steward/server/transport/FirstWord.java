package dev.steward.server.transport;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/** Tells that the first bytes of a connection have come, before anybody looks into them, and is gone then. */
final class FirstWord extends ChannelInboundHandlerAdapter {

    private final Runnable heard;

    FirstWord(Runnable heard) {
        this.heard = heard;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object read) {
        heard.run();
        ctx.pipeline().remove(this);
        ctx.fireChannelRead(read);
    }
}
