package dev.steward.server.transport;

import dev.steward.protocol.transport.ByteConnection;
import dev.steward.protocol.transport.ByteListener;
import dev.steward.server.admission.Journal;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.ChannelGroupFuture;
import io.netty.channel.group.DefaultChannelGroup;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Listens at one endpoint and makes each connection that comes a {@link ConnectionHandler}, or a {@link ByteHandler} where
 * others understand it, for which a {@link Doorkeeper} has a place.
 */
public final class Acceptor implements AutoCloseable {

    /** A read that fills its buffer gets a larger one the next time, up to this. */
    private static final int MOST_READ_AT_ONCE = 1 << 20;

    private static final Duration LOOK_AT_DOOR = Duration.ofMillis(100);

    private final Endpoint endpoint;
    private final Channel channel;
    private final ChannelGroup connections;

    private Acceptor(Endpoint endpoint, Channel channel, ChannelGroup connections) {
        this.endpoint = endpoint;
        this.channel = channel;
        this.connections = connections;
    }

    /**
     * Begins to listen. Blocks until the endpoint is bound.
     *
     * @param tls how connections are encrypted, or null if they are not
     * @throws IllegalStateException if the endpoint is taken; the message names it and the cure
     */
    public static Acceptor open(
            Loops loops, Endpoint endpoint, AcceptorLimits limits, @Nullable Tls tls, FrontDoor door) {
        return open(
                loops,
                endpoint,
                limits,
                (accepted, doorkeeper) -> ConnectionHandler.install(accepted, endpoint, limits, doorkeeper, tls, door));
    }

    /**
     * Begins to listen for connections whose bytes others understand. Blocks until the endpoint is bound.
     *
     * @param memory what comes takes
     * @param welcome begins to listen to a connection, on its event loop
     * @throws IllegalStateException as {@link #open}
     */
    public static Acceptor openForBytes(
            Loops loops,
            Endpoint endpoint,
            AcceptorLimits limits,
            Journal journal,
            IncomingMemory memory,
            Function<ByteConnection, ByteListener> welcome) {
        return open(
                loops,
                endpoint,
                limits,
                (accepted, doorkeeper) ->
                        ByteHandler.install(accepted, endpoint, limits, doorkeeper, journal, memory, welcome));
    }

    private static Acceptor open(
            Loops loops, Endpoint endpoint, AcceptorLimits limits, BiConsumer<Channel, Doorkeeper> reception) {
        ChannelGroup connections =
                new DefaultChannelGroup("connections", loops.group().next(), true);
        boolean unix = endpoint instanceof Endpoint.Unix;
        AtomicReference<Channel> listening = new AtomicReference<>();
        Doorkeeper doorkeeper =
                new Doorkeeper(limits, reading(listening, false), reading(listening, true), System::nanoTime);
        loops.repeat(doorkeeper::look, LOOK_AT_DOOR.toNanos());
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(loops.group())
                .channel(loops.channelFor(unix))
                .childOption(ChannelOption.ALLOCATOR, loops.buffers())
                .childOption(
                        ChannelOption.RECVBUF_ALLOCATOR,
                        new AdaptiveRecvByteBufAllocator(64, 2 << 10, MOST_READ_AT_ONCE))
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel accepted) {
                        connections.add(accepted);
                        reception.accept(accepted, doorkeeper);
                    }
                });
        if (!unix) {
            bootstrap.option(ChannelOption.SO_REUSEADDR, true).childOption(ChannelOption.TCP_NODELAY, true);
        }
        SocketAddress address = endpoint instanceof Endpoint.Unix socket
                ? loops.unixAddress(UnixSocketFile.cleared(socket.path()))
                : ((Endpoint.Tcp) endpoint).resolved();
        ChannelFuture bound = bootstrap.bind(address).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IllegalStateException(
                    "cannot listen on " + endpoint + ": " + bound.cause().getMessage()
                            + (unix
                                    ? "; its folder must be there and this user must be able to write it, and the path may"
                                            + " have some 100 bytes at most"
                                    : "; stop what listens there, or choose another address (port 0 picks a free one)"),
                    bound.cause());
        }
        listening.set(bound.channel());
        return new Acceptor(endpoint, bound.channel(), connections);
    }

    private static Runnable reading(AtomicReference<Channel> listening, boolean on) {
        return () -> {
            Channel server = listening.get();
            if (server != null) {
                server.config().setAutoRead(on);
            }
        };
    }

    /** Returns where it listens, with the port that was picked. */
    public Endpoint endpoint() {
        return endpoint instanceof Endpoint.Tcp tcp
                ? new Endpoint.Tcp(tcp.host(), ((InetSocketAddress) channel.localAddress()).getPort())
                : endpoint;
    }

    /** Accepts no more connections; those there are stay. */
    public void stopAccepting() {
        channel.close().awaitUninterruptibly();
        if (endpoint instanceof Endpoint.Unix socket) {
            UnixSocketFile.remove(socket.path());
        }
    }

    /** Closes every connection. */
    @Override
    public void close() {
        stopAccepting();
        List<Channel> left = List.copyOf(connections);
        ChannelGroupFuture ignored = connections.close();
        // Not for that one: that all are closed is told by a loop, which may have died.
        left.forEach(connection -> connection.close().awaitUninterruptibly());
    }
}
