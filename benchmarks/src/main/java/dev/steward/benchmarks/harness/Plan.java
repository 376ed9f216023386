package dev.steward.benchmarks.harness;

import dev.steward.benchmarks.peers.Peer;
import dev.steward.benchmarks.peers.Peers;
import dev.steward.benchmarks.peers.Transport;
import dev.steward.benchmarks.workloads.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is to be measured, and for how long.
 *
 * @param workloads what is done
 * @param peers with whom; the references are among them
 * @param transports on what; the raw socket always travels on its own
 * @param placements where, if something else is wanted than what fits each workload
 * @param times how often and how long
 * @param java the JDK of all processes
 */
public record Plan(
        List<Workload> workloads,
        List<Peer> peers,
        Set<Transport> transports,
        Optional<Set<Placement>> placements,
        Times times,
        JavaHome java) {

    /** How long it takes until processes are up, in the estimate. */
    private static final Duration TO_START = Duration.ofMillis(1_200);

    /**
     * How often and how long something is measured.
     *
     * @param rounds how often
     * @param warmUp how long each contender runs before the first round
     * @param settle how long it runs before each measurement, after its processes were placed
     * @param measure how long it is measured
     */
    public record Times(int rounds, Duration warmUp, Duration settle, Duration measure) {}

    /** Returns all who take part in a workload. */
    List<Contender> contenders(Workload workload) {
        List<Contender> contenders = new ArrayList<>();
        for (Peer peer : peers) {
            if (!peer.features().contains(workload.feature())) {
                continue;
            }
            for (Transport transport : Transport.values()) {
                boolean wanted = transports.contains(transport) || peer.equals(Peers.RAW);
                if (wanted && peer.transports().contains(transport)) {
                    contenders.add(new Contender(
                            workload, peer, transport, peer.polling().contains(true)));
                }
            }
        }
        return contenders;
    }

    /** Returns where a workload is measured, of what is possible here. */
    List<Placement> placements(Workload workload, Cores cores) {
        Set<Placement> wanted =
                placements.orElseGet(() -> workload.placed() ? Set.of(Placement.values()) : Set.of(Placement.FREE));
        return cores.placements().stream().filter(wanted::contains).toList();
    }

    /** Returns about how long it all takes. */
    Duration estimate(Cores cores) {
        Duration all = Duration.ZERO;
        Duration once = times.settle().plus(times.measure());
        for (Workload workload : workloads) {
            Duration each = TO_START.plus(times.warmUp())
                    .plus(once.multipliedBy(
                            (long) times.rounds() * placements(workload, cores).size()));
            all = all.plus(each.multipliedBy(contenders(workload).size()));
        }
        return all;
    }
}
