package dev.steward.admin.resource;

import dev.steward.admin.http.AdminRight;
import dev.steward.admin.http.HttpRefusal;
import dev.steward.admin.http.HttpRequest;
import dev.steward.admin.http.HttpResponse;
import dev.steward.admin.json.CallRates;
import dev.steward.admin.json.InspectionJson;
import dev.steward.admin.json.MemberJson;
import dev.steward.admin.json.Shown;
import dev.steward.admin.watch.LimitUse;
import dev.steward.admin.watch.Sampler;
import dev.steward.admin.watch.Warning;
import dev.steward.admin.watch.Warnings;
import dev.steward.api.Inspection;
import dev.steward.api.NoSuchObjectException;
import dev.steward.api.ObjectInspection;
import dev.steward.api.SessionInspection;
import dev.steward.server.ServerView;
import dev.steward.vocabulary.BuiltInType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What looking into a server tells. By the worker, one at a time. */
final class Looks {

    static final String API = "/api/v1";

    /** What was seen so lately need not be looked at again, where somebody says so. */
    private static final Duration RECENT = Duration.ofSeconds(2);

    /** As many holders and waiters as an object tells of. */
    private static final int MOST = 2_000;

    private static final int MOST_ELEMENTS = 1_000;
    private static final int FEW_ELEMENTS = 100;

    /** What is longer is cut, and becomes a text. */
    private static final int LONGEST_VALUE = 10_000;

    /** So many characters of elements are in one answer. */
    private static final int MOST_OF_VALUES = 1 << 20;

    private final Inspection inspection;
    private final Sampler sampler;
    private final Warnings warnings;
    private final Members members;
    private final CallRates rates = new CallRates();

    /** What rows can be sorted by, as {@code ls --sort} and {@code top --sort}. */
    private enum Order {
        ID(Comparator.comparing((ObjectInspection found) -> found.object().objectId())),
        NAME(Comparator.comparing((ObjectInspection found) ->
                Objects.requireNonNullElse(found.object().name(), "\uffff"))),
        TYPE(Comparator.comparing((ObjectInspection found) -> found.object().typeId())),
        WAITING(Comparator.comparingInt(
                        (ObjectInspection found) -> found.object().waiting())
                .reversed()),
        HOLDERS(Comparator.comparingLong(ObjectInspection::holding).reversed()),
        ELEMENTS(Comparator.comparingLong(ObjectInspection::elements).reversed()),
        OLDEST(Comparator.comparing(
                        (ObjectInspection found) -> Objects.requireNonNullElse(found.oldest(), Duration.ZERO))
                .reversed());

        @SuppressWarnings("ImmutableEnumChecker") // comparators without a state
        private final Comparator<ObjectInspection> order;

        Order(Comparator<ObjectInspection> order) {
            this.order = order;
        }
    }

    Looks(ServerView host, Sampler sampler, Warnings warnings) {
        this.inspection = host.inspection();
        this.sampler = sampler;
        this.warnings = warnings;
        this.members = new Members(host);
    }

    private static Resource look(
            String path,
            String says,
            Map<String, String> takes,
            Shape returns,
            boolean isList,
            BiFunction<HttpRequest, Map<String, String>, @Nullable Object> json) {
        return new Resource(
                "GET",
                API + path,
                AdminRight.LOOK,
                Resource.Place.BY_WORKER,
                says,
                takes,
                returns,
                isList,
                Resource.answering((request, words) -> HttpResponse.json(HttpResponse.OK, json.apply(request, words))));
    }

