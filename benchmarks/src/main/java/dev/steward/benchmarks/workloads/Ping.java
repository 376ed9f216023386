package dev.steward.benchmarks.workloads;

import dev.steward.benchmarks.peers.Inlet;
import dev.steward.benchmarks.peers.Outlet;
import dev.steward.benchmarks.peers.PeerClient;
import dev.steward.benchmarks.peers.WrongAnswerException;

/** Sends a number through one queue and waits until it comes back through the other. */
final class Ping implements Part {

    private final Inlet there;
    private final Outlet back;
    private long next;

    Ping(PeerClient client) throws Exception {
        there = client.inlet(0);
        back = client.outlet(1);
    }

    @Override
    public RunReport run(long nanos) throws Exception {
        long first = next;
        long start = System.nanoTime();
        while (System.nanoTime() - start < nanos) {
            there.put(next);
            WrongAnswerException.unlessEqual("number that came back", next, back.take());
            next++;
        }
        RunReport report = new RunReport(next - first, System.nanoTime() - start);
        there.put(QueueFeeder.END);
        return report;
    }
}
