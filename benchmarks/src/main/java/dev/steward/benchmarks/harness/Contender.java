package dev.steward.benchmarks.harness;

import dev.steward.benchmarks.peers.Peer;
import dev.steward.benchmarks.peers.Transport;
import dev.steward.benchmarks.workloads.Workload;
import dev.steward.benchmarks.workloads.Workload.Trait;
import java.util.List;

/**
 * A peer in a workload: what a line of the table is about, but for the placement.
 *
 * @param workload what is done
 * @param peer with whom
 * @param transport what the bytes travel on
 * @param polling whether the peer may poll before it blocks
 */
record Contender(Workload workload, Peer peer, Transport transport, boolean polling) {

    /** Returns which figure of the workload it is, in the words of the table. */
    String variant() {
        if (!workload.traits().contains(Trait.POLLING_COMPARED)) {
            return workload.variant();
        }
        return polling ? "polling on" : "polling off";
    }

    /** Returns whether others are compared with this one. */
    boolean isReference() {
        boolean netty = workload.traits().contains(Trait.NETTY_IS_REFERENCE);
        return peer.equals(netty ? Peers.NETTY : Peers.RAW);
    }

    /** Returns what tells another process about this one; {@link #ofArguments} reads it. */
    List<String> toArguments() {
        return List.of(workload.name(), peer.name(), transport.name(), Boolean.toString(polling));
    }

    static Contender ofArguments(String... arguments) {
        return new Contender(
                Workload.named(arguments[0]),
                Peers.named(arguments[1]).orElseThrow(),
                Transport.valueOf(arguments[2]),
                Boolean.parseBoolean(arguments[3]));
    }

    @Override
    public String toString() {
        return workload.id() + " " + variant() + ", " + peer.name() + " over " + transport;
    }
}
