package dev.steward.admin.watch;

import dev.steward.admin.json.CallRates;
import dev.steward.api.ObjectDescription;
import dev.steward.api.ObjectId;
import dev.steward.api.ObjectInspection;
import dev.steward.api.ServerInspection;
import dev.steward.api.SessionInspection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A server as a test has it look. */
final class Seen {

    private final List<ObjectInspection> objects = new ArrayList<>();
    private final List<SessionInspection> sessions = new ArrayList<>();
    private ServerInspection server = new ServerInspection(
            "",
            false,
            10,
            100,
            0,
            List.of(),
            Map.of("SESSIONS", 10L, "OBJECTS", 10L, "CONNECTIONS", 40L, "QUEUE_ELEMENTS", 20L));

    Seen server(boolean draining, long heap, Duration... delays) {
        server = new ServerInspection("", draining, heap, 100, 0, List.of(delays), server.limits());
        return this;
    }

    Seen queue(long id, @Nullable String name, long elements, long seconds, long inDelivery) {
        objects.add(new ObjectInspection(
                new ObjectDescription(new ObjectId(id), "queue", name, 1, 0, ""),
                elements,
                elements == 0 ? null : Duration.ofSeconds(seconds),
                inDelivery,
                List.of(),
                List.of()));
        return this;
    }

    Seen session(
            String id,
            @Nullable Duration away,
            List<SessionInspection.Held> holds,
            List<SessionInspection.Held> waits) {
        sessions.add(new SessionInspection(
                new ObjectInspection.Client(id, "client " + id, 1, "127.0.0.1:1"),
                false,
                Duration.ZERO,
                away,
                away == null ? 2 : 0,
                0,
                0,
                holds.size(),
                holds,
                waits.size(),
                waits));
        return this;
    }

    static SessionInspection.Held of(long object, String typeId, @Nullable String name, long seconds, String what) {
        return new SessionInspection.Held(new ObjectId(object), typeId, name, 1, Duration.ofSeconds(seconds), 1, what);
    }

    Sample sample() {
        return new Sample(Instant.EPOCH, Duration.ZERO, server, objects, sessions, new CallRates().next(sessions), 0);
    }
}
