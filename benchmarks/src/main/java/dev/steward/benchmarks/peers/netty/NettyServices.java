package dev.steward.benchmarks.peers.netty;

import dev.steward.benchmarks.peers.socket.Greeting;
import dev.steward.benchmarks.peers.socket.RawServices;
import dev.steward.benchmarks.peers.socket.Record64;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.FixedLengthFrameDecoder;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What a Netty server does with each connection: what the greeting says. Runs on the event loops, which never wait. */
// A write that fails closes its connection, and the other side notices.
@SuppressWarnings("FutureReturnValueIgnored")
final class NettyServices extends ChannelInitializer<Channel> {

    /** Of each queue the connection that takes from it, once it has come. */
    private final List<CompletableFuture<Channel>> takers =
            List.of(new CompletableFuture<>(), new CompletableFuture<>());

    private final FairLock lock = new FairLock();

    @Override
    protected void initChannel(Channel channel) {
        channel.pipeline().addLast(new GreetingDecoder());
    }

    /** Reads the greeting, then makes way for what serves its purpose. */
    private final class GreetingDecoder extends ByteToMessageDecoder {
        @Override
        protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws IOException {
            if (in.readableBytes() < Greeting.BYTES) {
                return;
            }
            byte[] bytes = new byte[Greeting.BYTES];
            in.readBytes(bytes);
            Greeting greeting = Greeting.of(bytes);
            ChannelPipeline pipeline = context.pipeline();
            switch (greeting.purpose()) {
                case ECHO -> pipeline.addLast(new FixedLengthFrameDecoder(Record64.BYTES), new Echo());
                case PUT ->
                    pipeline.addLast(
                            new FixedLengthFrameDecoder(Record64.BYTES), new Relay(takers.get(greeting.queue())));
                case TAKE -> takers.get(greeting.queue()).complete(context.channel());
                case LOCK -> pipeline.addLast(new FixedLengthFrameDecoder(1), new Locking());
                case STORE -> throw new IOException("the Netty reference has no STORE");
            }
            pipeline.remove(this);
        }
    }

    /** Sends every record back; records that came together go together. */
    private static final class Echo extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object record) {
            context.write(record, context.voidPromise());
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            context.flush();
        }
    }

    /** Hands on each record and tells who sent it. */
    private static final class Relay extends ChannelInboundHandlerAdapter {
        private final CompletableFuture<Channel> taker;

        private Relay(CompletableFuture<Channel> taker) {
            this.taker = taker;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object record) {
            taker.thenAccept(channel -> {
                channel.writeAndFlush(record, channel.voidPromise());
                context.writeAndFlush(context.alloc().buffer(1).writeByte(Record64.PUT), context.voidPromise());
            });
        }
    }

    /** Takes and releases the lock for one connection. */
    private final class Locking extends SimpleChannelInboundHandler<ByteBuf> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, ByteBuf asked) {
            Channel channel = context.channel();
            if (asked.readByte() == RawServices.LOCK) {
                if (lock.take(channel)) {
                    answer(channel, RawServices.LOCK);
                }
                return;
            }
            Channel next = lock.release();
            answer(channel, RawServices.UNLOCK);
            if (next != null) {
                answer(next, RawServices.LOCK);
            }
        }

        private static void answer(Channel channel, int letter) {
            channel.writeAndFlush(channel.alloc().buffer(1).writeByte(letter), channel.voidPromise());
        }
    }

    /** A lock whose waiters are connections rather than threads. */
    private static final class FairLock {
        private final Deque<Channel> waiting = new ArrayDeque<>();
        private boolean held;

        /** Returns whether the lock was free; if not, {@link #release} returns the connection in its turn. */
        private synchronized boolean take(Channel channel) {
            if (held) {
                waiting.add(channel);
                return false;
            }
            held = true;
            return true;
        }

        /** Passes the lock on and returns to whom. */
        private synchronized @Nullable Channel release() {
            Channel next = waiting.poll();
            held = next != null;
            return next;
        }
    }
}
