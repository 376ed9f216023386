package dev.steward.benchmarks.peers.netty;

import dev.steward.benchmarks.peers.socket.Record64;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** A connection whose one user writes a message and sleeps until the event loop has read the answer. */
// A write that fails reaches exceptionCaught, by the void promise.
@SuppressWarnings("FutureReturnValueIgnored")
final class NettyExchange extends SimpleChannelInboundHandler<ByteBuf> {

    private final ToLongFunction<ByteBuf> reading;
    private final Semaphore answered = new Semaphore(0);
    private long answer;
    private volatile @Nullable Throwable failure;

    /** Makes one whose answers are read, on the event loop, by a function. */
    NettyExchange(ToLongFunction<ByteBuf> reading) {
        this.reading = reading;
    }

    /** Sends a record and waits for the answer to it. */
    long askWithRecord(Channel channel, long number) throws InterruptedException, IOException {
        return ask(channel, Record64.write(channel.alloc().buffer(Record64.BYTES), number));
    }

    /** Sends a byte and waits for the answer to it. */
    long askWithByte(Channel channel, int letter) throws InterruptedException, IOException {
        return ask(channel, channel.alloc().buffer(1).writeByte(letter));
    }

    private long ask(Channel channel, ByteBuf message) throws InterruptedException, IOException {
        channel.writeAndFlush(message, channel.voidPromise());
        answered.acquire();
        Throwable failed = failure;
        if (failed != null) {
            throw new IOException("the connection has failed", failed);
        }
        return answer;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf message) {
        answer = reading.applyAsLong(message);
        answered.release();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        exceptionCaught(context, new IOException("the server has closed the connection"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        failure = cause;
        answered.release();
    }
}
