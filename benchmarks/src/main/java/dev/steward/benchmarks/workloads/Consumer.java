package dev.steward.benchmarks.workloads;

import dev.steward.benchmarks.peers.PeerClient;
import dev.steward.benchmarks.peers.Receiver;
import dev.steward.benchmarks.peers.WrongAnswerException;

/** Takes what the {@link Producer} puts and checks that nothing is missing, double or out of order. */
final class Consumer implements Part {

    private final Receiver receiver;
    private long next;

    Consumer(PeerClient client) throws Exception {
        receiver = client.receiver(0);
    }

    @Override
    public Outcome run(long nanos) throws Exception {
        long first = next;
        long element = receiver.take();
        // From the first element on: when the producer began is not known here.
        long start = System.nanoTime();
        while (element != Producer.END) {
            WrongAnswerException.unlessEqual("element", next, element);
            next++;
            element = receiver.take();
        }
        return new Outcome(next - first, System.nanoTime() - start);
    }
}
