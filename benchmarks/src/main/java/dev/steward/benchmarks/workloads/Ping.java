package dev.steward.benchmarks.workloads;

import dev.steward.benchmarks.peers.PeerClient;
import dev.steward.benchmarks.peers.Receiver;
import dev.steward.benchmarks.peers.Sender;
import dev.steward.benchmarks.peers.WrongAnswerException;

/** Sends a number through one queue and waits until it comes back through the other. */
final class Ping implements Part {

    private final Sender there;
    private final Receiver back;
    private long next;

    Ping(PeerClient client) throws Exception {
        there = client.sender(0);
        back = client.receiver(1);
    }

    @Override
    public Outcome run(long nanos) throws Exception {
        long first = next;
        long start = System.nanoTime();
        while (System.nanoTime() - start < nanos) {
            there.put(next);
            WrongAnswerException.unlessEqual("number that came back", next, back.take());
            next++;
        }
        Outcome outcome = new Outcome(next - first, System.nanoTime() - start);
        there.put(Producer.END);
        return outcome;
    }
}
