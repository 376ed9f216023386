package dev.steward.client.transport;

import dev.steward.api.ManagerException;
import dev.steward.protocol.message.Call;
import dev.steward.protocol.message.Message;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The shared connection of a session as a Netty channel, which TLS needs. Any thread leaves messages in the {@link SendQueue}; the
 * loop drains it. What was read at once goes to the receiver at once, on the loop.
 */
// What a write or a close comes to shows at the channel itself.
@SuppressWarnings("FutureReturnValueIgnored")
final class NettyLink extends SimpleChannelInboundHandler<Message> implements ServerLink, SendQueue.Exit {

    private static final Logger LOG = LoggerFactory.getLogger(NettyLink.class);

    private final Channel channel;
    private final Receiver receiver;
    private final ConnectFailures failures;
    private final SendQueue queue;
    // On the loop only.
    private List<Message> read = new ArrayList<>();
    private @Nullable ManagerException reason;

    NettyLink(Channel channel, Receiver receiver, ConnectFailures failures) {
        this(channel, receiver, failures, new SendQueue());
    }

    /** A link for tests, with a queue of a clock of its own. */
    NettyLink(Channel channel, Receiver receiver, ConnectFailures failures, SendQueue queue) {
        super(Message.class);
        this.channel = channel;
        this.receiver = receiver;
        this.failures = failures;
        this.queue = queue;
    }

    @Override
    public void send(Message message) {
        if (queue.add(message)) {
            if (channel.isActive()) {
                channel.eventLoop().execute(() -> queue.drain(this));
            } else {
                queue.clear();
            }
        }
    }

    @Override
    public boolean takesMore() {
        return true;
    }

    @Override
    public void write(Message message) {
        channel.write(message, channel.voidPromise());
    }

    @Override
    public boolean flush() {
        channel.flush();
        return true;
    }

    @Override
    public void send(Message message, Runnable whenWritten) {
        channel.writeAndFlush(message).addListener(write -> {
            if (write.isSuccess()) {
                // Not from within the flush, which would go on for as long as there is something to send.
                channel.eventLoop().execute(whenWritten);
            } else if (channel.isActive()) {
                broken(write.cause());
            }
        });
    }

    @Override
    public void call(Call call, Exchange exchange) {
        send(call);
    }

    @Override
    public void close() {
        channel.close();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, Message message) {
        read.add(message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        handOver();
    }

    private void handOver() {
        if (!read.isEmpty()) {
            List<Message> all = read;
            read = new ArrayList<>();
            receiver.onMessages(all);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        handOver();
        queue.clear();
        ManagerException why = reason;
        receiver.onBroken(why == null ? failures.ended() : why);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable problem) {
        // A write that came too late says only that the channel was closed, not why.
        if (channel.isActive() || !(problem instanceof ClosedChannelException)) {
            broken(problem);
        }
    }

    private void broken(Throwable problem) {
        if (reason == null) {
            reason = failures.broken(problem);
            if (problem instanceof RuntimeException && !(problem instanceof ManagerException)) {
                LOG.error("a message could not be handled; the connection is closed", problem);
            }
        }
        channel.close();
    }
}
