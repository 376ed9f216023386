package dev.steward.server.transport;

import dev.steward.protocol.message.Message;
import dev.steward.server.session.ClientConnection;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.EventLoop;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A Netty channel as a connection. What its own loop sends while it reads is flushed when the batch is over; what other
 * threads send goes into an outbox that its loop empties with one flush.
 */
final class ChannelConnection implements ClientConnection {

    /** How long the other side gets to read the last message. */
    private static final int LAST_WORDS_SECONDS = 2;

    /** So many messages go out before the batch is over: the client may as well begin with them. */
    private static final int FULL = 64;

    private final Channel channel;
    private final EventLoop loop;
    private final String peer;
    private final Queue<Message> outbox = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean outboxScheduled = new AtomicBoolean();
    private volatile boolean admin;
    private volatile boolean closing;
    private boolean dirty;
    /** How many messages were written since the last flush. */
    private int unflushed;

    ChannelConnection(Channel channel, String peer) {
        this.channel = channel;
        this.loop = channel.eventLoop();
        this.peer = peer;
    }

    @Override
    public void send(Message message) {
        if (loop.inEventLoop()) {
            write(message);
            if (++unflushed >= FULL) {
                flush();
            } else {
                markDirty();
            }
        } else {
            outbox.add(message);
            if (outboxScheduled.compareAndSet(false, true)) {
                execute(this::emptyOutbox);
            }
        }
    }

    @Override
    public void sendLarge(Message message, Runnable whenGone) {
        try {
            // Behind what waits in the outbox, which was sent before.
            loop.execute(() -> {
                emptyOutbox();
                ChannelFuture ignored = channel.writeAndFlush(message).addListener(written -> whenGone.run());
            });
        } catch (RejectedExecutionException loopsEnded) {
            whenGone.run();
        }
    }

    @Override
    public void send(Message message, Runnable whenWritten) {
        ChannelFuture ignored = channel.write(message).addListener(written -> {
            if (written.isSuccess()) {
                whenWritten.run();
            }
        });
        markDirty();
    }

    private void markDirty() {
        if (!dirty) {
            dirty = true;
            if (!LoopBatch.current().add(this)) {
                execute(this::flush);
            }
        }
    }

    private void write(Message message) {
        // A write that fails goes through the pipeline as an exception, to the handler there.
        ChannelFuture ignored = channel.write(message, channel.voidPromise());
    }

    private void emptyOutbox() {
        // Cleared before the first poll: whoever adds after the last poll sees it cleared and schedules again.
        outboxScheduled.set(false);
        for (Message message = outbox.poll(); message != null; message = outbox.poll()) {
            write(message);
        }
        flush();
    }

    /** Flushes what was written. On the channel's loop only. */
    void flush() {
        dirty = false;
        unflushed = 0;
        channel.flush();
    }

    @Override
    public void close(Message last) {
        closing = true;
        if (loop.inEventLoop()) {
            emptyOutbox();
            channel.writeAndFlush(last).addListener(ChannelFutureListener.CLOSE);
            // Who does not read would otherwise keep the connection for ever.
            ScheduledFuture<?> ignored = loop.schedule(this::cutOff, LAST_WORDS_SECONDS, TimeUnit.SECONDS);
        } else {
            execute(() -> close(last));
        }
    }

    private void cutOff() {
        ChannelFuture ignored = channel.close();
    }

    private void execute(Runnable task) {
        try {
            loop.execute(task);
        } catch (RejectedExecutionException loopsEnded) {
            // The server has closed, and the connection with it: nobody is left to read.
            outbox.clear();
        }
    }

    /** Remembers that the other side proved the admin key. */
    void provedAdmin() {
        admin = true;
    }

    @Override
    public boolean isOpen() {
        return !closing && channel.isActive();
    }

    @Override
    public boolean admin() {
        return admin;
    }

    @Override
    public String peer() {
        return peer;
    }

    @Override
    public long unsentBytes() {
        ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        return buffer == null ? 0 : buffer.totalPendingWriteBytes();
    }

    @Override
    public String toString() {
        return peer;
    }
}
