package dev.steward.admin.watch;

import dev.steward.api.ObjectDescription;
import dev.steward.api.ObjectId;
import dev.steward.api.ObjectInspection;
import dev.steward.api.SessionInspection;
import dev.steward.vocabulary.BuiltInType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is wrong with a server, the worst first, as far as a sample shows. Any thread. */
public final class Warnings {

    /** How long an element may lie, or a call may wait, before it is worth a word, if nobody says anything else. */
    public static final Duration LONG = Duration.ofMinutes(1);

    /** For how long a loop may not come to its tasks before it is worth a word. */
    private static final Duration HELD = Duration.ofSeconds(1);

    /** So many of each kind are told; of the others how many there are. */
    private static final int MOST_OF_KIND = 20;

    private static final double NEAR = 0.8;

    private final Supplier<Map<Happening, Long>> recent;

    /**
     * Warnings of a server.
     *
     * @param recent returns how often in the last ten minutes happened what should not, if it did
     */
    public Warnings(Supplier<Map<Happening, Long>> recent) {
        this.recent = recent;
    }

    /** Returns what is wrong. */
    public List<Warning> of(Sample sample) {
        return of(sample, LONG);
    }

    /**
     * Returns what is wrong.
     *
     * @param patience how long an element may lie, or a call may wait for a lock or for room
     */
    public List<Warning> of(Sample sample, Duration patience) {
        List<Warning> all = new ArrayList<>();
        if (sample.server().isDraining()) {
            all.add(server("draining", "the server is about to end and takes no new calls"));
        }
        for (Duration delay : sample.server().loopDelays()) {
            if (delay.compareTo(HELD) >= 0) {
                all.add(server("loop", "an event loop has not come to its tasks for " + delay.toMillis() + " ms"));
            }
        }
        limits(sample, patience, all);
        Map<ObjectId, Taken> taken = taken(sample);
        add(
                all,
                sample.objects().stream()
                        .filter(found -> found.elements() > 0 && isAtLeast(found.oldest(), patience))
                        .sorted(Comparator.comparing((ObjectInspection found) ->
                                        Objects.requireNonNullElse(found.oldest(), Duration.ZERO))
                                .reversed())
                        .map(found -> backlog(found, taken.get(found.object().objectId()))));
        add(
                all,
                sample.sessions().stream()
                        .filter(session -> session.away() != null && session.holding() > 0)
                        .map(Warnings::away));
        add(
                all,
                sample.sessions().stream()
                        .flatMap(session -> session.waits().stream()
                                .filter(wait -> isAtLeast(wait.since(), patience) && isForALock(wait))
                                .map(wait -> waits(session, wait))));
        recent.get().forEach((what, count) -> all.add(server(what.word(), what.inWords(count))));
        return all;
    }

    /** What one session has had of a queue for longer than others. */
    private record Taken(SessionInspection session, Duration since) {}

    /** Returns who has had elements of each queue for longest. */
    private static Map<ObjectId, Taken> taken(Sample sample) {
        Map<ObjectId, Taken> longest = new HashMap<>();
        for (SessionInspection session : sample.sessions()) {
            for (SessionInspection.Held held : session.holds()) {
                longest.merge(
                        held.object(),
                        new Taken(session, held.since()),
                        (one, other) -> one.since().compareTo(other.since()) >= 0 ? one : other);
            }
        }
        return longest;
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

    private static boolean isAtLeast(@Nullable Duration time, Duration patience) {
        return time != null && time.compareTo(patience) >= 0;
    }

    private static void limits(Sample sample, Duration patience, List<Warning> all) {
        Set<Long> stuck = new HashSet<>();
        for (SessionInspection session : sample.sessions()) {
            for (SessionInspection.Held wait : session.waits()) {
                if (LimitUse.isForRoom(wait) && isAtLeast(wait.since(), patience)) {
                    stuck.add(wait.object().value());
                }
            }
        }
        add(
                all,
                LimitUse.of(sample).stream()
                        // That puts wait for a moment is what a bound is for.
                        .filter(use -> use.limit().equals(LimitUse.CAPACITY)
                                ? stuck.contains(use.object())
                                : use.share() >= NEAR)
                        .map(use -> new Warning("limit", use.text(), use.object(), null)));
    }

    private static Warning backlog(ObjectInspection found, @Nullable Taken taken) {
        ObjectDescription object = found.object();
        Duration oldest = Objects.requireNonNullElse(found.oldest(), Duration.ZERO);
        return new Warning(
                "backlog",
                (found.holding() == 0 ? "nobody is taking from " : "elements lie long in ") + called(object) + ": "
                        + found.elements() + (found.elements() == 1 ? " element" : " elements")
                        + ", the next one there for "
                        + words(oldest)
                        + (taken == null
                                ? ""
                                : "; " + name(taken.session()) + " has had elements of it for " + words(taken.since())),
                object.objectId().value(),
                taken == null ? null : taken.session().client().session());
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
