package dev.steward.client.transport;

import dev.steward.protocol.frame.FrameDecoder;
import dev.steward.protocol.frame.FrameEncoder;
import dev.steward.protocol.frame.FrameRules;
import dev.steward.protocol.message.ClusterMessage.AskCluster;
import dev.steward.protocol.message.ClusterMessage.ClusterState;
import dev.steward.protocol.message.JoinSession;
import dev.steward.protocol.message.Message;
import dev.steward.protocol.transport.EndingJvm;
import dev.steward.protocol.transport.LoopThread;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.SelectStrategy;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.IntSupplier;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.spi.SelectorProvider;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * All calls on the session's shared connection, TCP or Unix domain socket, with or without TLS: one Netty channel, one
 * loop. Costs a caller two thread switches for each call; {@link DirectTransport} spares it them.
 */
// What a write or a close comes to shows at the channel itself.
@SuppressWarnings("FutureReturnValueIgnored")
public final class NettyTransport implements ClientTransport {

    private final TransportSettings settings;
    private final ConnectFailures firstFailures;
    private final EventLoop loop;

    /** The thread of the loop, once that has begun; of the transport that made it. */
    private volatile @Nullable Thread reader;

    /**
     * A transport without a connection yet.
     *
     * @param settings where and how to connect
     * @param name of the client, for the name of its loop's thread
     */
    public NettyTransport(TransportSettings settings, String name) {
        this.settings = settings;
        this.firstFailures = new ConnectFailures(settings);
        // Alone, and not in a group of one, which would have to be told of its end: see NameLookup.
        ThreadFactory readers = new DefaultThreadFactory("manager-client-reader-" + name, true);
        this.loop = new SingleThreadIoEventLoop(
                null,
                task -> {
                    Thread made = readers.newThread(task);
                    reader = made;
                    return made;
                },
                NioIoHandler.newFactory(SelectorProvider.provider(), () -> NettyTransport::beforeWaiting));
    }

    private NettyTransport(TransportSettings settings, EventLoop loop) {
        this.settings = settings;
        this.firstFailures = new ConnectFailures(settings);
        this.loop = loop;
    }

    private static int beforeWaiting(IntSupplier looking, boolean hasTasks) throws Exception {
        if (hasTasks) {
            return looking.get();
        }
        if (EndingJvm.hasBegun()) {
            EndingJvm.rest();
            return looking.get();
        }
        return SelectStrategy.SELECT;
    }

    private void wake() {
        try {
            loop.execute(() -> {});
        } catch (RejectedExecutionException ended) {
            // It waits no more.
            return;
        }
    }

    @Override
    public NettyTransport to(ServerAddress server, Duration timeout) {
        return new NettyTransport(settings.to(server, timeout), loop);
    }

    @Override
    public ScheduledExecutorService loop() {
        return loop;
    }

    @Override
    public CompletableFuture<Entered> enter(Message entry, Receiver receiver) {
        EndingJvm.enter(loop, this::wake);
        if (loop.isShuttingDown()) {
            // It was closed before, or meanwhile and too early to have its loop forgotten.
            EndingJvm.leave(loop);
        }
        CompletableFuture<Entered> entered = new CompletableFuture<>();
        ConnectFailures failures = entry instanceof JoinSession ? firstFailures.whenResuming() : firstFailures;
        SessionEntry walk = new SessionEntry(settings, failures, entry, receiver);
        go(walk, failures, new EnteringSession(walk, failures, receiver, entered), entered);
        return entered;
    }

    /**
     * Connects, authenticates, and asks a server how it stands among several. Does not block.
     *
     * @return completed on the loop with what the server tells, or with a {@link dev.steward.api.ManagerException} that says why
     *     it does not, at the latest when the connect timeout has passed
     */
    public CompletableFuture<ClusterState> ask(AskCluster question) {
        CompletableFuture<ClusterState> answer = new CompletableFuture<>();
        SessionEntry walk = new SessionEntry(settings, firstFailures, question, AskingCluster.NOBODY);
        go(walk, firstFailures, new AskingCluster(walk, answer), answer);
        return answer;
    }

    private void go(
            SessionEntry walk, ConnectFailures failures, SessionEntryHandler.Goal goal, CompletableFuture<?> reached) {
        Bootstrap bootstrap = new Bootstrap()
                .group(loop)
                .resolver(new NameLookup())
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        prepare(channel, new SessionEntryHandler(walk, failures, goal));
                    }
                });
        ChannelFuture connecting = connect(bootstrap);
        connecting.addListener(connected -> {
            if (!connected.isSuccess()) {
                goal.failed(failures.explain(connected.cause()));
            }
        });
        Duration timeout = settings.connectTimeout();
        ScheduledFuture<?> deadline = loop.schedule(
                () -> goal.failed(failures.silent(connecting.isSuccess(), timeout)),
                timeout.toNanos(),
                TimeUnit.NANOSECONDS);
        reached.whenComplete((done, failed) -> {
            deadline.cancel(false);
            if (failed != null) {
                connecting.channel().close();
            }
        });
    }

    private ChannelFuture connect(Bootstrap bootstrap) {
        if (settings.server() instanceof ServerAddress.Tcp tcp) {
            // Unresolved: Netty looks the name up anew for each connection.
            SocketAddress address = InetSocketAddress.createUnresolved(tcp.host(), tcp.port());
            return bootstrap
                    .channel(NioSocketChannel.class)
                    .option(ChannelOption.TCP_NODELAY, true)
                    .connect(address);
        }
        return bootstrap
                .channel(NioDomainSocketChannel.class)
                .connect(settings.server().resolve());
    }

    private void prepare(Channel channel, SessionEntryHandler entry) {
        Trust trust = settings.trust();
        if (trust != null) {
            channel.pipeline().addLast(trust.handler(channel.alloc(), settings.server()));
        }
        channel.pipeline()
                .addLast(
                        new FrameDecoder(FrameRules.ofClient()), new FrameEncoder(FrameRules.DEFAULT_MAX_FRAME), entry);
    }

    @Override
    public void close() {
        Future<?> ending = loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        // In this order: who enters a session at the same time sees that the loop ends, or is forgotten here.
        EndingJvm.leave(loop);
        if (ending.awaitUninterruptibly(2, TimeUnit.SECONDS)) {
            LoopThread.awaitGone(reader);
        }
    }
}
