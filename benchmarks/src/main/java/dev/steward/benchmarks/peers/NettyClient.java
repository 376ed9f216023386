package dev.steward.benchmarks.peers;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.handler.codec.FixedLengthFrameDecoder;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.concurrent.TimeUnit;

/** A connection per user of it; all share the event loops. */
final class NettyClient implements PeerClient {

    private final SocketAddress server;
    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(NettyPeer.LOOPS, EpollIoHandler.newFactory());

    NettyClient(SocketAddress server) {
        this.server = server;
    }

    private Channel open(ChannelHandler handler) throws IOException {
        try {
            return new Bootstrap()
                    .group(loops)
                    .channel(EpollSocketChannel.class)
                    .option(ChannelOption.TCP_NODELAY, true)
                    .handler(new ChannelInitializer<Channel>() {
                        @Override
                        protected void initChannel(Channel channel) {
                            channel.pipeline().addLast(new FixedLengthFrameDecoder(Record64.BYTES), handler);
                        }
                    })
                    .connect(server)
                    .sync()
                    .channel();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while connecting", interrupted);
        }
    }

    @Override
    public Caller caller() throws IOException {
        NettyCaller caller = new NettyCaller();
        caller.use(open(caller));
        return caller;
    }

    @Override
    public Pipeline pipeline() throws IOException {
        NettyPipeline pipeline = new NettyPipeline();
        pipeline.use(open(pipeline));
        return pipeline;
    }

    @Override
    public void close() {
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
