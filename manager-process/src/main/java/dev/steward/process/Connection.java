package dev.steward.process;

import static java.util.Objects.requireNonNull;

import dev.steward.api.AuthKey;
import dev.steward.api.ConnectionLostException;
import dev.steward.api.ManagerException;
import dev.steward.api.Type;
import dev.steward.api.UnsupportedValueException;
import dev.steward.process.link.Packet;
import dev.steward.process.link.PacketKind;
import dev.steward.process.pipe.End;
import dev.steward.process.pipe.PassedEnd;
import dev.steward.process.pipe.Pipes;
import dev.steward.process.pipe.SocketAddresses;
import dev.steward.process.pipe.SocketEnd;
import dev.steward.process.reference.ProgramCodec;
import dev.steward.protocol.value.codec.Passable;
import dev.steward.protocol.value.codec.Passage;
import dev.steward.protocol.value.decoded.Coercion;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Carries whole messages to and from one other end: an end of a {@link Pipe}, or what {@link Listener#accept} and {@link
 * #connect} give. A message is any value that travels, or plain bytes; what is received is a copy.
 *
 * <p>Safe for use by any number of threads: each message goes to one receiver, whole, and one that is sent is never mixed
 * with another. Receiving does not hold up sending. A sender waits while the other side has not taken what it sent before
 * (64 KiB or so); an interrupt ends the wait and closes nothing. What does not wait declares no {@link
 * InterruptedException}.
 *
 * <p>A message takes at most 64 MiB. Between processes of one program any class on their class path can be sent; from a
 * {@link Listener}'s peer only classes that are named here are opened: {@link #recv(Class)}, {@link #allow}.
 *
 * <p>Python twin: {@code multiprocessing.connection.Connection}.
 */
public final class Connection implements AutoCloseable, Passable {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    private final End end;
    private final MessageCodec codec;

    private Connection(End end, MessageCodec codec) {
        this.end = end;
        this.codec = codec;
    }

    /** The end of a pipe: the other one is held by a process of this program. */
    static Connection ofPipe(End end) {
        return new Connection(end, MessageCodec.OF_ONE_PROGRAM);
    }

    /** A connection with a process that need not be of this program. */
    static Connection ofSocket(SocketEnd end) {
        return new Connection(end, MessageCodec.ofStrangers());
    }

    End end() {
        return end;
    }

    /**
     * Connects to a {@link Listener} over TCP and proves the key; waits at most 10 seconds. Nothing is encrypted: across
     * machines use a tunnel.
     *
     * <p>Python twin: {@code multiprocessing.connection.Client(address, authkey=...)}.
     *
     * @throws dev.steward.api.AuthenticationException if one side does not hold the key
     * @throws ConnectionLostException if nobody listens there
     * @throws dev.steward.api.ProtocolException if what listens there is no listener of this library
     * @throws InterruptedException if the thread is interrupted
     */
    public static Connection connect(String host, int port, AuthKey key) throws InterruptedException {
        return connect(host, port, key, CONNECT_TIMEOUT);
    }

    /** Connects as {@link #connect(String, int, AuthKey)} does, within a time. */
    public static Connection connect(String host, int port, AuthKey key, Duration timeout) throws InterruptedException {
        return connect(SocketAddresses.tcp(host, port), key, timeout);
    }

    /** Connects as {@link #connect(String, int, AuthKey)} does, to a Unix domain socket. */
    public static Connection connect(Path socket, AuthKey key) throws InterruptedException {
        return connect(socket, key, CONNECT_TIMEOUT);
    }

    /** Connects to a Unix domain socket within a time. */
    public static Connection connect(Path socket, AuthKey key, Duration timeout) throws InterruptedException {
        return connect(SocketAddresses.unix(socket), key, timeout);
    }

    private static Connection connect(SocketAddress address, AuthKey key, Duration timeout)
            throws InterruptedException {
        requireNonNull(key, "key");
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("a connect timeout is more than zero, not " + timeout);
        }
        return ofSocket(SocketAddresses.connect(address, key, timeout));
    }

    /**
     * Sends a value. Blocks while the other side has not taken enough of what was sent before. Python twin: {@code send}.
     *
     * @param value any value that travels, or null
     * @throws UnsupportedValueException if it cannot travel or is too large; nothing was sent
     * @throws ConnectionLostException if the other side is closed or dead; nothing was sent
     * @throws IllegalStateException if this connection is closed, or the end of a pipe that only receives
     * @throws InterruptedException if the thread was interrupted before anything was sent
     */
    public void send(@Nullable Object value) throws InterruptedException {
        end.send(new Packet(PacketKind.VALUE, codec.encode(value)));
    }

    /** Sends bytes, which are copied. As {@link #send} otherwise. Python twin: {@code send_bytes}. */
    public void sendBytes(byte[] bytes) throws InterruptedException {
        end.send(new Packet(PacketKind.BYTES, bytes.clone()));
    }

    /**
     * Sends a part of an array, which is copied. As {@link #send} otherwise.
     *
     * @throws IndexOutOfBoundsException if it is not a part of it
     */
    public void sendBytes(byte[] bytes, int offset, int length) throws InterruptedException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        end.send(new Packet(PacketKind.BYTES, Arrays.copyOfRange(bytes, offset, offset + length)));
    }

    /**
     * Receives the next value; waits for it. Python twin: {@code recv}.
     *
     * @throws dev.steward.api.EndOfFileException if none will come any more: the other side is closed or dead
     * @throws UnsupportedValueException if it cannot be opened here; the message stays, until it is received as a type that
     *     it is of, or dropped by {@link #discard}
     * @throws dev.steward.api.ProtocolException if the other side said what is no message
     * @throws IllegalStateException if the next message is bytes, which stay; if this connection is closed, or the end of
     *     a pipe that only sends
     * @throws InterruptedException if the thread is interrupted; nothing is lost
     */
    public @Nullable Object recv() throws InterruptedException {
        return open(requireNonNull(end.take(PacketKind.VALUE, End.FOREVER)), null);
    }

    /**
     * Receives the next value as one of a class, which this allows to be opened. As {@link #recv()} otherwise.
     *
     * @return a number of the same amount in the class asked for; null if null was sent
     * @throws UnsupportedValueException if it is of another class; the message stays
     */
    public <T> @Nullable T recv(Class<T> type) throws InterruptedException {
        return recv(Type.of(type));
    }

    /** Receives the next value as one of a type, such as {@code Type.listOf(Integer.class)}; as {@link #recv(Class)}. */
    @SuppressWarnings("unchecked")
    public <T> @Nullable T recv(Type<T> type) throws InterruptedException {
        codec.allow(type);
        return (T) open(requireNonNull(end.take(PacketKind.VALUE, End.FOREVER)), type);
    }

    private @Nullable Object open(Packet message, @Nullable Type<?> type) {
        try {
            Object value = codec.decode(message.body());
            return type == null ? value : Coercion.to(type, value);
        } catch (UnsupportedValueException refused) {
            end.leave(message);
            throw new UnsupportedValueException(
                    refused.getMessage() + "; the message stays: receive it as a type that it is of, or drop it by"
                            + " discard()",
                    refused.outcome(),
                    refused);
        } catch (ManagerException | ClassCastException refused) {
            end.leave(message);
            throw refused;
        }
    }

    /**
     * Drops the next message, whatever it is; waits for it. For one that cannot be opened here, and would be the next one for
     * ever: those behind it come then. As {@link #recv()} otherwise. Python has no twin: there such a message is gone.
     */
    public void discard() throws InterruptedException {
        requireNonNull(end.take(null, End.FOREVER));
    }

    /**
     * Receives the next message, which must be bytes; waits for it. As {@link #recv()} otherwise. Python twin: {@code
     * recv_bytes}.
     *
     * @throws IllegalStateException if the next message is a value, which stays
     */
    public byte[] recvBytes() throws InterruptedException {
        return requireNonNull(end.take(PacketKind.BYTES, End.FOREVER)).body();
    }

    /**
     * Returns whether {@link #recv()} would not wait: a message is here, or the end. Does not wait. Through a pipe end
     * that another process made the answer may come a moment late. Python twin: {@code poll()}.
     */
    public boolean poll() {
        return end.isReady();
    }

    /**
     * Waits until {@link #recv()} would not wait, at most so long. Python twin: {@code poll(timeout)}.
     *
     * @return false if the time is over
     * @throws InterruptedException if the thread is interrupted
     */
    public boolean poll(Duration timeout) throws InterruptedException {
        return end.await(deadline(timeout));
    }

    private static long deadline(Duration timeout) {
        long longest = Long.MAX_VALUE / 4;
        long nanos = timeout.compareTo(Duration.ofNanos(longest)) < 0 ? timeout.toNanos() : longest;
        return System.nanoTime() + Math.max(0, nanos);
    }

    /**
     * Waits until one or more of these connections can be received from without waiting, or are at their end. Python
     * twin: {@code multiprocessing.connection.wait}.
     *
     * @param timeout how long; zero does not wait
     * @return those, in the order given; empty if the time is over, or none was given
     * @throws IllegalStateException if one is closed, or only sends
     * @throws InterruptedException if the thread is interrupted
     */
    public static List<Connection> select(Collection<Connection> connections, Duration timeout)
            throws InterruptedException {
        List<Connection> asked = List.copyOf(connections);
        long deadline = deadline(timeout);
        Semaphore changes = new Semaphore(0);
        Runnable watcher = changes::release;
        asked.forEach(connection -> connection.end.watch(watcher));
        try {
            while (true) {
                changes.drainPermits();
                List<Connection> ready = new ArrayList<>();
                for (Connection connection : asked) {
                    if (connection.end.isReady()) {
                        ready.add(connection);
                    }
                }
                long left = deadline - System.nanoTime();
                if (!ready.isEmpty() || left <= 0 || asked.isEmpty()) {
                    return ready;
                }
                if (!changes.tryAcquire(left, TimeUnit.NANOSECONDS)) {
                    deadline = System.nanoTime();
                }
            }
        } finally {
            asked.forEach(connection -> connection.end.unwatch(watcher));
        }
    }

    /** What travels in its place. */
    private record PassedConnection(PassedEnd end) implements Passage {
        @Override
        public Object arrive() {
            return Connection.ofPipe(end.open());
        }
    }

    /**
     * Returns what travels in its place when it is an argument of a child process, or sent through a pipe: the other
     * process gets a connection of its own to the same end.
     *
     * @throws UnsupportedValueException if it is closed, or no end of a pipe
     */
    @Override
    public Passage passage() {
        PassedEnd passed = Pipes.pass(end);
        ProgramCodec.whenReceiverIsGone(() -> Pipes.revoke(end, passed));
        return new PassedConnection(passed);
    }

    /**
     * Opens objects of these classes, and what they are made of, when the other side sends them. Returns this.
     */
    public Connection allow(Class<?>... classes) {
        for (Class<?> one : classes) {
            codec.allow(Type.of(one));
        }
        return this;
    }

    /** Returns whether messages can come here. Python twin: {@code readable}. */
    public boolean isReadable() {
        return end.isReadable();
    }

    /** Returns whether messages can be sent here. Python twin: {@code writable}. */
    public boolean isWritable() {
        return end.isWritable();
    }

    /** Returns whether {@link #close()} was called here. Python twin: {@code closed}. */
    public boolean isClosed() {
        return end.isClosed();
    }

    /**
     * Closes this end here: what was sent still arrives, then the other side sees the end of file, unless another process
     * holds this end too. Threads that wait at it get an {@link IllegalStateException}. May be called again.
     */
    @Override
    public void close() {
        end.close();
    }

    @Override
    public String toString() {
        return "Connection("
                + (isReadable() ? isWritable() ? "receives and sends" : "receives" : "sends")
                + (isClosed() ? ", closed)" : ")");
    }
}
