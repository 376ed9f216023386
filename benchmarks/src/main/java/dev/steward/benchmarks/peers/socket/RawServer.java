package dev.steward.benchmarks.peers.socket;

import dev.steward.benchmarks.peers.PeerServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Answers on one thread per connection. */
final class RawServer implements PeerServer {

    private final ServerSocket listening;
    private final RawServices services = new RawServices();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    /** Of each queue the connection that takes from it, once it has come. */
    private final List<CompletableFuture<OutputStream>> takers =
            List.of(new CompletableFuture<>(), new CompletableFuture<>());

    RawServer(ServerSocket listening) {
        this.listening = listening;
        Threads.start("raw-accept", this::accept);
    }

    @Override
    public String address() {
        return Integer.toString(listening.getLocalPort());
    }

    private void accept() throws IOException {
        while (true) {
            Socket socket = listening.accept();
            socket.setTcpNoDelay(true);
            open.add(socket);
            Threads.start("raw-serve", () -> serve(socket));
        }
    }

    private void serve(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        OutputStream out = socket.getOutputStream();
        Greeting greeting = Greeting.of(in.readNBytes(Greeting.BYTES));
        switch (greeting.purpose()) {
            case ECHO -> echo(in, out);
            case PUT -> relay(in, takers.get(greeting.queue()).join(), out);
            case TAKE -> takers.get(greeting.queue()).complete(out);
            case LOCK -> services.lock(in, out);
            case STORE -> RawServices.store(in, out);
        }
    }

    private static void echo(InputStream in, OutputStream out) throws IOException {
        byte[] record = new byte[Record64.BYTES];
        while (in.readNBytes(record, 0, record.length) == record.length) {
            out.write(record);
        }
    }

    /** Hands on each record and tells who sent it. */
    private static void relay(InputStream in, OutputStream taker, OutputStream out) throws IOException {
        byte[] record = new byte[Record64.BYTES];
        while (in.readNBytes(record, 0, record.length) == record.length) {
            taker.write(record);
            out.write(Record64.PUT);
        }
    }

    @Override
    public void close() {
        Closing.quietly(listening);
        open.forEach(Closing::quietly);
    }
}
