package dev.steward.benchmarks.workloads;

import dev.steward.benchmarks.peers.Feature;
import dev.steward.benchmarks.peers.PeerClient;
import java.util.List;

/**
 * Something to measure.
 *
 * @param id what options and tables call it, such as {@code W4}
 * @param variant which figure of it, such as {@code hand-off}
 * @param description what it does, for the help of the command
 * @param feature what a peer must have for it
 * @param unit what the figure says
 * @param placed whether it is measured in every placement rather than only where the scheduler puts the processes
 * @param roles what each client process does, one process for each role
 */
public record Workload(
        String id, String variant, String description, Feature feature, Unit unit, boolean placed, List<Role> roles) {

    /** How many threads call at once in W2. */
    public static final int THREADS = 64;

    /** All workloads, in the order of the tables. */
    public static final List<Workload> ALL = List.of(
            new Workload(
                    "W1",
                    "call",
                    "one caller's synchronous call: get, append, put in turn; sockets echo 64 bytes",
                    Feature.CALLS,
                    Unit.MICROS_PER_OPERATION,
                    true,
                    List.of(client -> new Calls(client, 1))),
            new Workload(
                    "W2",
                    THREADS + " threads",
                    "the calls of W1 from " + THREADS + " threads of one process",
                    Feature.CALLS,
                    Unit.PER_SECOND,
                    false,
                    List.of(client -> new Calls(client, THREADS))),
            new Workload(
                    "W4",
                    "hand-off",
                    "one process puts into a queue, another one takes; sockets relay records of 64 bytes",
                    Feature.QUEUES,
                    Unit.PER_SECOND,
                    false,
                    List.of(Producer::new, Consumer::new)),
            new Workload(
                    "W4",
                    "ping-pong",
                    "a number goes to another process through one queue and comes back through a second one",
                    Feature.QUEUES,
                    Unit.MICROS_PER_OPERATION,
                    false,
                    List.of(Ping::new, Pong::new)));

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
