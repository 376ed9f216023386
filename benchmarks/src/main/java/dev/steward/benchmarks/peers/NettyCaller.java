package dev.steward.benchmarks.peers;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** A thread that writes a record and sleeps until the event loop has read the answer. */
// A write that fails reaches exceptionCaught, by the void promise.
@SuppressWarnings("FutureReturnValueIgnored")
final class NettyCaller extends SimpleChannelInboundHandler<ByteBuf> implements Caller {

    private final Semaphore answered = new Semaphore(0);
    private @Nullable Channel channel;
    private long answer;
    private volatile @Nullable Throwable failure;

    void use(Channel open) {
        channel = open;
    }

    @Override
    public void call(long number) throws Exception {
        Channel open = channel;
        if (open == null) {
            throw new IllegalStateException("this caller has no connection");
        }
        open.writeAndFlush(Record64.write(open.alloc().buffer(Record64.BYTES), number), open.voidPromise());
        answered.acquire();
        Throwable failed = failure;
        if (failed != null) {
            throw new IOException("the connection has failed", failed);
        }
        WrongAnswerException.unlessEqual("echo", number, answer);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf record) {
        answer = Record64.read(record);
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
