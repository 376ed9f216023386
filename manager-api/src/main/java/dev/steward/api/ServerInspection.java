package dev.steward.api;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A server as a whole, as {@link Inspection#server} tells it.
 *
 * @param address where it listens, such as {@code 127.0.0.1:8080}
 * @param isDraining whether it is about to end and takes no new calls
 * @param heapBytes how many bytes of heap are in use that count for the limit {@code HEAP_PERCENT}
 * @param mostHeapBytes how many that may be; what would be more is refused
 * @param heldBytes how many bytes of memory it holds for its clients
 * @param loopDelays for how long each event loop has not come to the task that it is given each second, or needed for the last one;
 *     empty unless the server has a gateway that watches them, such as an admin endpoint
 * @param limits what each limit is set to, by the name of its {@code ServerLimit}
 */
public record ServerInspection(
        String address,
        boolean isDraining,
        long heapBytes,
        long mostHeapBytes,
        long heldBytes,
        List<Duration> loopDelays,
        Map<String, Long> limits) {

    /** A server as a whole. */
    public ServerInspection {
        loopDelays = List.copyOf(loopDelays);
        limits = Map.copyOf(limits);
    }
}
