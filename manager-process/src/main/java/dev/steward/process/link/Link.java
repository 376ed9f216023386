package dev.steward.process.link;

import dev.steward.api.AuthKey;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One connection that has gone through its handshake. The loop reads it and hands packets to its handler; any thread
 * sends: what the socket takes goes at once, the rest follows by the loop.
 */
public final class Link implements LinkLoop.Ready {

    private final LinkLoop loop = LinkLoop.shared();
    private final SocketChannel channel;
    private final PacketDecoder decoder = new PacketDecoder();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition drained = lock.newCondition();
    /** Guarded by the lock: what is not written yet. */
    private final ArrayDeque<ByteBuffer> outbox = new ArrayDeque<>();
    /** Guarded by the lock. */
    private long unwritten;
    /** Guarded by the lock: close when all is written. */
    private boolean closing;
    /** Guarded by the lock: broken or closed; nothing is sent any more. */
    private boolean gone;

    // Of the loop's thread alone.
    private @Nullable Greeter greeter;
    private @Nullable SelectionKey key;
    private @Nullable LinkHandler handler;
    private final Function<Link, LinkHandler> handlers;
    private @Nullable Consumer<@Nullable Throwable> proved;
    private LinkLoop.@Nullable Timer patience;
    private boolean paused;
    private boolean ended;

    private Link(SocketChannel channel, Function<Link, LinkHandler> handlers, Consumer<@Nullable Throwable> proved) {
        this.channel = channel;
        this.handlers = handlers;
        this.proved = proved;
    }

    /**
     * Connects and proves the key. Does not block.
     *
     * @param handlers makes the handler once the other side has proved itself
     * @return completes with the link; or exceptionally, with what went wrong
     */
    public static CompletableFuture<Link> connect(
            SocketAddress address, AuthKey authKey, Duration timeout, Function<Link, LinkHandler> handlers) {
        SocketChannel channel;
        try {
            boolean unix = address instanceof UnixDomainSocketAddress;
            channel = unix ? SocketChannel.open(StandardProtocolFamily.UNIX) : SocketChannel.open();
        } catch (IOException noFiles) {
            return CompletableFuture.failedFuture(noFiles);
        }
        CompletableFuture<Link> ready = new CompletableFuture<>();
        Link[] made = new Link[1];
        Link link = new Link(channel, handlers, problem -> {
            if (problem != null) {
                ready.completeExceptionally(problem);
            } else if (!ready.complete(made[0])) {
                made[0].close();
            }
        });
        made[0] = link;
        link.loop.execute(() -> link.startConnecting(address, authKey, timeout));
        return ready;
    }

    /**
     * Takes over a channel that was accepted. On the loop's thread only.
     *
     * @param proved told once how the handshake ended: null, or with what problem
     */
    static void accepted(
            SocketChannel channel,
            AuthKey authKey,
            Duration timeout,
            Function<Link, LinkHandler> handlers,
            Consumer<@Nullable Throwable> proved) {
        Link link = new Link(channel, handlers, proved);
        try {
            link.prepare(timeout);
            link.greeter = Greeter.ofServer(channel, authKey);
            link.key = link.loop.register(channel, SelectionKey.OP_READ, link);
        } catch (IOException | RuntimeException broken) {
            link.onFailed(broken);
        }
    }

    private void prepare(Duration timeout) throws IOException {
        channel.configureBlocking(false);
        patience = loop.schedule(
                timeout,
                () -> onFailed(new TimeoutException(
                        "the other side did not finish the handshake within " + timeout.toMillis() + " ms")));
    }

    private void startConnecting(SocketAddress address, AuthKey authKey, Duration timeout) {
        try {
            prepare(timeout);
            boolean connected = channel.connect(address);
            greeter = Greeter.ofClient(channel, authKey);
            SelectionKey mine =
                    loop.register(channel, connected ? SelectionKey.OP_WRITE : SelectionKey.OP_CONNECT, this);
            key = mine;
        } catch (IOException | RuntimeException broken) {
            onFailed(broken);
        }
    }

