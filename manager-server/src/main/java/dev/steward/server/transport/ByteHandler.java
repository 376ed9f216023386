package dev.steward.server.transport;

import dev.steward.api.AuthenticationException;
import dev.steward.api.OverloadedException;
import dev.steward.api.ProtocolException;
import dev.steward.protocol.report.LimitedLog;
import dev.steward.protocol.transport.ByteConnection;
import dev.steward.protocol.transport.ByteListener;
import dev.steward.protocol.transport.ByteMemory;
import dev.steward.server.admission.Journal;
import dev.steward.vocabulary.Limits;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server's end of a connection whose bytes others understand, on its event loop. Whoever does not prove a key in time is
 * closed, as at a {@link ConnectionHandler}, but without a word: there is none that the other side would understand.
 */
final class ByteHandler extends ChannelInboundHandlerAdapter implements ByteConnection {

    private static final Logger LOG = LoggerFactory.getLogger(ByteHandler.class);
    private static final LimitedLog FAILURES = LimitedLog.warnings(LOG);

    private final Channel channel;
    private final AcceptorLimits limits;
    private final Doorkeeper doorkeeper;
    private final Journal journal;
    private final ConnectionFrames frames;
    private final ByteMemory memory;
    private final String peer;
    private final @Nullable InetAddress address;
    private final Doorkeeper.Visitor visitor;
    private final ByteListener listener;
    private final boolean acknowledgesAtOnce;
    private @Nullable ScheduledFuture<?> deadline;
    private boolean hasSpoken;
    private boolean isAuthenticated;
    private boolean closedHere;
    private boolean broke;

    private ByteHandler(
            Channel channel,
            Endpoint endpoint,
            AcceptorLimits limits,
            Doorkeeper doorkeeper,
            Journal journal,
            IncomingMemory memory,
            Function<ByteConnection, ByteListener> welcome) {
        this.channel = channel;
        this.limits = limits;
        this.doorkeeper = doorkeeper;
        this.journal = journal;
        this.frames = new ConnectionFrames(channel, memory);
        this.memory = new OfFrames(frames, memory);
        InetSocketAddress remote = channel.remoteAddress() instanceof InetSocketAddress inet ? inet : null;
        this.address = remote == null ? null : remote.getAddress();
        this.peer =
                remote == null ? endpoint.toString() : remote.getAddress().getHostAddress() + ":" + remote.getPort();
        InetAddress counted = address == null || address.isLoopbackAddress() ? null : address;
        this.visitor = new Doorkeeper.Visitor(counted, () -> execute(this::giveWay));
        this.acknowledgesAtOnce = channel instanceof EpollSocketChannel;
        this.listener = welcome.apply(this);
    }

    /** What the messages of a connection take, as its frames. */
    private record OfFrames(ConnectionFrames frames, IncomingMemory memory) implements ByteMemory {
        @Override
        public boolean mayHold(long bytes) {
            return memory.mayRead(bytes);
        }

        @Override
        public void hold(long bytes) {
            memory.hold(bytes);
        }

        @Override
        public void letGo(long bytes) {
            memory.letGo(bytes);
        }

        @Override
        public void begun(int bytes, int received) {
            frames.begun(bytes, received);
        }

        @Override
        public void ended() {
            frames.ended();
        }
    }

    /** Puts the handlers into the pipeline of a connection that was accepted. */
    static void install(
            Channel channel,
            Endpoint endpoint,
            AcceptorLimits limits,
            Doorkeeper doorkeeper,
            Journal journal,
            IncomingMemory memory,
            Function<ByteConnection, ByteListener> welcome) {
        ByteHandler handler = new ByteHandler(channel, endpoint, limits, doorkeeper, journal, memory, welcome);
        channel.pipeline().addLast(handler.frames, handler);
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        String refusal = doorkeeper.enter(visitor);
        if (refusal != null) {
            refuse(refusal);
            return;
        }
        acknowledgeAtOnce();
        deadline =
                ctx.executor().schedule(this::tooLate, limits.authentication().toNanos(), TimeUnit.NANOSECONDS);
        listener.opened();
    }

