package dev.steward.benchmarks.peers.socket;

import dev.steward.benchmarks.peers.Feature;
import dev.steward.benchmarks.peers.Loopback;
import dev.steward.benchmarks.peers.Peer;
import dev.steward.benchmarks.peers.PeerClient;
import dev.steward.benchmarks.peers.PeerServer;
import dev.steward.benchmarks.peers.Setup;
import dev.steward.benchmarks.peers.Transport;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;

/** The reference of all ratios: {@code java.net.Socket} that blocks, a thread per connection, 64 bytes to and fro. */
public final class RawPeer implements Peer {

    @Override
    public String name() {
        return "raw";
    }

    @Override
    public String description() {
        return "blocking java.net.Socket, a thread per connection: the reference of all ratios";
    }

    @Override
    public Set<Feature> features() {
        return Set.of(Feature.CALLS, Feature.QUEUES, Feature.LOCKS, Feature.STORAGE);
    }

    @Override
    public Set<Transport> transports() {
        return Set.of(Transport.TCP);
    }

    @Override
    public Set<Boolean> polling() {
        return Set.of(false);
    }

    @Override
    public PeerServer serve(Setup setup) throws IOException {
        return new RawServer(new ServerSocket(0, Loopback.BACKLOG, Loopback.HOST));
    }

    @Override
    public PeerClient connect(Setup setup, String address) {
        return new RawClient(Integer.parseInt(address));
    }

    /** Opens a connection for one purpose. */
    static Socket open(int port, Greeting greeting) throws IOException {
        Socket socket = new Socket(Loopback.HOST, port);
        try {
            socket.setTcpNoDelay(true);
            socket.getOutputStream().write(greeting.toBytes());
            return socket;
        } catch (IOException failed) {
            socket.close();
            throw failed;
        }
    }
}
