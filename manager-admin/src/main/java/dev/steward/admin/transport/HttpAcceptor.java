package dev.steward.admin.transport;

import dev.steward.admin.http.RequestHandler;
import dev.steward.protocol.transport.LoopThread;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/** Listens for requests, on an event loop of its own. Opened and closed once, each by one thread. */
public final class HttpAcceptor implements AutoCloseable {

    private final LoopThreads threads = new LoopThreads();
    private final MultiThreadIoEventLoopGroup loop =
            new MultiThreadIoEventLoopGroup(1, threads, NioIoHandler.newFactory());
    private final ChannelGroup connections = new DefaultChannelGroup("admin", loop.next(), true);
    private final String host;
    private final Channel channel;

    /**
     * Begins to listen. Blocks until the port is bound.
     *
     * @param port 0 picks a free one
     * @param tls makes the end of each TLS connection, or null without TLS
     * @param refused hears of who was not even let in: from where, and why
     * @throws IllegalStateException if the port is taken; the message names it and the cure
     */
    public HttpAcceptor(
            String host,
            int port,
            @Nullable Supplier<SSLEngine> tls,
            HttpLimits limits,
            RequestHandler handler,
            BiConsumer<String, String> refused) {
        this.host = host;
        ChannelFuture bound = new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                // The pools of the server's loops are not for who looks at it now and then.
                .childOption(ChannelOption.ALLOCATOR, UnpooledByteBufAllocator.DEFAULT)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel accepted) {
                        boolean hasRoom = connections.size() < limits.connections();
                        if (hasRoom) {
                            connections.add(accepted);
                        }
                        HttpConversation.install(accepted, tls, limits, hasRoom, handler, refused);
                    }
                })
                .bind(new InetSocketAddress(host, port))
                .awaitUninterruptibly();
        this.channel = bound.channel();
        if (!bound.isSuccess()) {
            endLoop();
            throw new IllegalStateException(
                    "cannot listen on " + host + ":" + port + " for the admin endpoint: "
                            + bound.cause().getMessage()
                            + "; stop what listens there, or choose another port (0 picks a free one)",
                    bound.cause());
        }
    }

    /** Returns where it listens, with the port that was picked. */
    public InetSocketAddress address() {
        return InetSocketAddress.createUnresolved(host, ((InetSocketAddress) channel.localAddress()).getPort());
    }

    /** Runs something on the loop again and again, until it ends; what must not block. */
    public void repeat(Runnable task, Duration every) {
        ScheduledFuture<?> ignored = loop.next().scheduleAtFixedRate(task, 0, every.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Closes every connection and ends the loop; its thread is gone afterwards. */
    @Override
    public void close() {
        channel.close().awaitUninterruptibly();
        connections.close().awaitUninterruptibly();
        endLoop();
    }

    private void endLoop() {
        loop.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
        LoopThread.awaitGone(threads.made);
    }

    /** Names the thread of the loop: a daemon, because a server without one has ended. */
    private static final class LoopThreads extends DefaultThreadFactory {
        private volatile @Nullable Thread made;

        LoopThreads() {
            super("manager-admin-loop", true);
        }

        @Override
        protected Thread newThread(Runnable body, String ignored) {
            Thread thread = super.newThread(body, "manager-admin-loop");
            made = thread;
            return thread;
        }
    }
}
