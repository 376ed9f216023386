package dev.steward.admin.watch;

import dev.steward.api.ObjectDescription;
import dev.steward.api.ObjectInspection;
import dev.steward.api.SessionInspection;
import dev.steward.server.ServerLimit;
import dev.steward.server.ServerView;
import dev.steward.vocabulary.BuiltInType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is wrong with a server, the worst first, as far as a sample shows. Stateless; any thread. */
public final class Warnings {

    /** How long an element may lie, or a call may wait for a lock, before it is worth a word. */
    static final Duration LONG = Duration.ofMinutes(1);

    /** For how long a loop may not come to its tasks before it is worth a word. */
    private static final Duration HELD = Duration.ofSeconds(1);

    /** So many of each kind are told; of the others how many there are. */
    private static final int MOST_OF_KIND = 20;

    private static final double NEAR = 0.8;

    private final ServerView host;
    private final Happenings happenings;

    /** Warnings of a server. */
    public Warnings(ServerView host, Happenings happenings) {
        this.host = host;
        this.happenings = happenings;
    }

    /** Returns what is wrong. */
    public List<Warning> of(Sample sample) {
        List<Warning> all = new ArrayList<>();
        if (host.isDraining()) {
            all.add(server("draining", "the server is about to end and takes no new calls"));
        }
        loops(all);
        limits(sample, all);
        add(
                all,
                sample.objects().stream()
                        .filter(found -> found.elements() > 0 && isLong(found.oldest()))
                        .sorted(Comparator.comparing((ObjectInspection found) ->
                                        Objects.requireNonNullElse(found.oldest(), Duration.ZERO))
                                .reversed())
                        .map(Warnings::backlog));
        add(
                all,
                sample.sessions().stream()
                        .filter(session -> session.away() != null && session.holding() > 0)
                        .map(Warnings::away));
        add(
                all,
                sample.sessions().stream()
                        .flatMap(session -> session.waits().stream()
                                .filter(wait -> isLong(wait.since()) && isForALock(wait))
                                .map(wait -> waits(session, wait))));
        happenings.recent().forEach((what, count) -> all.add(server(what.word(), what.inWords(count))));
        return all;
    }

    private static void add(List<Warning> all, Stream<Warning> some) {
        List<Warning> found = some.toList();
        all.addAll(found.subList(0, Math.min(MOST_OF_KIND, found.size())));
        if (found.size() > MOST_OF_KIND) {
            Warning first = found.get(0);
            all.add(server(first.kind(), "and " + (found.size() - MOST_OF_KIND) + " more of this kind"));
        }
    }

    private static Warning server(String kind, String text) {
        return new Warning(kind, text, null, null);
    }

    private static boolean isLong(@Nullable Duration time) {
        return time != null && time.compareTo(LONG) >= 0;
    }

    private void loops(List<Warning> all) {
        for (Duration delay : host.loopDelays()) {
            if (delay.compareTo(HELD) >= 0) {
                all.add(server("loop", "an event loop has not come to its tasks for " + delay.toMillis() + " ms"));
            }
        }
    }

    private void limits(Sample sample, List<Warning> all) {
        Map<ServerLimit, Long> limits = host.limits();
        near(all, ServerLimit.SESSIONS, "sessions", sample.sessions().size(), limits);
        near(all, ServerLimit.OBJECTS, "objects", sample.objects().size(), limits);
        long connections = sample.sessions().stream()
                .mapToLong(SessionInspection::connections)
                .sum();
        near(all, ServerLimit.CONNECTIONS, "connections", connections, limits);
        if (host.heapBytes() >= NEAR * host.mostHeapBytes()) {
            all.add(server(
                    "limit",
                    "the heap has " + host.heapBytes() + " bytes of the " + host.mostHeapBytes()
                            + " that HEAP_PERCENT lets it have"));
        }
        long mostElements = limits.getOrDefault(ServerLimit.QUEUE_ELEMENTS, Long.MAX_VALUE);
        add(
                all,
                sample.objects().stream()
                        .filter(found -> found.elements() >= NEAR * mostElements)
                        .map(found -> new Warning(
                                "limit",
                                called(found.object()) + " has " + found.elements() + " elements of the " + mostElements
                                        + " that QUEUE_ELEMENTS lets it have",
                                found.object().objectId().value(),
                                null)));
    }

    private static void near(
            List<Warning> all, ServerLimit limit, String what, long there, Map<ServerLimit, Long> limits) {
        long most = limits.getOrDefault(limit, Long.MAX_VALUE);
        if (there >= NEAR * most) {
            all.add(server(
                    "limit", "there are " + there + " " + what + " of the " + most + " that " + limit + " allows"));
        }
    }

    private static Warning backlog(ObjectInspection found) {
        ObjectDescription object = found.object();
        Duration oldest = Objects.requireNonNullElse(found.oldest(), Duration.ZERO);
        return new Warning(
                "backlog",
                (found.holding() == 0 ? "nobody is taking from " : "elements lie long in ") + called(object) + ": "
                        + found.elements() + (found.elements() == 1 ? " element" : " elements")
                        + ", the next one there for "
                        + words(oldest),
                object.objectId().value(),
                null);
    }

    private static Warning away(SessionInspection session) {
        return new Warning(
                "away",
                name(session) + " has no connection for "
                        + words(Objects.requireNonNullElse(session.away(), Duration.ZERO)) + " and holds "
                        + session.holding() + (session.holding() == 1 ? " thing" : " things")
                        + ", which others get when its resume window ends",
                null,
                session.client().session());
    }

    private static boolean isForALock(SessionInspection.Held wait) {
        BuiltInType type = BuiltInType.of(wait.typeId());
        return (type == BuiltInType.LOCK || type == BuiltInType.RLOCK)
                && wait.what().startsWith("acquire");
    }

    private static Warning waits(SessionInspection session, SessionInspection.Held wait) {
        return new Warning(
                "wait",
                name(session) + " has waited for " + wait.typeId() + " "
                        + (wait.name() == null ? wait.object() : "'" + wait.name() + "'") + " for "
                        + words(wait.since()),
                wait.object().value(),
                session.client().session());
    }

    private static String name(SessionInspection session) {
        return "client '" + session.client().name() + "' (session "
                + session.client().shortSession() + ")";
    }

    private static String called(ObjectDescription object) {
        return object.typeId() + " " + (object.name() == null ? object.objectId() : "'" + object.name() + "'");
    }

    private static String words(Duration age) {
        return age.toMinutes() == 0
                ? age.toSeconds() + " s"
                : age.toHours() == 0
                        ? age.toMinutes() + " min"
                        : age.toDays() == 0 ? age.toHours() + " h" : age.toDays() + " d";
    }
}