    Resource objects() {
        return look(
                "/objects",
                "Lists the objects, as steward ls --json does.",
                Map.of(
                        "all", "true for objects without a name too",
                        "type", "only objects of this typeid",
                        "text", "only objects that have this in their name, number or typeid",
                        "sort", "id (default), name, type, waiting, holders, elements or oldest",
                        "limit", "at most so many",
                        "recent", "true if it need not be newer than some two seconds"),
                Shape.OBJECT,
                true,
                (request, words) -> {
                    boolean all = request.isOn("all");
                    String type = request.text("type", "");
                    String text = request.text("text", "");
                    Order order = request.oneOf("sort", Order.ID);
                    int most = request.number("limit", Integer.MAX_VALUE, Integer.MAX_VALUE);
                    List<ObjectInspection> found =
                            request.isOn("recent") ? sampler.recent(RECENT).objects() : inspection.objects(0);
                    return found.stream()
                            .filter(one -> all || one.object().name() != null)
                            .filter(one ->
                                    type.isEmpty() || type.equals(one.object().typeId()))
                            .filter(one -> isMeant(one, text))
                            .sorted(order.order)
                            .limit(most)
                            .map(InspectionJson::object)
                            .toList();
                });
    }

    private static boolean isMeant(ObjectInspection found, String text) {
        String name = found.object().name();
        return (name != null && name.contains(text))
                || found.object().typeId().contains(text)
                || found.object().objectId().toString().equals(text);
    }

    Resource object() {
        return look(
                "/objects/{object}",
                "Shows the objects of a name, a number or a typeid with who holds them and who waits, as steward who --json"
                        + " does; one alone with its first elements, as steward show --json does, long ones cut.",
                Map.of(
                        "id", "the number of the object that is meant, whatever else is called so",
                        "limit", "at most so many holders and waiters of each (default 100)",
                        "elements", "at most so many elements (default 100)"),
                Shape.SHOWN,
                true,
                (request, words) -> {
                    List<ObjectInspection> found = found(request, words, request.number("limit", Inspection.FEW, MOST));
                    int elements = request.number("elements", FEW_ELEMENTS, MOST_ELEMENTS);
                    return found.size() == 1
                            ? List.of(withElements(found.get(0), elements))
                            : found.stream()
                                    .map(InspectionJson::objectWithClients)
                                    .toList();
                });
    }

    /** Returns what a word means, or the object of a number if that is given: a name can be the number of another object. */
    List<ObjectInspection> found(HttpRequest request, Map<String, String> words, int most) {
        String id = request.text("id", "");
        List<ObjectInspection> found = inspection.objects(words.getOrDefault("object", ""), most);
        if (id.isEmpty() || (found.size() == 1 && isOf(found.get(0), id))) {
            return found;
        }
        List<ObjectInspection> others =
                inspection.objects(most).stream().filter(one -> isOf(one, id)).toList();
        if (others.isEmpty()) {
            throw new HttpRefusal(HttpRefusal.NOT_FOUND, "there is no object " + id + " any more");
        }
        return others;
    }

    private static boolean isOf(ObjectInspection found, String id) {
        return found.object().objectId().toString().equals(id);
    }

    private Map<String, @Nullable Object> withElements(ObjectInspection found, int most) {
        // One more than are shown tells whether there is one.
        List<@Nullable Object> read = inspection.peek(found.object().objectId(), most + 1);
        List<@Nullable Object> values = new ArrayList<>();
        int length = 0;
        while (values.size() < Math.min(most, read.size()) && length < MOST_OF_VALUES) {
            Object value = read.get(values.size());
            String shown = Shown.of(value);
            length += shown.length();
            values.add(shown.length() > LONGEST_VALUE ? shown : value);
        }
        Map<String, @Nullable Object> json = InspectionJson.objectWithClients(found);
        json.put("values", values);
        json.put("more", read.size() > values.size());
        return json;
    }

    Resource pools() {
        return look(
                "/pools",
                "Lists the pools with their workers and the tasks that each has, as steward show tells of one.",
                Map.of("limit", "at most so many pools (default 100)"),
                Shape.POOL,
                true,
                (request, words) -> inspection.objects(0).stream()
                        .filter(found -> BuiltInType.of(found.object().typeId()) == BuiltInType.POOL)
                        .limit(request.number("limit", Inspection.FEW, MOST))
                        .flatMap(this::pool)
                        .toList());
    }

