package dev.steward.client.transport;

import dev.steward.api.ManagerException;
import dev.steward.protocol.message.Call;
import dev.steward.protocol.message.Message;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The shared connection of a session. Any thread leaves messages in the outbox; the loop writes all that have gathered and
 * flushes once. What comes in goes to the receiver, on the loop.
 */
// What a write or a close comes to shows at the channel itself.
@SuppressWarnings("FutureReturnValueIgnored")
final class NettyLink extends SimpleChannelInboundHandler<Message> implements Link {

    private static final Logger LOG = LoggerFactory.getLogger(NettyLink.class);

    private final Channel channel;
    private final Receiver receiver;
    private final ConnectFailures failures;
    private final Queue<Message> outbox = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean draining = new AtomicBoolean();
    private final ChannelFutureListener whenWritten = this::written;
    private @Nullable ManagerException reason;

    NettyLink(Channel channel, Receiver receiver, ConnectFailures failures) {
        super(Message.class);
        this.channel = channel;
        this.receiver = receiver;
        this.failures = failures;
    }

    @Override
    public void send(Message message) {
        outbox.add(message);
        if (draining.compareAndSet(false, true)) {
            if (channel.isActive()) {
                channel.eventLoop().execute(this::drain);
            } else {
                outbox.clear();
                draining.set(false);
            }
        }
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

    private void drain() {
        do {
            Message message = outbox.poll();
            boolean any = message != null;
            while (message != null) {
                channel.write(message).addListener(whenWritten);
                message = outbox.poll();
            }
            if (any) {
                channel.flush();
            }
            draining.set(false);
            // A message that came between the last look and the flag above would wait for the next one.
        } while (!outbox.isEmpty() && draining.compareAndSet(false, true));
    }

    private void written(ChannelFuture write) {
        if (!write.isSuccess() && channel.isActive()) {
            broken(write.cause());
        }
    }

    @Override
    public void close() {
        channel.close();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, Message message) {
        receiver.onMessage(message);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        outbox.clear();
        ManagerException why = reason;
        receiver.onBroken(why == null ? failures.ended() : why);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable problem) {
        broken(problem);
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
