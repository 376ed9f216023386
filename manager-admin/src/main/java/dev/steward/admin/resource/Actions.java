package dev.steward.admin.resource;

import dev.steward.admin.http.AdminRight;
import dev.steward.admin.http.HttpRefusal;
import dev.steward.admin.http.HttpRequest;
import dev.steward.admin.http.HttpResponse;
import dev.steward.admin.json.InspectionJson;
import dev.steward.admin.watch.Happenings;
import dev.steward.api.Inspection;
import dev.steward.api.ObjectInspection;
import dev.steward.api.Requeued;
import dev.steward.server.ServerView;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Printable;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What puts right what others hold. By the worker; each is logged, with who did it. */
final class Actions {

    private static final Logger LOG = LoggerFactory.getLogger(Actions.class);

    private static final String ID = "id";

    private static final String MEANT_BY_ID = "the number of the object that is meant, whatever else is called so";

    private static final Map<String, String> MEANT = Map.of(ID, MEANT_BY_ID);

    private final ServerView host;
    private final Looks looks;
    private final Happenings happenings;

    Actions(ServerView host, Looks looks, Happenings happenings) {
        this.host = host;
        this.looks = looks;
        this.happenings = happenings;
    }

    private static Resource action(
            String method,
            String path,
            String says,
            Map<String, String> takes,
            Shape returns,
            BiFunction<HttpRequest, Map<String, String>, @Nullable Object> json) {
        return new Resource(
                method,
                Looks.API + path,
                AdminRight.ACT,
                Resource.Place.BY_WORKER,
                says,
                takes,
                returns,
                false,
                Resource.answering((request, words) -> HttpResponse.json(HttpResponse.OK, json.apply(request, words))));
    }

    Resource release() {
        return action(
                "POST",
                "/objects/{object}/release",
                "Takes a lock, permits or elements in delivery back from whoever has them, as steward release --json does.",
                MEANT,
                Shape.RELEASED,
                (request, words) -> {
                    ObjectInspection found = one(request, words);
                    long released = host.inspection().release(found.object().objectId());
                    done(request, "released " + called(found) + ": " + released, Operation.OBJECT_TAKE_BACK, found);
                    Map<String, @Nullable Object> json = InspectionJson.objectWithClients(found);
                    json.put("released", released);
                    return json;
                });
    }

    Resource purge() {
        return action(
                "POST",
                "/objects/{object}/purge",
                "Drops all elements of a queue, list, dict, set or namespace, as steward purge --json does.",
                MEANT,
                Shape.PURGED,
                (request, words) -> {
                    ObjectInspection found = one(request, words);
                    long dropped = host.inspection().purge(found.object().objectId());
                    done(
                            request,
                            "purged " + called(found) + ": " + dropped + " elements",
                            Operation.OBJECT_PURGE,
                            found);
                    Map<String, @Nullable Object> json = InspectionJson.object(found);
                    json.put("dropped", dropped);
                    return json;
                });
    }

    Resource requeue() {
        return action(
                "POST",
                "/objects/{object}/requeue",
                "Puts dead letters back into the queues that gave them up, as steward requeue --json does.",
                Map.of(ID, MEANT_BY_ID, "limit", "at most so many, the first ones"),
                Shape.REQUEUED,
                (request, words) -> {
                    int most = request.number("limit", Integer.MAX_VALUE, Integer.MAX_VALUE);
                    ObjectInspection found = one(request, words);
                    Requeued requeued = host.inspection().requeue(found.object().objectId(), most);
                    done(
                            request,
                            "requeued dead letters of " + called(found) + ": " + requeued.requeued() + ", "
                                    + (requeued.withoutRoom() + requeued.ended()) + " stayed",
                            Operation.OBJECT_REQUEUE,
                            found);
                    return InspectionJson.requeued(found, requeued);
                });
    }

    Resource kick() {
        return action(
                "POST",
                "/sessions/{session}/kick",
                "Ends a session as if its process had died, as steward kick --json does.",
                Map.of(),
                Shape.KICKED,
                (request, words) -> {
                    String ended = host.inspection().kick(words.getOrDefault("session", ""));
                    done(request, "ended session " + ended, Operation.KICK, 0, List.of(ended));
                    return Map.of("session", ended);
                });
    }

    Resource delete() {
        return action(
                "DELETE",
                "/names/{name}",
                "Removes the name of an object, as steward delete --json does.",
                Map.of(),
                Shape.DELETED,
                (request, words) -> {
                    String name = words.getOrDefault("name", "");
                    if (!host.deleteName(name)) {
                        throw new HttpRefusal(HttpRefusal.NOT_FOUND, "there is no object named '" + name + "'");
                    }
                    done(request, "removed the name '" + name + "'", Operation.DELETE, 0, List.of(name));
                    return Map.of("name", name, "deleted", true);
                });
    }

    private ObjectInspection one(HttpRequest request, Map<String, String> words) {
        List<ObjectInspection> found = looks.found(request, words, Inspection.FEW);
        if (found.size() > 1) {
            throw new HttpRefusal(
                    HttpRefusal.CONFLICT,
                    "this is the typeid of " + found.size()
                            + " objects: give a name or a number, which /api/v1/objects has");
        }
        return found.get(0);
    }

    private static String called(ObjectInspection found) {
        String name = found.object().name();
        return found.object().typeId() + " " + found.object().objectId() + (name == null ? "" : " '" + name + "'");
    }

    private void done(HttpRequest request, String text, Operation operation, ObjectInspection object) {
        String name = object.object().name();
        done(request, text, operation, object.object().objectId().value(), name == null ? List.of() : List.of(name));
    }

    private void done(HttpRequest request, String text, Operation operation, long object, List<String> names) {
        LOG.info("{} {}", request.peer(), Printable.of(text));
        host.forced(request.peer(), operation, object, names);
        happenings.changed(request.peer(), text);
    }
}
