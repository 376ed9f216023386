package dev.steward.benchmarks.workloads;

import dev.steward.benchmarks.peers.PeerClient;
import dev.steward.benchmarks.peers.Sender;

/** Puts numbers that follow each other, then the end. */
final class Producer implements Part {

    /** What comes after the last element of a run. */
    static final long END = -1;

    private final Sender sender;
    private long next;

    Producer(PeerClient client) throws Exception {
        sender = client.sender(0);
    }

    @Override
    public Outcome run(long nanos) throws Exception {
        long start = System.nanoTime();
        while (System.nanoTime() - start < nanos) {
            sender.put(next);
            next++;
        }
        sender.put(END);
        return Outcome.COMPANION;
    }
}
