package dev.steward.benchmarks.workloads;

import dev.steward.benchmarks.peers.PeerClient;
import dev.steward.benchmarks.peers.Pipeline;

/** One thread whose calls do not wait for each other. */
final class AsyncCalls implements Part {

    private final Pipeline pipeline;

    AsyncCalls(PeerClient client) throws Exception {
        pipeline = client.pipeline();
    }

    @Override
    public RunReport run(long nanos) throws Exception {
        long start = System.nanoTime();
        long operations = pipeline.run(nanos);
        return new RunReport(operations, System.nanoTime() - start);
    }
}
