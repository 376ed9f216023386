package dev.steward.benchmarks.workloads;

import dev.steward.benchmarks.peers.Inlet;
import dev.steward.benchmarks.peers.PeerClient;

/** Puts numbers that follow each other, then the end. */
final class QueueFeeder implements Part {

    /** What comes after the last element of a run. */
    static final long END = -1;

    private final Inlet inlet;
    private long next;

    QueueFeeder(PeerClient client) throws Exception {
        inlet = client.inlet(0);
    }

    @Override
    public RunReport run(long nanos) throws Exception {
        long start = System.nanoTime();
        while (System.nanoTime() - start < nanos) {
            inlet.put(next);
            next++;
        }
        inlet.put(END);
        return RunReport.COMPANION;
    }
}
