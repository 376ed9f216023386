package dev.steward.benchmarks.peers;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All peers, in the order of the tables. */
public final class Peers {

    /** The peer that ratios refer to. */
    public static final Peer RAW = new RawPeer();

    /** The sockets that take part in every round: what a plain connection costs, and what one that polls does. */
    public static final List<Peer> REFERENCES = List.of(RAW, new PolledPeer());

    /** All peers. */
    public static final List<Peer> ALL =
            Stream.concat(REFERENCES.stream(), Stream.of(new StewardPeer())).toList();

    private Peers() {}

    /** Returns the peer with a name. */
    public static Optional<Peer> named(String name) {
        return ALL.stream().filter(peer -> peer.name().equals(name)).findFirst();
    }
}
