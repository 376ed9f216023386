package dev.steward.benchmarks.peers.netty;

import dev.steward.benchmarks.peers.Outlet;
import dev.steward.benchmarks.peers.socket.Record64;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.io.EOFException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** The records that have come for a thread that takes them. */
final class NettyInbox extends SimpleChannelInboundHandler<ByteBuf> implements Outlet {

    /** Stands for the end of the connection. */
    private static final long CLOSED = Long.MIN_VALUE;

    private final BlockingQueue<Long> come = new LinkedBlockingQueue<>();

    @Override
    public long take() throws InterruptedException, EOFException {
        long element = come.take();
        if (element == CLOSED) {
            throw new EOFException("the server has closed the connection");
        }
        return element;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf record) {
        come.add(Record64.read(record));
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        come.add(CLOSED);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // A record that was wrong: whoever waits for it must not wait for ever.
        come.add(CLOSED);
    }
}
