package dev.steward.benchmarks.peers;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Answers on one polling thread per connection. */
final class PolledServer implements PeerServer {

    private static final int RELAYED_AT_ONCE = 128;

    private final ServerSocketChannel listening;
    private final String address;
    private final Set<PolledConnection> open = ConcurrentHashMap.newKeySet();
    /** Of each queue the connection that takes from it, once it has come. */
    private final List<CompletableFuture<PolledConnection>> takers =
            List.of(new CompletableFuture<>(), new CompletableFuture<>());

    PolledServer(ServerSocketChannel listening) throws IOException {
        this.listening = listening;
        this.address = listening.getLocalAddress() instanceof InetSocketAddress tcp
                ? Integer.toString(tcp.getPort())
                : listening.getLocalAddress().toString();
        Threads.start("polled-accept", this::accept);
    }

    @Override
    public String address() {
        return address;
    }

    private void accept() throws IOException {
        while (true) {
            SocketChannel channel = listening.accept();
            Threads.start("polled-serve", () -> serve(channel));
        }
    }

    private void serve(SocketChannel channel) throws IOException {
        PolledConnection connection = new PolledConnection(channel);
        open.add(connection);
        byte[] first = new byte[Greeting.BYTES];
        connection.fill(ByteBuffer.wrap(first));
        Greeting greeting = Greeting.of(first);
        switch (greeting.purpose()) {
            case ECHO -> echo(connection);
            case PUT -> relay(connection, takers.get(greeting.queue()).join());
            case TAKE -> takers.get(greeting.queue()).complete(connection);
            case LOCK, STORE -> throw new IOException("the polled reference has no " + greeting.purpose());
        }
    }

    private static void echo(PolledConnection connection) throws IOException {
        ByteBuffer record = ByteBuffer.allocateDirect(Record64.BYTES);
        while (true) {
            record.clear();
            connection.fill(record);
            record.flip();
            connection.write(record);
        }
    }

    /** Reads as much as there is and hands on each whole record by itself. */
    private static void relay(PolledConnection from, PolledConnection to) throws IOException {
        ByteBuffer read = ByteBuffer.allocateDirect(RELAYED_AT_ONCE * Record64.BYTES);
        while (true) {
            from.readSome(read);
            int end = read.position() - read.position() % Record64.BYTES;
            for (int at = 0; at < end; at += Record64.BYTES) {
                to.write(read.slice(at, Record64.BYTES));
            }
            read.flip().position(end);
            read.compact();
        }
    }

    @Override
    public void close() {
        Closing.quietly(listening);
        open.forEach(Closing::quietly);
    }
}
