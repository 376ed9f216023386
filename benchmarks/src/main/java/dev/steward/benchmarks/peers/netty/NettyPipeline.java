package dev.steward.benchmarks.peers.netty;

import dev.steward.benchmarks.peers.Pipeline;
import dev.steward.benchmarks.peers.WrongAnswerException;
import dev.steward.benchmarks.peers.socket.Record64;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The event loop itself sends the next record for each answer that it reads; all state is the loop's. */
// A write that fails reaches exceptionCaught, by the void promise.
@SuppressWarnings("FutureReturnValueIgnored")
final class NettyPipeline extends SimpleChannelInboundHandler<ByteBuf> implements Pipeline {

    private @Nullable Channel channel;
    private CompletableFuture<Long> ended = new CompletableFuture<>();
    private long sent;
    private long received;
    private long sentBefore;
    private long start;
    private long nanos;
    private boolean more;

    void use(Channel open) {
        channel = open;
    }

    @Override
    public long run(long time) throws Exception {
        Channel open = channel;
        if (open == null) {
            throw new IllegalStateException("this pipeline has no connection");
        }
        CompletableFuture<Long> all = new CompletableFuture<>();
        open.eventLoop().execute(() -> {
            ended = all;
            sentBefore = sent;
            start = System.nanoTime();
            nanos = time;
            more = true;
            for (int n = 0; n < WINDOW; n++) {
                send(open);
            }
            open.flush();
        });
        return all.get();
    }

    private void send(Channel open) {
        open.write(Record64.write(open.alloc().buffer(Record64.BYTES), sent), open.voidPromise());
        sent++;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf record) {
        WrongAnswerException.unlessEqual("echo", received, Record64.read(record));
        received++;
        if (more) {
            send(context.channel());
        } else if (received == sent) {
            ended.complete(sent - sentBefore);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        more = more && System.nanoTime() - start < nanos;
        context.flush();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        ended.completeExceptionally(new IOException("the server has closed the connection"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        ended.completeExceptionally(cause);
        context.close();
    }
}
