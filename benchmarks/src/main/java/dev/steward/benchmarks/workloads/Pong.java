package dev.steward.benchmarks.workloads;

import dev.steward.benchmarks.peers.PeerClient;
import dev.steward.benchmarks.peers.Receiver;
import dev.steward.benchmarks.peers.Sender;

/** Sends back what {@link Ping} sends. */
final class Pong implements Part {

    private final Receiver there;
    private final Sender back;

    Pong(PeerClient client) throws Exception {
        there = client.receiver(0);
        back = client.sender(1);
    }

    @Override
    public Outcome run(long nanos) throws Exception {
        long number = there.take();
        while (number != Producer.END) {
            back.put(number);
            number = there.take();
        }
        return Outcome.COMPANION;
    }
}
