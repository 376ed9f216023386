package dev.steward.process.link;

import dev.steward.api.AuthKey;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One connection whose two sides have proved the key to each other. The loop reads it and hands packets to its handler; any
 * thread sends: what the socket takes goes at once, the rest follows by the loop.
 */
public final class Link implements LinkLoop.Ready {

    private final LinkLoop loop = LinkLoop.shared();
    private final SocketChannel channel;
    private final SelectionKey key;
    private final PacketDecoder decoder = new PacketDecoder();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition drained = lock.newCondition();
    /** Guarded by the lock. */
    private final Outbox outbox = new Outbox();
    /** Guarded by the lock: close when all is written. */
    private boolean closing;
    /** Guarded by the lock: broken or closed; nothing is sent any more. */
    private boolean gone;

    // Of the loop's thread alone.
    private @Nullable LinkHandler handler;
    private boolean paused;
    private boolean ended;

    /** The connection of a channel that the loop watches. Reads nothing before {@link #begin}. */
    Link(SocketChannel channel, SelectionKey key) {
        this.channel = channel;
        this.key = key;
    }

    /**
     * Connects and proves the key. Does not block.
     *
     * @param handlers makes the handler once the other side has proved itself
     * @return completes with the link; or exceptionally, with what went wrong
     */
    public static CompletableFuture<Link> connect(
            SocketAddress address, AuthKey authKey, Duration timeout, Function<Link, LinkHandler> handlers) {
        return Introduction.connect(address, authKey, timeout, handlers);
    }

    /** Begins to read. On the loop's thread only. */
    void begin(LinkHandler first) {
        handler = first;
        key.attach(this);
        key.interestOps(paused ? 0 : SelectionKey.OP_READ);
    }

    @Override
    public void onReady(SelectionKey mine) throws IOException {
        if (mine.isWritable()) {
            flush();
        }
        if (mine.isValid() && mine.isReadable()) {
            read();
        }
    }

    private void read() throws IOException {
        LinkHandler taker = handler;
        while (taker != null && !paused && !ended) {
            Packet packet;
            try {
                packet = decoder.next(channel);
            } catch (PacketDecoder.EndOfStream closed) {
                end(null);
                return;
            }
            if (packet == null) {
                return;
            }
            taker.onPacket(packet);
            taker = handler;
        }
    }

    /** Lets another one take what comes from now on. On the loop's thread only. */
    public void handOver(LinkHandler next) {
        handler = next;
    }

    /** Reads no further until {@link #resume}. On the loop's thread only. */
    public void pause() {
        paused = true;
        if (key.isValid()) {
            key.interestOpsAnd(~SelectionKey.OP_READ);
        }
    }

    /** Reads on. Any thread. */
    public void resume() {
        loop.execute(() -> {
            if (!paused || ended) {
                return;
            }
            paused = false;
            if (handler != null) {
                key.interestOpsOr(SelectionKey.OP_READ);
                try {
                    // What the decoder has already will not make the channel ready.
                    read();
                } catch (IOException | RuntimeException | Error broken) {
                    onFailed(broken);
                }
            }
        });
    }

    /**
     * Sends a packet behind those sent before. Does not block. Any thread.
     *
     * @throws ClosedChannelException if the link is gone
     */
    public void send(Packet packet) throws ClosedChannelException {
        lock.lock();
        try {
            if (gone || closing) {
                throw new ClosedChannelException();
            }
            boolean first = outbox.isEmpty();
            outbox.add(packet);
            if (first) {
                write();
            }
        } finally {
            lock.unlock();
        }
    }

    private void write() throws ClosedChannelException {
        try {
            if (!outbox.writeTo(channel)) {
                loop.execute(this::watchForRoom);
            }
        } catch (IOException broken) {
            loop.execute(() -> onFailed(broken));
            gone = true;
            throw new ClosedChannelException();
        }
    }

    /**
     * Waits until all that was sent is written, or the link is gone.
     *
     * @throws InterruptedException if the thread is interrupted
     */
    public void awaitWritten() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!outbox.isEmpty() && !gone) {
                drained.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /** As {@link #awaitWritten}, also if the thread is interrupted; its flag stays set then. */
    public void awaitWrittenUninterruptibly() {
        lock.lock();
        try {
            while (!outbox.isEmpty() && !gone) {
                drained.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    private void watchForRoom() {
        if (key.isValid()) {
            key.interestOpsOr(SelectionKey.OP_WRITE);
        }
    }

    private void flush() throws IOException {
        boolean close;
        lock.lock();
        try {
            if (!outbox.writeTo(channel)) {
                return;
            }
            drained.signalAll();
            close = closing;
        } finally {
            lock.unlock();
        }
        key.interestOpsAnd(~SelectionKey.OP_WRITE);
        if (close) {
            end(null);
        }
    }

    /** Closes the link after what was sent has been written. Any thread; may be called again. */
    public void close() {
        lock.lock();
        try {
            closing = true;
        } finally {
            lock.unlock();
        }
        loop.execute(() -> {
            lock.lock();
            try {
                if (!gone && !outbox.isEmpty()) {
                    return;
                }
            } finally {
                lock.unlock();
            }
            end(null);
        });
    }

    /** Closes the link at once, whatever waits. Any thread; may be called again. */
    public void abort() {
        loop.execute(() -> end(null));
    }

    @Override
    public void onFailed(Throwable problem) {
        end(problem);
    }

    private void end(@Nullable Throwable why) {
        if (ended) {
            return;
        }
        ended = true;
        lock.lock();
        try {
            gone = true;
            outbox.clear();
            drained.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            channel.close();
        } catch (IOException broken) {
            // It is closed either way.
            ended = true;
        }
        LinkHandler taker = handler;
        handler = null;
        if (taker != null) {
            taker.onClosed(why);
        }
    }

    /** Returns where the other side is. */
    public @Nullable SocketAddress remoteAddress() {
        try {
            return channel.getRemoteAddress();
        } catch (IOException closed) {
            return null;
        }
    }
}
