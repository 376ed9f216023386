package dev.steward.admin.resource;

import dev.steward.admin.http.AdminRight;
import dev.steward.admin.http.HttpRequest;
import dev.steward.admin.http.HttpResponse;
import dev.steward.admin.json.CallRates;
import dev.steward.admin.json.InspectionJson;
import dev.steward.api.Inspection;
import dev.steward.api.ObjectInspection;
import dev.steward.api.SessionInspection;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** What looking into a server tells. By the worker, one at a time. */
final class Looks {

    static final String API = "/api/v1";

    /** As many holders and waiters as an object tells of. */
    private static final int MOST = 2_000;

    private static final int MOST_ELEMENTS = 1_000;
    private static final int FEW_ELEMENTS = 100;

    private final Inspection inspection;
    private final CallRates rates = new CallRates();

    Looks(Inspection inspection) {
        this.inspection = inspection;
    }

    private static Resource look(
            String path,
            String says,
            Map<String, String> takes,
            BiFunction<HttpRequest, Map<String, String>, HttpResponse> answer) {
        return new Resource("GET", API + path, AdminRight.LOOK, Resource.Place.BY_WORKER, says, takes, answer);
    }

    Resource objects() {
        return look(
                "/objects",
                "Lists the objects, as steward ls --json does.",
                Map.of(
                        "all", "true for objects without a name too",
                        "type", "only objects of this typeid",
                        "text", "only objects that have this in their name or typeid"),
                (request, words) -> {
                    boolean all = request.text("all", "false").equals("true");
                    String type = request.text("type", "");
                    String text = request.text("text", "");
                    return HttpResponse.json(
                            HttpResponse.OK,
                            inspection.objects(0).stream()
                                    .filter(found -> all || found.object().name() != null)
                                    .filter(found -> type.isEmpty()
                                            || type.equals(found.object().typeId()))
                                    .filter(found -> isMeant(found, text))
                                    .map(InspectionJson::object)
                                    .toList());
                });
    }

    private static boolean isMeant(ObjectInspection found, String text) {
        String name = found.object().name();
        return (name != null && name.contains(text)) || found.object().typeId().contains(text);
    }

    Resource object() {
        return look(
                "/objects/{object}",
                "Shows the objects of a name, a number or a typeid with who holds them and who waits, as steward who --json"
                        + " does; one alone with its first elements, as steward show --json does.",
                Map.of(
                        "limit", "at most so many holders and waiters of each (default 100)",
                        "elements", "at most so many elements (default 100)"),
                (request, words) -> {
                    List<ObjectInspection> found = inspection.objects(
                            words.getOrDefault("object", ""), request.number("limit", Inspection.FEW, MOST));
                    int elements = request.number("elements", FEW_ELEMENTS, MOST_ELEMENTS);
                    return HttpResponse.json(
                            HttpResponse.OK,
                            found.size() == 1
                                    ? List.of(withElements(found.get(0), elements))
                                    : found.stream()
                                            .map(InspectionJson::objectWithClients)
                                            .toList());
                });
    }

    private Map<String, @Nullable Object> withElements(ObjectInspection found, int most) {
        // One more than are shown tells whether there is one.
        List<@Nullable Object> read = inspection.peek(found.object().objectId(), most + 1);
        Map<String, @Nullable Object> json = InspectionJson.objectWithClients(found);
        json.put("values", read.subList(0, Math.min(most, read.size())));
        json.put("more", read.size() > most);
        return json;
    }

    Resource sessions() {
        return look(
                "/sessions", "Lists who is connected, as steward sessions --json does.", Map.of(), (request, words) -> {
                    List<SessionInspection> sessions = inspection.sessions();
                    CallRates.Round round = rates.next(sessions);
                    return HttpResponse.json(
                            HttpResponse.OK,
                            sessions.stream()
                                    .map(session -> InspectionJson.session(session, round.of(session)))
                                    .toList());
                });
    }
}
