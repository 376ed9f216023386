package dev.steward.benchmarks.peers.netty;

import dev.steward.benchmarks.peers.Caller;
import dev.steward.benchmarks.peers.Inlet;
import dev.steward.benchmarks.peers.Mutex;
import dev.steward.benchmarks.peers.Outlet;
import dev.steward.benchmarks.peers.PeerClient;
import dev.steward.benchmarks.peers.Pipeline;
import dev.steward.benchmarks.peers.WrongAnswerException;
import dev.steward.benchmarks.peers.socket.Greeting;
import dev.steward.benchmarks.peers.socket.Greeting.Purpose;
import dev.steward.benchmarks.peers.socket.RawServices;
import dev.steward.benchmarks.peers.socket.Record64;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
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

    private Channel open(Greeting greeting, int messageBytes, ChannelHandler handler) throws IOException {
        try {
            Channel channel = new Bootstrap()
                    .group(loops)
                    .channel(EpollSocketChannel.class)
                    .option(ChannelOption.TCP_NODELAY, true)
                    .handler(new ChannelInitializer<Channel>() {
                        @Override
                        protected void initChannel(Channel opened) {
                            opened.pipeline().addLast(new FixedLengthFrameDecoder(messageBytes), handler);
                        }
                    })
                    .connect(server)
                    .sync()
                    .channel();
            channel.writeAndFlush(channel.alloc().buffer(Greeting.BYTES).writeBytes(greeting.toBytes()))
                    .sync();
            return channel;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while connecting", interrupted);
        }
    }

    @Override
    public Caller caller() throws IOException {
        NettyExchange exchange = new NettyExchange(Record64::read);
        Channel channel = open(new Greeting(Purpose.ECHO, 0), Record64.BYTES, exchange);
        return number -> WrongAnswerException.unlessEqual("echo", number, exchange.askWithRecord(channel, number));
    }

    @Override
    public Pipeline pipeline() throws IOException {
        NettyPipeline pipeline = new NettyPipeline();
        pipeline.use(open(new Greeting(Purpose.ECHO, 0), Record64.BYTES, pipeline));
        return pipeline;
    }

    @Override
    public Inlet inlet(int queue) throws IOException {
        NettyExchange exchange = new NettyExchange(ByteBuf::readByte);
        Channel channel = open(new Greeting(Purpose.PUT, queue), 1, exchange);
        return element -> WrongAnswerException.unlessEqual(
                "answer to a put", Record64.PUT, exchange.askWithRecord(channel, element));
    }

    @Override
    public Outlet outlet(int queue) throws IOException {
        NettyInbox inbox = new NettyInbox();
        open(new Greeting(Purpose.TAKE, queue), Record64.BYTES, inbox);
        return inbox;
    }

    @Override
    public Mutex mutex() throws IOException {
        NettyExchange exchange = new NettyExchange(ByteBuf::readByte);
        Channel channel = open(new Greeting(Purpose.LOCK, 0), 1, exchange);
        return new Mutex() {
            @Override
            public void lock() throws IOException, InterruptedException {
                ask(RawServices.LOCK);
            }

            @Override
            public void unlock() throws IOException, InterruptedException {
                ask(RawServices.UNLOCK);
            }

            private void ask(int what) throws IOException, InterruptedException {
                WrongAnswerException.unlessEqual("answer of the lock", what, exchange.askWithByte(channel, what));
            }
        };
    }

    @Override
    public void close() {
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
