package dev.steward.process;

import static java.util.Objects.requireNonNull;

import dev.steward.api.AuthKey;
import dev.steward.api.ConnectionLostException;
import dev.steward.api.Outcome;
import dev.steward.process.link.Link;
import dev.steward.process.link.LinkHandler;
import dev.steward.process.link.LinkListener;
import dev.steward.process.pipe.SocketAddresses;
import dev.steward.process.pipe.SocketEnd;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for connections of processes that hold the key. Several may prove it at the same time; one that cannot, or says
 * nothing for 5 seconds, is logged and refused and never reaches {@link #accept}, so a stranger stops nobody. (Python's
 * raises {@code AuthenticationError} there.) Safe for use by any number of threads.
 *
 * <p>Python twin: {@code multiprocessing.connection.Listener}.
 */
public final class Listener implements AutoCloseable {

    /** So many connections wait to be accepted; further ones are closed. */
    private static final int BACKLOG = 256;

    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final LinkListener listener;
    // Guarded by the lock.
    private final ArrayDeque<Accepted> waiting = new ArrayDeque<>();
    private @Nullable SocketAddress lastAccepted;
    private boolean closed;

    private record Accepted(SocketEnd end, @Nullable SocketAddress peer) {}

    private Listener(SocketAddress address, AuthKey key) {
        requireNonNull(key, "key");
        if (key.isShort()) {
            LOG.warn("the key of the listener at {} has fewer than {} bytes", address, AuthKey.SHORT_BYTES);
        }
        try {
            listener = LinkListener.open(address, key, LinkListener.HANDSHAKE_TIMEOUT, this::let);
        } catch (IOException refused) {
            throw new ConnectionLostException(
                    "cannot listen at " + SocketAddresses.describe(address) + " (" + refused.getMessage()
                            + "): stop who listens there, or choose another address",
                    Outcome.NOT_EXECUTED,
                    refused);
        }
    }

    /**
     * Listens at a TCP port of this machine, without encryption.
     *
     * @param host 127.0.0.1, or another address that only this machine reaches
     * @param port 0 picks one; {@link #port()} tells which
     * @throws IllegalArgumentException if others could reach it: {@link #openInsecure} says that this is meant
     * @throws ConnectionLostException if nobody can listen there
     */
    public static Listener open(String host, int port, AuthKey key) {
        InetSocketAddress address = SocketAddresses.tcp(host, port);
        if (!address.getAddress().isLoopbackAddress()) {
            throw new IllegalArgumentException(host + " can be reached from other machines, and nothing is encrypted:"
                    + " listen on 127.0.0.1 or a Unix socket and tunnel to it, or say Listener.openInsecure");
        }
        return new Listener(address, key);
    }

    /**
     * Listens at a TCP port that other machines may reach. Who connects must prove the key, but what is sent can be read
     * and changed on its way.
     *
     * @throws IllegalArgumentException if the key has fewer than 16 bytes
     * @throws ConnectionLostException if nobody can listen there
     */
    public static Listener openInsecure(String host, int port, AuthKey key) {
        InetSocketAddress address = SocketAddresses.tcp(host, port);
        if (key.isShort() && !address.getAddress().isLoopbackAddress()) {
            throw new IllegalArgumentException("the key is too short for an address that other machines reach: use "
                    + AuthKey.SHORT_BYTES + " bytes or more, such as AuthKey.random()");
        }
        return new Listener(address, key);
    }

    /**
     * Listens at a Unix domain socket.
     *
     * @param socket a path that does not exist, in a folder that only those may enter who shall connect; it is removed by
     *     {@link #close()}
     * @throws ConnectionLostException if nobody can listen there
     */
    public static Listener open(Path socket, AuthKey key) {
        return new Listener(SocketAddresses.unix(socket), key);
    }

    private LinkHandler let(Link link) {
        SocketAddress peer = link.remoteAddress();
        SocketEnd end = new SocketEnd(link, peer == null ? "somebody" : SocketAddresses.describe(peer));
        lock.lock();
        try {
            if (closed || waiting.size() >= BACKLOG) {
                link.abort();
            } else {
                waiting.add(new Accepted(end, peer));
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
        return end;
    }

    /**
     * Returns the next connection; waits for one.
     *
     * @throws IllegalStateException if the listener is closed, also meanwhile
     * @throws InterruptedException if the thread is interrupted
     */
    public Connection accept() throws InterruptedException {
        Connection accepted = null;
        while (accepted == null) {
            accepted = accept(Duration.ofDays(1));
        }
        return accepted;
    }

    /**
     * Returns the next connection; waits at most so long.
     *
     * @return null if none came
     * @throws IllegalStateException if the listener is closed, also meanwhile
     * @throws InterruptedException if the thread is interrupted
     */
    public @Nullable Connection accept(Duration timeout) throws InterruptedException {
        long left = TimeUnit.NANOSECONDS.convert(timeout);
        lock.lockInterruptibly();
        try {
            while (waiting.isEmpty()) {
                checkOpen();
                if (left <= 0) {
                    return null;
                }
                left = changed.awaitNanos(left);
            }
            checkOpen();
            Accepted accepted = waiting.remove();
            lastAccepted = accepted.peer();
            return Connection.ofSocket(accepted.end());
        } finally {
            lock.unlock();
        }
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("the listener at " + SocketAddresses.describe(address()) + " is closed");
        }
    }

    /** Returns where it listens. Python twin: {@code address}. */
    public SocketAddress address() {
        return listener.address();
    }

    /**
     * Returns the TCP port.
     *
     * @throws IllegalStateException if it listens at a Unix domain socket
     */
    public int port() {
        if (address() instanceof InetSocketAddress tcp) {
            return tcp.getPort();
        }
        throw new IllegalStateException("a listener at " + SocketAddresses.describe(address()) + " has no port");
    }

    /** Returns where the connection came from that was accepted last, or null. Python twin: {@code last_accepted}. */
    public @Nullable SocketAddress lastAccepted() {
        lock.lock();
        try {
            return lastAccepted;
        } finally {
            lock.unlock();
        }
    }

    /** Listens no more. Connections that were accepted stay; those that were not are closed. May be called again. */
    @Override
    public void close() {
        listener.close();
        lock.lock();
        try {
            closed = true;
            waiting.forEach(accepted -> accepted.end().close());
            waiting.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
