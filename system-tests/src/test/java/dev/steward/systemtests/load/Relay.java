package dev.steward.systemtests.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/**
 * A network for thousands of connections between clients and a server, on one thread: it can break all at once, and let
 * through slowly what the server says. Its thread ends with it. Any thread.
 */
final class Relay implements AutoCloseable {

    private static final int BACKLOG = 4_096;

    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final InetSocketAddress target;
    private final Channel listener;
    private volatile long nanosPerByte;

    Relay(int targetPort) {
        this.target = new InetSocketAddress(InetAddress.getLoopbackAddress(), targetPort);
        this.listener = new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.AUTO_READ, false)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel client) {
                        connect(client);
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), 0)
                .syncUninterruptibly()
                .channel();
    }

    int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    /** Lets through at most so many bytes per second of each connection that the server says. */
    void slowDown(long bytesPerSecond) {
        nanosPerByte = TimeUnit.SECONDS.toNanos(1) / bytesPerSecond;
    }

    /** Resets every connection. */
    void breakAll() {
        loop.submit(() -> channels.forEach(Relay::reset)).syncUninterruptibly();
    }

    /** On the loop. */
    private static void reset(Channel channel) {
        if (channel.isOpen()) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            channel.close();
        }
    }

    private void connect(Channel client) {
        channels.add(client);
        new Bootstrap()
                .group(client.eventLoop())
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.AUTO_READ, false)
                .handler(new ChannelInboundHandlerAdapter())
                .connect(target)
                .addListener((ChannelFuture connected) -> {
                    Channel server = connected.channel();
                    if (!connected.isSuccess() || !client.isActive()) {
                        reset(client);
                        server.close();
                        return;
                    }
                    channels.add(server);
                    client.pipeline().addLast(new Pass(server, false));
                    server.pipeline().addLast(new Pass(client, true));
                    client.read();
                    server.read();
                });
    }

    /** Passes on what one side says, and reads more when the other side has taken it. On the loop. */
    private final class Pass extends ChannelInboundHandlerAdapter {

        private final Channel other;
        private final boolean ofServer;

        Pass(Channel other, boolean ofServer) {
            this.other = other;
            this.ofServer = ofServer;
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object bytes) {
            long nanos = ofServer ? ((ByteBuf) bytes).readableBytes() * nanosPerByte : 0;
            other.writeAndFlush(bytes).addListener(written -> {
                if (!written.isSuccess()) {
                    reset(ctx.channel());
                } else if (nanos > 0) {
                    loop.schedule(() -> ctx.read(), nanos, TimeUnit.NANOSECONDS);
                } else {
                    ctx.read();
                }
            });
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            reset(other);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable broken) {
            reset(ctx.channel());
        }
    }

    @Override
    public void close() {
        listener.close().syncUninterruptibly();
        breakAll();
        loop.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
