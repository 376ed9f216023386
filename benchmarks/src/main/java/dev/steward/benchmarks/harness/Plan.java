package dev.steward.benchmarks.harness;

import dev.steward.benchmarks.peers.Peer;
import dev.steward.benchmarks.peers.Transport;
import dev.steward.benchmarks.peers.steward.StewardPeer;
import dev.steward.benchmarks.workloads.Workload;
import dev.steward.benchmarks.workloads.Workload.Trait;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is to be measured, and for how long.
 *
 * @param workloads what is done
 * @param peers with whom, and on what
 * @param referenced whether the reference of each workload takes part in any case, on its own transport
 * @param placements where, if something else is wanted than what fits each workload
 * @param times how often and how long
 * @param java the JDK of all processes
 */
public record Plan(
        List<Workload> workloads,
        Map<Peer, Set<Transport>> peers,
        boolean referenced,
        Optional<Set<Placement>> placements,
        Times times,
        JavaHome java) {

    /** How long it takes until processes are up, and gone afterwards, in the estimate. */
    private static final Duration TO_START = Duration.ofSeconds(2);

    /** The plain socket has little to compile: what would come after this changes nothing, docs/performance.md. */
    private static final Duration LONGEST_OF_THE_SOCKET = Duration.ofSeconds(5);

    /**
     * How often and how long something is measured.
     *
     * @param rounds how often
     * @param warmUp how long Steward runs before the first round
     * @param warmUpOfPeers how long everybody else does, the plain socket at most 5 s
     * @param settle how long it runs before each measurement, after its processes were placed
     * @param measure how long it is measured
     */
    public record Times(int rounds, Duration warmUp, Duration warmUpOfPeers, Duration settle, Duration measure) {

        /** All warm up for as long. */
        public Times(int rounds, Duration warmUp, Duration settle, Duration measure) {
            this(rounds, warmUp, warmUp, settle, measure);
        }
    }

    /** Returns all who take part in a workload: whoever was asked for, and the reference. */
    List<Contender> contenders(Workload workload) {
        List<Contender> contenders = new ArrayList<>();
        for (Peer peer : Peers.ALL) {
            if (!peer.features().contains(workload.feature())) {
                continue;
            }
            boolean compared = workload.traits().contains(Trait.POLLING_COMPARED);
            boolean polls = peer.polling().contains(true);
            for (Transport transport : peer.transports().stream().sorted().toList()) {
                for (boolean polling : compared ? new TreeSet<>(peer.polling()) : Set.of(polls)) {
                    Contender contender = new Contender(workload, peer, transport, polling);
                    if (isWanted(contender)) {
                        contenders.add(contender);
                    }
                }
            }
        }
        return contenders;
    }

    private boolean isWanted(Contender contender) {
        return (referenced && contender.isReference())
                || peers.getOrDefault(contender.peer(), Set.of()).contains(contender.transport());
    }

    /** Returns how long a contender runs before the first round. */
    Duration warmUp(Contender contender) {
        if (contender.peer() instanceof StewardPeer) {
            return times.warmUp();
        }
        boolean isLonger = times.warmUpOfPeers().compareTo(LONGEST_OF_THE_SOCKET) > 0;
        return contender.peer().equals(Peers.RAW) && isLonger ? LONGEST_OF_THE_SOCKET : times.warmUpOfPeers();
    }

    /** Returns where a workload is measured, of what is possible here. */
    List<Placement> placements(Workload workload, Cores cores) {
        Set<Placement> wanted = placements.orElseGet(
                () -> workload.traits().contains(Trait.PLACED) ? Set.of(Placement.values()) : Set.of(Placement.FREE));
        return cores.placements().stream().filter(wanted::contains).toList();
    }

    /** Returns about how long it all takes. */
    Duration estimate(Cores cores) {
        Duration all = Duration.ZERO;
        Duration once = times.settle().plus(times.measure());
        for (Workload workload : workloads) {
            Duration rounds = once.multipliedBy(
                    (long) times.rounds() * placements(workload, cores).size());
            for (Contender contender : contenders(workload)) {
                all = all.plus(TO_START).plus(warmUp(contender)).plus(rounds);
            }
        }
        return all;
    }
}
