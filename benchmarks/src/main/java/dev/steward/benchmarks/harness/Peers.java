package dev.steward.benchmarks.harness;

import dev.steward.benchmarks.peers.Peer;
import dev.steward.benchmarks.peers.netty.NettyPeer;
import dev.steward.benchmarks.peers.rmi.RmiPeer;
import dev.steward.benchmarks.peers.socket.PolledPeer;
import dev.steward.benchmarks.peers.socket.RawPeer;
import dev.steward.benchmarks.peers.steward.StewardPeer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All peers, in the order of the tables. */
public final class Peers {

    /** What ratios refer to. */
    public static final Peer RAW = new RawPeer();

    /** What the ratios of asynchronous calls refer to. */
    public static final Peer NETTY = new NettyPeer();

    /** What the guard's ratios refer to. */
    public static final Peer RMI = new RmiPeer();

    /** The sockets that take part in every round: what a plain connection costs, and what one that polls does. */
    public static final List<Peer> SOCKETS = List.of(RAW, new PolledPeer());

    /** What is measured. */
    public static final Peer STEWARD = StewardPeer.usual();

    /** The same while it is looked at: what that costs. Only by its name. */
    public static final Peer WATCHED = StewardPeer.watched();

    /** All peers. */
    public static final List<Peer> ALL = Stream.concat(SOCKETS.stream(), Stream.of(NETTY, RMI, STEWARD, WATCHED))
            .toList();

    private Peers() {}

    /** Returns the peer with a name. */
    public static Optional<Peer> named(String name) {
        return ALL.stream().filter(peer -> peer.name().equals(name)).findFirst();
    }
}
