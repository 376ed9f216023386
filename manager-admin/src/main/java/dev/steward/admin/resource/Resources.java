package dev.steward.admin.resource;

import dev.steward.admin.http.AdminRight;
import dev.steward.admin.http.HttpResponse;
import dev.steward.admin.watch.EventHub;
import dev.steward.admin.watch.Happenings;
import dev.steward.admin.watch.Sampler;
import dev.steward.admin.watch.Warnings;
import dev.steward.server.ServerView;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Everything that can be asked for. Stateless. */
final class Resources {

    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    private Resources() {}

    /**
     * Returns a row per resource.
     *
     * @param metrics returns the meters as Prometheus takes them; asked by the worker
     */
    static List<Resource> of(
            ServerView host,
            Sampler sampler,
            Warnings warnings,
            Happenings happenings,
            EventHub hub,
            Supplier<String> metrics) {
        Health health = new Health(host);
        Looks looks = new Looks(host, sampler, warnings);
        Actions actions = new Actions(host, looks, happenings);
        List<Resource> all = new ArrayList<>(List.of(
                health.live(),
                health.ready(),
                looks.objects(),
                looks.object(),
                looks.pools(),
                looks.sessions(),
                looks.warnings(),
                looks.limits(),
                looks.events(),
                looks.history(),
                looks.members(),
                looks.server(),
                actions.release(),
                actions.purge(),
                actions.requeue(),
                actions.kick(),
                actions.delete(),
                metrics(metrics),
                events(sampler, hub),
                Page.resource()));
        all.add(Description.of(all));
        return all;
    }

    private static Resource metrics(Supplier<String> metrics) {
        return new Resource(
                "GET",
                "/metrics",
                AdminRight.LOOK,
                Resource.Place.BY_WORKER,
                "Tells the meters, as Prometheus takes them.",
                Map.of(),
                null,
                false,
                Resource.answering((request, words) -> new HttpResponse(
                        HttpResponse.OK, PROMETHEUS, metrics.get().getBytes(StandardCharsets.UTF_8))));
    }

    private static Resource events(Sampler sampler, EventHub hub) {
        return new Resource(
                "GET",
                "/events",
                AdminRight.LOOK,
                Resource.Place.BY_WORKER,
                "Streams Server-sent events: history (once), sample (Totals, each second or less often, with warnings) and"
                        + " event (what happens, 50 in a second at most; a sample says how many more were missed).",
                Map.of(),
                null,
                false,
                (request, words, answer) -> {
                    hub.requireRoom();
                    hub.add(answer.stream(), sampler.history());
                });
    }
}
