package dev.steward.benchmarks.workloads;

import dev.steward.benchmarks.peers.Feature;
import dev.steward.benchmarks.peers.PeerClient;
import java.util.List;
import java.util.Set;

/**
 * Something to measure.
 *
 * @param id what options and tables call it, such as {@code W4}
 * @param variant which figure of it, such as {@code hand-off}
 * @param description what it does, for the help of the command
 * @param feature what a peer must have for it
 * @param unit what the figure says
 * @param traits what is special in how it is measured
 * @param roles what each client process does, one process for each role
 */
public record Workload(
        String id,
        String variant,
        String description,
        Feature feature,
        Unit unit,
        Set<Trait> traits,
        List<Role> roles) {

    /** What is special in how a workload is measured. */
    public enum Trait {
        /** It is measured in every placement, not only where the scheduler puts the processes. */
        PLACED,
        /** Peers that can both poll and leave it do both, and the variant says which. */
        POLLING_COMPARED,
        /** A blocking socket has no such thing: ratios are to Netty. */
        NETTY_IS_REFERENCE
    }

    /** Makes what one client process does. */
    @FunctionalInterface
    public interface Role {

        /**
         * Opens what the part needs.
         *
         * @throws Exception if the server cannot be reached
         */
        Part open(PeerClient client) throws Exception;
    }

    private static final int MANY_THREADS = 64;
    private static final int CONTENDING_THREADS = 8;
    private static final int MEGABYTE = 1 << 20;

    /** All workloads, in the order of the tables. */
    public static final List<Workload> ALL = List.of(
            new Workload(
                    "W1",
                    "call",
                    "one caller's synchronous call: get, append, put in turn; sockets and Netty echo 64 bytes",
                    Feature.CALLS,
                    Unit.MICROS_PER_OPERATION,
                    Set.of(Trait.PLACED),
                    List.of(client -> new Calls(client, 1))),
            new Workload(
                    "W2",
                    MANY_THREADS + " threads",
                    "the calls of W1 from " + MANY_THREADS + " threads of one process",
                    Feature.CALLS,
                    Unit.PER_SECOND,
                    Set.of(),
                    List.of(client -> new Calls(client, MANY_THREADS))),
            new Workload(
                    "W3",
                    "asynchronous",
                    "calls that do not wait for each other, 512 at once: Netty echoes, Steward adds to a shared value"
                            + " with async(); ratios are to Netty",
                    Feature.PIPELINE,
                    Unit.PER_SECOND,
                    Set.of(Trait.NETTY_IS_REFERENCE),
                    List.of(AsyncCalls::new)),
            new Workload(
                    "W4",
                    "hand-off",
                    "one process puts into a queue, each put answered, another one takes; sockets relay 64 bytes",
                    Feature.QUEUES,
                    Unit.PER_SECOND,
                    Set.of(),
                    List.of(QueueFeeder::new, QueueTaker::new)),
            new Workload(
                    "W4",
                    "ping-pong",
                    "a number goes to another process through one queue and comes back through a second one",
                    Feature.QUEUES,
                    Unit.MICROS_PER_OPERATION,
                    Set.of(),
                    List.of(Ping::new, Pong::new)),
            new Workload(
                    "W5",
                    CONTENDING_THREADS + " threads",
                    CONTENDING_THREADS + " threads take and release one lock",
                    Feature.LOCKS,
                    Unit.PER_SECOND,
                    Set.of(),
                    List.of(client -> new LockCycles(client, CONTENDING_THREADS))),
            new Workload(
                    "W6",
                    "1 MB",
                    "a payload is put and got back; the bytes of both ways count",
                    Feature.STORAGE,
                    Unit.MEGABYTES_PER_SECOND,
                    Set.of(),
                    List.of(client -> new Payloads(client, MEGABYTE))),
            new Workload(
                    "W6",
                    "16 MB",
                    "the same with a payload that is larger than a frame of Steward",
                    Feature.STORAGE,
                    Unit.MEGABYTES_PER_SECOND,
                    Set.of(),
                    List.of(client -> new Payloads(client, 16 * MEGABYTE))),
            new Workload(
                    "W8",
                    "call",
                    "processor time of the server for a call of W1, with polling at both ends and without",
                    Feature.CALLS,
                    Unit.SERVER_MICROS_PER_OPERATION,
                    Set.of(Trait.POLLING_COMPARED),
                    List.of(client -> new Calls(client, 1))));

    /** Returns id and variant: what no other workload has. */
    public String name() {
        return id + " " + variant;
    }

    /** Returns the workload of a {@link #name}. */
    public static Workload named(String name) {
        return ALL.stream()
                .filter(workload -> workload.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no workload '" + name + "'"));
    }
}
