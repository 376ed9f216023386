package dev.steward.admin.resource;

import dev.steward.admin.http.AdminRight;
import dev.steward.admin.http.HttpRefusal;
import dev.steward.admin.http.HttpResponse;
import dev.steward.server.ServerView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether a server lives, and whether it should be given work. Any thread; nothing blocks. */
final class Health {

    private final ServerView host;

    Health(ServerView host) {
        this.host = host;
    }

    Resource live() {
        return new Resource(
                "GET",
                "/live",
                AdminRight.NONE,
                Resource.Place.PROBE,
                "Says that the process lives: if this is not answered, start it again.",
                Map.of(),
                Shape.HEALTH,
                false,
                Resource.answering((request, words) -> told(HttpResponse.OK, "live", true, List.of())));
    }

    Resource ready() {
        return new Resource(
                "GET",
                "/ready",
                AdminRight.NONE,
                Resource.Place.PROBE,
                "Says whether the server takes calls: 503 while it is about to end, its heap or the disk of its log is full, or a loop is held.",
                Map.of(),
                Shape.HEALTH,
                false,
                Resource.answering((request, words) -> {
                    List<String> why = host.faults();
                    return told(why.isEmpty() ? HttpResponse.OK : HttpRefusal.OVERLOADED, "ready", why.isEmpty(), why);
                }));
    }

    private static HttpResponse told(int status, String what, boolean holds, List<String> why) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put(what, holds);
        json.put("why", why);
        return HttpResponse.json(status, json);
    }
}