    /**
     * Before each read, as the system forgets it: whoever writes twice before they read would otherwise wait some 40 ms, until
     * what they wrote first is acknowledged.
     */
    private void acknowledgeAtOnce() {
        if (acknowledgesAtOnce && channel.isActive()) {
            channel.config().setOption(EpollChannelOption.TCP_QUICKACK, true);
        }
    }

    private void giveWay() {
        if (!isAuthenticated) {
            refuse(
                    "so many others have come and not proved their key yet that this connection had to give its place to one"
                            + " of them (" + Limits.named("UNAUTHENTICATED") + ")");
        }
    }

    private void tooLate() {
        if (!isAuthenticated) {
            refuse("the key was not proved within " + limits.authentication().toMillis() + " ms ("
                    + Limits.named("AUTHENTICATION_MILLIS") + ")");
        }
    }

    private void refuse(String reason) {
        journal.refused(peer, reason);
        close();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object read) {
        ByteBuf bytes = (ByteBuf) read;
        try {
            if (!hasSpoken) {
                hasSpoken = true;
                doorkeeper.heard(visitor);
            }
            if (!closedHere) {
                listener.received(bytes.nioBuffer());
            }
        } finally {
            bytes.release();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        acknowledgeAtOnce();
        ctx.fireChannelReadComplete();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable caught) {
        broke = true;
        if (caught instanceof AuthenticationException) {
            journal.authentication(peer, caught.getMessage());
        } else if (caught instanceof OverloadedException) {
            String reason = String.valueOf(caught.getMessage());
            journal.refused(peer, reason);
            listener.cut(reason);
        } else if (caught instanceof ProtocolException) {
            journal.refused(peer, String.valueOf(caught.getMessage()));
        } else if (!(caught instanceof IOException)) {
            FAILURES.tell("a connection failed", () -> "the connection from " + peer + " failed", caught);
        }
        close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (deadline != null) {
            deadline.cancel(false);
        }
        doorkeeper.leave(visitor);
        frames.ended();
        listener.closed(!broke && !closedHere);
    }

    // For who listens.

    @Override
    public void send(byte[] bytes, Runnable whenGone) {
        execute(() -> {
            ChannelFuture ignored = channel.writeAndFlush(Unpooled.wrappedBuffer(bytes))
                    .addListener(written -> {
                        if (written.isSuccess()) {
                            whenGone.run();
                        }
                    });
        });
    }

    @Override
    public void close() {
        execute(() -> {
            closedHere = true;
            ChannelFuture ignored =
                    channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        });
    }

    @Override
    public void execute(Runnable task) {
        if (channel.eventLoop().inEventLoop()) {
            task.run();
            return;
        }
        try {
            channel.eventLoop().execute(task);
        } catch (RejectedExecutionException loopsEnded) {
            LOG.debug("the server has closed, and the connection from {} with it", peer);
        }
    }

    @Override
    public @Nullable String authenticated(boolean admin) {
        isAuthenticated = true;
        String refusal = doorkeeper.authenticated(visitor, admin);
        if (refusal == null) {
            journal.authentication(peer, null);
        } else {
            journal.refused(peer, refusal);
        }
        return refusal;
    }

    @Override
    public ByteMemory memory() {
        return memory;
    }

    @Override
    public String peer() {
        return peer;
    }

    @Override
    public @Nullable InetAddress address() {
        return address;
    }

    @Override
    public @Nullable InetSocketAddress reachedAt() {
        return channel.localAddress() instanceof InetSocketAddress inet ? inet : null;
    }

    @Override
    public long processId() {
        try {
            return channel instanceof EpollDomainSocketChannel unix
                    ? Math.max(0, unix.peerCredentials().pid())
                    : 0;
        } catch (IOException goneMeanwhile) {
            return 0;
        }
    }

    @Override
    public long unsentBytes() {
        ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        return buffer == null ? 0 : buffer.totalPendingWriteBytes();
    }
}
