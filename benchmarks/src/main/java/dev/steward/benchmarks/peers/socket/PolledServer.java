package dev.steward.benchmarks.peers.socket;

import dev.steward.benchmarks.peers.PeerServer;
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

    /** Hands on each record and tells who sent it. */
    private static void relay(PolledConnection from, PolledConnection to) throws IOException {
        ByteBuffer record = ByteBuffer.allocateDirect(Record64.BYTES);
        ByteBuffer answer = ByteBuffer.allocateDirect(1).put(0, Record64.PUT);
        while (true) {
            record.clear();
            from.fill(record);
            record.flip();
            to.write(record);
            answer.clear();
            from.write(answer);
        }
    }

    @Override
    public void close() {
        Closing.quietly(listening);
        open.forEach(Closing::quietly);
    }
}
