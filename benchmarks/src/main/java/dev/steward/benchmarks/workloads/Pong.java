package dev.steward.benchmarks.workloads;

import dev.steward.benchmarks.peers.Inlet;
import dev.steward.benchmarks.peers.Outlet;
import dev.steward.benchmarks.peers.PeerClient;

/** Sends back what {@link Ping} sends. */
final class Pong implements Part {

    private final Outlet there;
    private final Inlet back;

    Pong(PeerClient client) throws Exception {
        there = client.outlet(0);
        back = client.inlet(1);
    }

    @Override
    public RunReport run(long nanos) throws Exception {
        long number = there.take();
        while (number != QueueFeeder.END) {
            back.put(number);
            number = there.take();
        }
        return RunReport.COMPANION;
    }
}