    private Stream<Map<String, @Nullable Object>> pool(ObjectInspection found) {
        try {
            return Stream.of(
                    InspectionJson.pool(found, inspection.pool(found.object().objectId())));
        } catch (NoSuchObjectException gone) {
            return Stream.empty();
        }
    }

    Resource sessions() {
        return look(
                "/sessions",
                "Lists who is connected, as steward sessions --json does.",
                Map.of(
                        "text", "only those whose number begins so, or whose name or address has this in it",
                        "limit", "at most so many, those first that call most",
                        "recent", "true if it need not be newer than some two seconds"),
                Shape.SESSION,
                true,
                (request, words) -> {
                    boolean recent = request.isOn("recent");
                    List<SessionInspection> sessions =
                            recent ? sampler.recent(RECENT).sessions() : inspection.sessions();
                    CallRates.Round round = recent ? sampler.last().rates() : rates.next(sessions);
                    String text = request.text("text", "");
                    int most = request.number("limit", Integer.MAX_VALUE, Integer.MAX_VALUE);
                    return sessions.stream()
                            .filter(session -> isMeant(session, text))
                            .sorted(Comparator.comparingDouble(round::of).reversed())
                            .limit(most)
                            .map(session -> InspectionJson.session(session, round.of(session)))
                            .toList();
                });
    }

    private static boolean isMeant(SessionInspection session, String text) {
        return session.client().session().startsWith(text)
                || session.client().name().contains(text)
                || session.client().address().contains(text);
    }

    Resource events() {
        return look(
                "/events",
                "Tells what happened lately, the newest first, as steward events --json does.",
                Map.of("event", "only what is this in a word, such as refused", "limit", "at most so many"),
                Shape.EVENT,
                true,
                (request, words) -> {
                    String event = request.text("event", "");
                    int most = request.number("limit", Integer.MAX_VALUE, Integer.MAX_VALUE);
                    return inspection.events(Integer.MAX_VALUE).stream()
                            .filter(one -> event.isEmpty() || event.equals(one.event()))
                            .limit(most)
                            .map(InspectionJson::event)
                            .toList();
                });
    }

    Resource history() {
        return look(
                "/history",
                "Tells ten minutes of the server in a few numbers, the oldest first.",
                Map.of(),
                Shape.TOTALS,
                true,
                (request, words) -> {
                    sampler.recent(RECENT);
                    return sampler.history();
                });
    }

    Resource warnings() {
        return look(
                "/warnings",
                "Tells what is wrong, the worst first, as steward warnings --json does.",
                Map.of("patience", "for how many seconds an element may lie, or a call may wait (default 60)"),
                Shape.WARNING,
                true,
                (request, words) -> {
                    Duration patience = Duration.ofSeconds(
                            request.number("patience", (int) Warnings.LONG.toSeconds(), Integer.MAX_VALUE));
                    return warnings.of(sampler.recent(Duration.ZERO), patience).stream()
                            .map(Warning::json)
                            .toList();
                });
    }

    Resource limits() {
        return look(
                "/limits",
                "Tells how full the server is, what is fullest first, as steward limits --json does.",
                Map.of("limit", "at most so many"),
                Shape.LIMIT,
                true,
                (request, words) -> LimitUse.of(sampler.recent(Duration.ZERO)).stream()
                        .limit(request.number("limit", Integer.MAX_VALUE, Integer.MAX_VALUE))
                        .map(LimitUse::json)
                        .toList());
    }

    Resource members() {
        return look(
                "/members",
                "Lists the servers of the cluster, as steward cluster --json does, but asks this one only: of the others it knows"
                        + " whether it is connected with them and which one leads. None if it is alone.",
                Map.of(),
                Shape.MEMBER,
                true,
                (request, words) -> members.all().stream().map(MemberJson::json).toList());
    }

    Resource server() {
        return look(
                "/server",
                "Tells of the server as a whole: where it listens, its heap, its loops, its limits.",
                Map.of(),
                Shape.SERVER,
                false,
                (request, words) -> InspectionJson.server(inspection.server()));
    }
}