    @Override
    public void onReady(SelectionKey mine) throws IOException {
        if (mine.isConnectable()) {
            channel.finishConnect();
        }
        Greeter greeting = greeter;
        if (greeting != null) {
            int next = greeting.advance();
            mine.interestOps(next);
            if (next == 0) {
                enter(mine);
            }
            return;
        }
        if (mine.isWritable()) {
            flush(mine);
        }
        if (mine.isValid() && mine.isReadable()) {
            read();
        }
    }

    private void enter(SelectionKey mine) throws IOException {
        closeGreeter();
        if (!(channel.getLocalAddress() instanceof UnixDomainSocketAddress)) {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        }
        handler = handlers.apply(this);
        mine.interestOps(paused ? 0 : SelectionKey.OP_READ);
        tellProved(null);
    }

    private void tellProved(@Nullable Throwable problem) {
        Consumer<@Nullable Throwable> told = proved;
        proved = null;
        if (told != null) {
            told.accept(problem);
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
        SelectionKey mine = key;
        if (mine != null && mine.isValid()) {
            mine.interestOpsAnd(~SelectionKey.OP_READ);
        }
    }

    /** Reads on. Any thread. */
    public void resume() {
        loop.execute(() -> {
            SelectionKey mine = key;
            if (!paused || ended) {
                return;
            }
            paused = false;
            if (mine != null && mine.isValid() && handler != null) {
                mine.interestOpsOr(SelectionKey.OP_READ);
                try {
                    // What the decoder has already will not make the channel ready.
                    read();
                } catch (IOException | RuntimeException broken) {
                    onFailed(broken);
                }
            }
        });
    }

    /**
     * Sends a packet behind those sent before. Does not block. Any thread.
     *
     * @return how many bytes wait to be written, 0 if all went
     * @throws ClosedChannelException if the link is gone
     */
    public long send(Packet packet) throws ClosedChannelException {
        lock.lock();
        try {
            if (gone || closing) {
                throw new ClosedChannelException();
            }
            outbox.add(packet.header());
            if (packet.size() > 0) {
                outbox.add(packet.buffer());
            }
            boolean first = unwritten == 0;
            unwritten += Packet.HEADER_BYTES + packet.size();
            if (first) {
                try {
                    write();
                } catch (IOException broken) {
                    loop.execute(() -> onFailed(broken));
                    gone = true;
                    throw new ClosedChannelException();
                }
                if (unwritten > 0) {
                    loop.execute(this::watchForRoom);
                }
            }
            return unwritten;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until at most so many bytes wait to be written, or the link is gone.
     *
     * @throws InterruptedException if the thread is interrupted
     */
    public void awaitUnwritten(long atMost) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (unwritten > atMost && !gone) {
                drained.await();
            }
        } finally {
            lock.unlock();
        }
    }

    private void write() throws IOException {
        while (!outbox.isEmpty()) {
            long count = channel.write(outbox.toArray(ByteBuffer[]::new), 0, Math.min(16, outbox.size()));
            unwritten -= count;
            while (!outbox.isEmpty() && !outbox.getFirst().hasRemaining()) {
                outbox.removeFirst();
            }
            if (count == 0) {
                return;
            }
        }
    }

    private void watchForRoom() {
        SelectionKey mine = key;
        if (mine != null && mine.isValid()) {
            mine.interestOpsOr(SelectionKey.OP_WRITE);
        }
    }

    private void flush(SelectionKey mine) throws IOException {
        boolean close;
        lock.lock();
        try {
            write();
            drained.signalAll();
            if (!outbox.isEmpty()) {
                return;
            }
            close = closing;
        } finally {
            lock.unlock();
        }
        mine.interestOpsAnd(~SelectionKey.OP_WRITE);
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
                if (!gone && unwritten > 0) {
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
        closeGreeter();
        lock.lock();
        try {
            gone = true;
            unwritten = 0;
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
        tellProved(why != null ? why : new ClosedChannelException());
    }

    private void closeGreeter() {
        LinkLoop.Timer waiting = patience;
        if (waiting != null) {
            waiting.cancel();
            patience = null;
        }
        Greeter greeting = greeter;
        if (greeting != null) {
            greeting.close();
            greeter = null;
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
