package dev.steward.server.transport;

import dev.steward.protocol.transport.LoopThread;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SelectStrategyFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.spi.SelectorProvider;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The event loops of a server, threads {@code manager-server-loop-<n>}: epoll where there is one, NIO otherwise. They
 * decode, run the machine for built-in types, and encode; they never block and never run user code.
 */
public final class Loops {

    private static final Logger LOG = LoggerFactory.getLogger(Loops.class);

    /** How many events a loop takes from epoll at once: as many as there were the last time. */
    private static final int GROWING = 0;

    /** Buffers come out of chunks of 16 MiB, as much as the largest frame. */
    private static final int PAGE_BYTES = 8 << 10;

    private static final int CHUNK_PAGES_LOG2 = 11;

    private final LoopThreads threads;
    private final MultiThreadIoEventLoopGroup group;
    private final Class<? extends ServerChannel> tcp;
    private final Class<? extends ServerChannel> unix;
    private final boolean epoll;
    private final ByteBufAllocator buffers;

    private Loops(
            LoopThreads threads,
            MultiThreadIoEventLoopGroup group,
            Class<? extends ServerChannel> tcp,
            Class<? extends ServerChannel> unix,
            boolean epoll) {
        this.threads = threads;
        this.group = group;
        this.tcp = tcp;
        this.unix = unix;
        this.epoll = epoll;
        // Netty's default allocator pools no buffer of more than 1 MiB: each would be memory new to the process.
        this.buffers = new PooledByteBufAllocator(
                true,
                0,
                group.executorCount(),
                PAGE_BYTES,
                CHUNK_PAGES_LOG2,
                PooledByteBufAllocator.defaultSmallCacheSize(),
                PooledByteBufAllocator.defaultNormalCacheSize(),
                true);
    }

    /**
     * Makes that many loops; each starts its thread when it gets its first work.
     *
     * @param polling whether a loop looks for more for some microseconds before it sleeps
     * @param died runs on the thread of a loop that ends although the loops were not closed, as it does without memory
     */
    public static Loops of(int count, boolean polling, Runnable died) {
        SelectStrategyFactory strategy = () -> new PollingStrategy(polling);
        LoopThreads threads = new LoopThreads(died);
        return Epoll.isAvailable()
                ? new Loops(
                        threads,
                        group(count, threads, EpollIoHandler.newFactory(GROWING, strategy)),
                        EpollServerSocketChannel.class,
                        EpollServerDomainSocketChannel.class,
                        true)
                : new Loops(
                        threads,
                        group(count, threads, NioIoHandler.newFactory(SelectorProvider.provider(), strategy)),
                        NioServerSocketChannel.class,
                        NioServerDomainSocketChannel.class,
                        false);
    }

    private static MultiThreadIoEventLoopGroup group(int count, LoopThreads threads, IoHandlerFactory io) {
        return new MultiThreadIoEventLoopGroup(count, threads, io);
    }

    ByteBufAllocator buffers() {
        return buffers;
    }

    MultiThreadIoEventLoopGroup group() {
        return group;
    }

    Class<? extends ServerChannel> channelFor(boolean unixSocket) {
        return unixSocket ? unix : tcp;
    }

    SocketAddress unixAddress(Path path) {
        return epoll ? new DomainSocketAddress(path.toString()) : UnixDomainSocketAddress.of(path);
    }

    /** Runs something on a loop after a delay; never if the loops have ended by then. */
    public void schedule(Runnable task, long delayNanos) {
        if (group.isShuttingDown()) {
            return;
        }
        try {
            ScheduledFuture<?> ignored = group.next().schedule(task, delayNanos, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException endedMeanwhile) {
            LOG.debug("a timer was dropped because the server has ended");
        }
    }

    /** Runs something on a loop, soon. */
    public void execute(Runnable task) {
        group.next().execute(task);
    }

    /** Returns whether the calling thread is one of these loops. */
    public boolean isLoop() {
        for (EventExecutor loop : group) {
            if (loop.inEventLoop()) {
                return true;
            }
        }
        return false;
    }

    /** Runs something on a loop again and again until the loops end. */
    public void repeat(Runnable task, long everyNanos) {
        Runnable guarded = () -> {
            try {
                task.run();
            } catch (RuntimeException failed) {
                // Without this the task would never run again.
                LOG.error("a regular task of the server failed", failed);
            }
        };
        ScheduledFuture<?> ignored =
                group.next().scheduleAtFixedRate(guarded, everyNanos, everyNanos, TimeUnit.NANOSECONDS);
    }

    /** Ends the loops and waits until their threads are gone. */
    public void close() {
        threads.mayEnd = true;
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
        threads.running.forEach(LoopThread::awaitGone);
    }

    /** Names the threads of loops. Not daemons: a server that was started keeps its JVM alive until it is closed. */
    private static final class LoopThreads extends DefaultThreadFactory {
        private final AtomicInteger made = new AtomicInteger();
        private final Runnable died;
        private final Set<Thread> running = ConcurrentHashMap.newKeySet();
        private volatile boolean mayEnd;

        LoopThreads(Runnable died) {
            super("manager-server-loop", false);
            this.died = died;
        }

        @Override
        protected Thread newThread(Runnable body, String ignored) {
            Runnable watched = () -> {
                try {
                    body.run();
                } finally {
                    // Also if there was no memory left to say what the loop died of.
                    if (!mayEnd) {
                        died.run();
                    }
                }
            };
            Thread loop = super.newThread(watched, "manager-server-loop-" + made.incrementAndGet());
            running.add(loop);
            return loop;
        }
    }
}
