package dev.steward.client.transport;

import dev.steward.api.ManagerException;
import dev.steward.protocol.connection.Phase;
import dev.steward.protocol.frame.FrameReader;
import dev.steward.protocol.frame.FrameRules;
import dev.steward.protocol.frame.FrameWriter;
import dev.steward.protocol.handshake.ChannelBinding;
import dev.steward.protocol.message.Call;
import dev.steward.protocol.message.Message;
import dev.steward.protocol.message.Park;
import dev.steward.protocol.message.Parked;
import dev.steward.protocol.message.SessionTerms;
import dev.steward.protocol.transport.Polling;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A connection that one caller at a time writes and reads itself. Never blocked in the channel but in a selector, because
 * an interrupt must not close it. The borrower's thread alone uses it, but for {@link #abort}.
 */
final class CallerConnection implements AutoCloseable {

    /** How long the server may take to answer {@code Park} before the connection counts as broken. */
    private static final Duration PARK_PATIENCE = Duration.ofSeconds(2);

    private final SocketChannel channel;
    private final Selector selector;
    private final SelectionKey key;
    private final FrameReader reader;
    private final FrameWriter writer;
    private final Receiver receiver;
    private volatile boolean aborted;

    private CallerConnection(SocketChannel channel, Selector selector, SelectionKey key, Receiver receiver) {
        this.channel = channel;
        this.selector = selector;
        this.key = key;
        this.receiver = receiver;
        this.reader = new FrameReader(FrameRules.ofClient());
        this.writer = new FrameWriter(FrameRules.DEFAULT_MAX_FRAME);
    }

    /**
     * Connects, authenticates and joins the session. Blocks, up to the connect timeout.
     *
     * @throws IOException if the connection could not be made or broke
     * @throws ManagerException if the server refused it
     */
    static CallerConnection open(TransportSettings settings, SessionEntry entry, Receiver receiver) throws IOException {
        long deadline = System.nanoTime() + settings.connectTimeout().toNanos();
        boolean unix = settings.server() instanceof ServerAddress.Unix;
        SocketChannel channel = unix ? SocketChannel.open(StandardProtocolFamily.UNIX) : SocketChannel.open();
        Selector selector = null;
        CallerConnection connection = null;
        try {
            channel.configureBlocking(false);
            if (!unix) {
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            }
            selector = Selector.open();
            SelectionKey key = channel.register(selector, SelectionKey.OP_CONNECT);
            connection = new CallerConnection(channel, selector, key, receiver);
            connection.connect(settings, deadline);
            connection.enter(entry, deadline);
            return connection;
        } catch (IOException | RuntimeException failed) {
            if (connection != null) {
                connection.close();
            } else {
                channel.close();
                if (selector != null) {
                    selector.close();
                }
            }
            throw failed;
        }
    }

    private void connect(TransportSettings settings, long deadline) throws IOException {
        boolean connected = channel.connect(settings.server().resolve());
        while (!connected) {
            awaitEntering(SelectionKey.OP_CONNECT, deadline);
            connected = channel.finishConnect();
        }
    }

    private void enter(SessionEntry entry, long deadline) throws IOException {
        entry.start(ChannelBinding.none()).forEach(writer::add);
        SessionTerms terms = null;
        while (terms == null) {
            while (!writer.writeTo(channel)) {
                awaitEntering(SelectionKey.OP_WRITE, deadline);
            }
            Message message = reader.next();
            if (message == null) {
                awaitEntering(SelectionKey.OP_READ, deadline);
                read();
                continue;
            }
            Phase before = entry.phase();
            entry.onMessage(message).forEach(writer::add);
            if (entry.phase() != before) {
                reader.enter(entry.phase());
            }
            terms = entry.terms();
        }
        reader.maxFrame(terms.maxFrame());
    }

