package dev.steward.benchmarks.peers.socket;

import dev.steward.benchmarks.peers.Feature;
import dev.steward.benchmarks.peers.Loopback;
import dev.steward.benchmarks.peers.Peer;
import dev.steward.benchmarks.peers.PeerClient;
import dev.steward.benchmarks.peers.PeerServer;
import dev.steward.benchmarks.peers.Setup;
import dev.steward.benchmarks.peers.Transport;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.Set;

/** The limit that polling reaches: channels that do not block, and threads that poll for a while before they wait. */
public final class PolledPeer implements Peer {

    @Override
    public String name() {
        return "polled";
    }

    @Override
    public String description() {
        return "SocketChannel that polls 50 us with Thread.yield() at both ends, then waits in a selector";
    }

    @Override
    public Set<Feature> features() {
        return Set.of(Feature.CALLS, Feature.QUEUES);
    }

    @Override
    public Set<Transport> transports() {
        return Set.of(Transport.TCP, Transport.UNIX);
    }

    @Override
    public Set<Boolean> polling() {
        return Set.of(true);
    }

    @Override
    public PeerServer serve(Setup setup) throws IOException {
        boolean unix = setup.transport() == Transport.UNIX;
        ServerSocketChannel listening =
                unix ? ServerSocketChannel.open(StandardProtocolFamily.UNIX) : ServerSocketChannel.open();
        listening.bind(unix ? UnixDomainSocketAddress.of(setup.socket()) : Loopback.port(0), Loopback.BACKLOG);
        return new PolledServer(listening);
    }

    @Override
    public PeerClient connect(Setup setup, String address) {
        SocketAddress server = setup.transport() == Transport.UNIX
                ? UnixDomainSocketAddress.of(address)
                : Loopback.port(Integer.parseInt(address));
        return new PolledClient(server);
    }
}
