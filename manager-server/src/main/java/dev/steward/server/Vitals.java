package dev.steward.server;

import dev.steward.api.ServerInspection;
import dev.steward.server.admission.Admission;
import dev.steward.server.admission.HeapWatch;
import dev.steward.server.machine.MemoryAccount;
import dev.steward.server.transport.LoopWatch;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How a server as a whole does: how full it is, and whether its loops come to their tasks. Any thread; nothing blocks. */
final class Vitals {

    private final Map<ServerLimit, Long> limits;
    private final Admission admission;
    private final HeapWatch heap;
    private final MemoryAccount account;
    private final @Nullable LoopWatch loops;
    private final Supplier<String> address;

    /** Those of a server; without a watch nothing is known of its loops. */
    Vitals(
            Map<ServerLimit, Long> limits,
            Admission admission,
            HeapWatch heap,
            MemoryAccount account,
            @Nullable LoopWatch loops,
            Supplier<String> address) {
        this.limits = Map.copyOf(limits);
        this.admission = admission;
        this.heap = heap;
        this.account = account;
        this.loops = loops;
        this.address = address;
    }

    String address() {
        return address.get();
    }

    Map<ServerLimit, Long> limits() {
        return limits;
    }

    boolean isDraining() {
        return admission.isDraining();
    }

    long heldBytes() {
        return account.total();
    }

    long heapBytes() {
        return heap.used();
    }

    long mostHeapBytes() {
        return heap.limit();
    }

    List<Duration> loopDelays() {
        return loops == null ? List.of() : loops.delays();
    }

    /** Returns all of it at once. */
    ServerInspection all() {
        Map<String, Long> byName = new LinkedHashMap<>();
        limits.forEach((limit, value) -> byName.put(limit.name(), value));
        return new ServerInspection(
                address(), isDraining(), heapBytes(), mostHeapBytes(), heldBytes(), loopDelays(), byName);
    }
}