    private void awaitEntering(int operation, long deadline) throws IOException {
        if (select(operation, deadline)) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a connection was opened");
        }
        if (isPast(deadline)) {
            throw new IOException("the server did not let a further connection in within the connect timeout");
        }
    }

    /**
     * Sends a call and looks for its answer for a while, if that pays. Blocks only if the server does not read. An
     * interrupt is kept for later.
     *
     * @return whether the answer came
     * @throws IOException if the connection is of no use any more
     */
    boolean send(Call call, Exchange exchange, Polling polling) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            writer.add(call);
            boolean polls = polling.isWorthwhile();
            interrupted |= write(polls);
            return polls && poll(exchange, polling);
        } finally {
            restore(interrupted);
        }
    }

    /**
     * Waits in the selector for the answer to a call that was sent; an interrupt or its deadline parks it.
     *
     * @throws IOException if the connection is of no use any more
     */
    void await(Call call, Exchange exchange) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            while (!interrupted && !isPast(exchange.deadline())) {
                interrupted = select(SelectionKey.OP_READ, exchange.deadline());
                read();
                deliver(null);
                if (exchange.isOver()) {
                    return;
                }
            }
        } finally {
            restore(interrupted);
        }
        park(call, exchange);
    }

    /**
     * Has the server answer a call on the shared connection, unless its answer comes first; then the connection is free
     * for others.
     *
     * @throws IOException if the connection is of no use any more
     */
    void park(Call call, Exchange exchange) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            long deadline = System.nanoTime() + PARK_PATIENCE.toNanos();
            writer.add(new Park(call.thread(), call.number()));
            interrupted |= write(false);
            while (deliver(call) && !exchange.isOver()) {
                if (isPast(deadline)) {
                    throw new IOException("the server did not answer a request to park in time");
                }
                interrupted |= select(SelectionKey.OP_READ, deadline);
                read();
            }
        } finally {
            restore(interrupted);
        }
    }

    private static void restore(boolean interrupted) {
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean poll(Exchange exchange, Polling polling) throws IOException {
        long end = System.nanoTime() + Polling.LONGEST_NANOS;
        boolean othersRan;
        do {
            othersRan = Polling.letOthersRun();
            if (read() > 0) {
                deliver(null);
                if (exchange.isOver()) {
                    polling.ended(othersRan ? Polling.Ended.OTHERS_RAN : Polling.Ended.CAME);
                    return true;
                }
                // The rest of a large answer is on its way.
                end = System.nanoTime() + Polling.LONGEST_NANOS;
            }
        } while (!othersRan && !isPast(end));
        polling.ended(othersRan ? Polling.Ended.OTHERS_RAN : Polling.Ended.CAME_LATE);
        return false;
    }

    /**
     * Hands on every whole message that is there.
     *
     * @param parking the call whose {@code Parked} is awaited, or null
     * @return false if that came
     */
    private boolean deliver(@Nullable Call parking) {
        Message message = reader.next();
        while (message != null) {
            if (!(message instanceof Parked parked)) {
                receiver.onMessage(message);
            } else if (parking != null && parked.thread() == parking.thread() && parked.number() == parking.number()) {
                return false;
            }
            message = reader.next();
        }
        return true;
    }

    private int read() throws IOException {
        boolean last = aborted;
        int count = reader.readFrom(channel);
        if (count < 0) {
            throw new EOFException("the server closed the connection");
        }
        if (last && count == 0) {
            throw left();
        }
        return count;
    }

    private static EOFException left() {
        return new EOFException("the session has left this connection");
    }

    /**
     * Writes what was added.
     *
     * @param polls whether to wait for room by polling before blocking
     * @return whether an interrupt came meanwhile
     */
    private boolean write(boolean polls) throws IOException {
        boolean interrupted = false;
        while (!writer.writeTo(channel)) {
            if (polls && pollForRoom()) {
                return interrupted;
            }
            interrupted |= select(SelectionKey.OP_WRITE, Long.MAX_VALUE);
        }
        return interrupted;
    }

    /** Goes on writing for a while; returns whether everything is written. */
    private boolean pollForRoom() throws IOException {
        long end = System.nanoTime() + Polling.LONGEST_NANOS;
        boolean othersRan;
        do {
            othersRan = Polling.letOthersRun();
            if (writer.writeTo(channel)) {
                return true;
            }
        } while (!othersRan && !isPast(end));
        return false;
    }

    /**
     * Waits for the channel, the deadline, an interrupt or {@link #abort}.
     *
     * @return whether an interrupt came; the flag is clear then
     */
    private boolean select(int operation, long deadline) throws IOException {
        if (aborted) {
            if (operation != SelectionKey.OP_READ) {
                throw left();
            }
            return Thread.interrupted();
        }
        if (key.interestOps() != operation) {
            key.interestOps(operation);
        }
        if (deadline == Long.MAX_VALUE) {
            selector.select();
        } else {
            long millis = (deadline - System.nanoTime()) / 1_000_000 + 1;
            selector.select(Math.max(1, millis));
        }
        selector.selectedKeys().clear();
        return Thread.interrupted();
    }

    private static boolean isPast(long time) {
        return time != Long.MAX_VALUE && System.nanoTime() - time >= 0;
    }

    /** Ends whatever its borrower is waiting for, after what has come. Any thread. */
    void abort() {
        aborted = true;
        selector.wakeup();
    }

    @Override
    public void close() {
        try (selector;
                channel;
                reader;
                writer) {
            aborted = true;
        } catch (IOException broken) {
            // It is of no use any more either way.
            aborted = true;
        }
    }
}
