package dev.steward.benchmarks.workloads;

import dev.steward.benchmarks.peers.Outlet;
import dev.steward.benchmarks.peers.PeerClient;
import dev.steward.benchmarks.peers.WrongAnswerException;

/** Takes what the {@link QueueFeeder} puts and checks that nothing is missing, double or out of order. */
final class QueueTaker implements Part {

    private final Outlet outlet;
    private long next;

    QueueTaker(PeerClient client) throws Exception {
        outlet = client.outlet(0);
    }

    @Override
    public RunReport run(long nanos) throws Exception {
        long first = next;
        long element = outlet.take();
        // From the first element on: when the feeder began is not known here.
        long start = System.nanoTime();
        while (element != QueueFeeder.END) {
            WrongAnswerException.unlessEqual("element", next, element);
            next++;
            element = outlet.take();
        }
        return new RunReport(next - first, System.nanoTime() - start);
    }
}
