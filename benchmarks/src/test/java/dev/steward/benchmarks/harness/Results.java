package dev.steward.benchmarks.harness;

import dev.steward.benchmarks.workloads.Unit;
import java.util.List;

/** Results that were never measured. */
final class Results {

    static final Result LATENCY =
            result("W1", "call", Unit.MICROS_PER_OPERATION, List.of(9.0, 6.0, 7.5), List.of(1.5, 1.0, 1.25));
    static final Result THROUGHPUT =
            result("W4", "hand-off", Unit.PER_SECOND, List.of(100_000.0, 300_000.0), List.of(0.5, 0.7));
    static final Result ALONE = result("W3", "asynchronous", Unit.PER_SECOND, List.of(5_000.0), List.of());

    private Results() {}

    static Result ofPeer(Result like, String peer, List<Double> figures) {
        return new Result(
                like.workload(),
                like.variant(),
                like.unit(),
                peer,
                like.transport(),
                like.placement(),
                like.jdk(),
                figures,
                List.of());
    }

    private static Result result(
            String workload, String variant, Unit unit, List<Double> figures, List<Double> ratios) {
        return new Result(workload, variant, unit, "steward", "tcp", "same core", "17.0.1", figures, ratios);
    }
}
