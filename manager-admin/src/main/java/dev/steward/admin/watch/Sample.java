package dev.steward.admin.watch;

import dev.steward.admin.json.CallRates;
import dev.steward.api.ObjectInspection;
import dev.steward.api.ServerInspection;
import dev.steward.api.SessionInspection;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a server had at one time, or nearly.
 *
 * @param time when it was asked
 * @param took how long it took to ask
 * @param server the server as a whole
 * @param objects all objects, without their holders and waiters
 * @param sessions all sessions
 * @param rates how many calls a second each made
 * @param calls how many calls were seen since the endpoint was opened, in whatever sessions
 */
public record Sample(
        Instant time,
        Duration took,
        ServerInspection server,
        List<ObjectInspection> objects,
        List<SessionInspection> sessions,
        CallRates.Round rates,
        long calls) {

    /** Returns how many calls wait. */
    public long waiting() {
        return objects.stream().mapToLong(found -> found.object().waiting()).sum();
    }

    /** Returns how much is held. */
    public long holding() {
        return objects.stream().mapToLong(ObjectInspection::holding).sum();
    }

    /** Returns how many elements queues have. */
    public long elements() {
        return objects.stream()
                .mapToLong(found -> Math.max(0, found.elements()))
                .sum();
    }

    /** Returns it in a few numbers, as JSON. */
    Map<String, @Nullable Object> totals() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("time", time.toString());
        json.put("sessions", sessions.size());
        json.put("objects", objects.size());
        json.put("callsPerSecond", rates.ofAll());
        json.put("waiting", waiting());
        json.put("holding", holding());
        json.put("elements", elements());
        return json;
    }
}
