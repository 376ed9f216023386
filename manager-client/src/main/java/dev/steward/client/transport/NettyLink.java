package dev.steward.client.transport;

import dev.steward.api.ManagerException;
import dev.steward.face.callback.CallbackRun;
import dev.steward.face.callback.Callbacks;
import dev.steward.protocol.message.Call;
import dev.steward.protocol.message.Message;
import dev.steward.protocol.transport.Polling;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The shared connection of a session. Any thread leaves messages in the outbox; the loop writes all that have gathered and
 * flushes once. A message of a callback that others follow makes the loop wait a moment for theirs. What was read at once
 * goes to the receiver at once, on the loop.
 */
// What a write or a close comes to shows at the channel itself.
@SuppressWarnings("FutureReturnValueIgnored")
final class NettyLink extends SimpleChannelInboundHandler<Message> implements ServerLink {

    private static final Logger LOG = LoggerFactory.getLogger(NettyLink.class);

    /** So many messages go out without waiting for more: the server may as well begin. */
    static final int FULL = 64;

    /** So long a message waits for those of callbacks that follow, which may be busy with something else. */
    static final long LONGEST_NANOS = 50_000;

    private final Channel channel;
    private final Receiver receiver;
    private final ConnectFailures failures;
    private final LongSupplier nanoTime;
    private final BooleanSupplier letOthersRun;
    private final Queue<Message> outbox = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean draining = new AtomicBoolean();
    /** The callbacks of which something came since the last flush, if more of them followed. */
    private volatile @Nullable CallbackRun sender;
    // On the loop only.
    private List<Message> read = new ArrayList<>();
    private @Nullable ManagerException reason;

    NettyLink(Channel channel, Receiver receiver, ConnectFailures failures) {
        this(channel, receiver, failures, System::nanoTime, Polling::letOthersRun);
    }

    /**
     * A link for tests.
     *
     * @param nanoTime the clock
     * @param letOthersRun as {@link Polling#letOthersRun}
     */
    NettyLink(
            Channel channel,
            Receiver receiver,
            ConnectFailures failures,
            LongSupplier nanoTime,
            BooleanSupplier letOthersRun) {
        super(Message.class);
        this.channel = channel;
        this.receiver = receiver;
        this.failures = failures;
        this.nanoTime = nanoTime;
        this.letOthersRun = letOthersRun;
    }

    @Override
    public void send(Message message) {
        outbox.add(message);
        CallbackRun run = Callbacks.currentRun();
        if (run != null && run != sender) {
            sender = run;
        }
        if (!draining.get() && draining.compareAndSet(false, true)) {
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
            if (writeBatch()) {
                channel.flush();
            }
            draining.set(false);
            // A message that came between the last look and the flag above would wait for the next one.
        } while (!outbox.isEmpty() && draining.compareAndSet(false, true));
    }

    /** Writes what has gathered, with what the callbacks that sent some of it send in the next moment. */
    private boolean writeBatch() {
        int written = writeOutbox();
        CallbackRun run = sender;
        if (run != null) {
            sender = null;
            long begun = nanoTime.getAsLong();
            boolean othersRan = false;
            while (!othersRan && written < FULL && run.goesOn() && nanoTime.getAsLong() - begun < LONGEST_NANOS) {
                // If somebody did run this was long enough for the callbacks too.
                othersRan = letOthersRun.getAsBoolean();
                written += writeOutbox();
            }
            // What they sent while the loop looked elsewhere for the last time.
            written += writeOutbox();
        }
        return written > 0;
    }

    private int writeOutbox() {
        int written = 0;
        for (Message message = outbox.poll(); message != null; message = outbox.poll()) {
            channel.write(message, channel.voidPromise());
            written++;
        }
        return written;
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
        outbox.clear();
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
