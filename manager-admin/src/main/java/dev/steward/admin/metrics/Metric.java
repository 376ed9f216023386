package dev.steward.admin.metrics;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A row per meter: its name, its unit, its tags, and what it says. docs/metrics.md has the same rows. */
public enum Metric {
    UP_SECONDS("steward.up", Kind.GAUGE, Metric.SECONDS, List.of(), "for how long the endpoint has been open"),
    SESSIONS("steward.sessions", Kind.GAUGE, null, List.of(), "clients that are connected or may come back"),
    SESSIONS_AWAY("steward.sessions.away", Kind.GAUGE, null, List.of(), "those of them that have no connection now"),
    CONNECTIONS("steward.connections", Kind.GAUGE, null, List.of(), "connections of sessions"),
    CALLS(
            "steward.calls",
            Kind.COUNTER,
            null,
            List.of(),
            "calls of clients; those of a session between the last look at it and its end are not counted"),
    CALLS_UNANSWERED("steward.calls.unanswered", Kind.GAUGE, null, List.of(), "calls without an answer yet"),
    OBJECTS("steward.objects", Kind.GAUGE, null, List.of(Metric.TYPE), "objects"),
    WAITING("steward.waiting", Kind.GAUGE, null, List.of(Metric.TYPE), "calls that wait in objects"),
    HOLDING(
            "steward.holding",
            Kind.GAUGE,
            null,
            List.of(Metric.TYPE),
            "what is held of objects: locks, permits, elements in delivery, workers"),
    QUEUE_ELEMENTS(
            "steward.queue.elements", Kind.GAUGE, null, List.of(), "elements of all queues that wait to be taken"),
    QUEUE_OLDEST(
            "steward.queue.oldest",
            Kind.GAUGE,
            Metric.SECONDS,
            List.of(),
            "for how long the next element of the queue is there where that is longest"),
    OBJECT_WAITING(
            "steward.object.waiting",
            Kind.GAUGE,
            null,
            List.of(Metric.TYPE, Metric.NAME),
            "calls that wait in an object with a name"),
    OBJECT_HOLDING(
            "steward.object.holding",
            Kind.GAUGE,
            null,
            List.of(Metric.TYPE, Metric.NAME),
            "what is held of an object with a name"),
    OBJECT_ELEMENTS(
            "steward.object.elements",
            Kind.GAUGE,
            null,
            List.of(Metric.TYPE, Metric.NAME),
            "elements of a queue with a name that wait to be taken"),
    OBJECT_OLDEST(
            "steward.object.oldest",
            Kind.GAUGE,
            Metric.SECONDS,
            List.of(Metric.TYPE, Metric.NAME),
            "for how long the next element of a queue with a name has been there; of the others together the longest"),
    EVENTS(
            "steward.events",
            Kind.COUNTER,
            null,
            List.of("event"),
            "what ServerEvents tells: authenticated, authentication_failed, refused, session, abandoned, redelivered,"
                    + " dead_lettered; and changed, over HTTP"),
    HEAP("steward.heap", Kind.GAUGE, Metric.BYTES, List.of(), "heap in use that counts for HEAP_PERCENT"),
    HEAP_LIMIT("steward.heap.limit", Kind.GAUGE, Metric.BYTES, List.of(), "what that may be; more is refused"),
    HELD("steward.held", Kind.GAUGE, Metric.BYTES, List.of(), "memory that the server holds for its clients"),
    LOOP_DELAY(
            "steward.loop.delay",
            Kind.GAUGE,
            Metric.SECONDS,
            List.of(),
            "how long the slowest event loop needed to come to a task, or has not come to it"),
    DRAINING("steward.draining", Kind.GAUGE, null, List.of(), "1 while the server is about to end, else 0"),
    WARNINGS("steward.warnings", Kind.GAUGE, null, List.of(), "what is wrong, as /api/v1/warnings has it"),
    LIMIT("steward.limit", Kind.GAUGE, null, List.of(Metric.LIMITED), "what each ServerLimit is set to"),
    LIMIT_USED(
            "steward.limit.used",
            Kind.GAUGE,
            Metric.RATIO,
            List.of(Metric.LIMITED),
            "which part of a limit is used, 1 is all; of queues that of the fullest, and capacity is 1 while calls wait to"
                    + " put into a queue that is full"),
    LOOK("steward.look", Kind.GAUGE, Metric.SECONDS, List.of(), "how long it took to ask the server for all of this");

    static final String TYPE = "type";
    static final String NAME = "name";
    static final String LIMITED = "limit";
    private static final String SECONDS = "seconds";
    private static final String BYTES = "bytes";
    private static final String RATIO = "ratio";

    private final String meter;
    private final Kind kind;
    private final @Nullable String unit;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> tags;

    private final String says;

    /** How a meter moves. */
    public enum Kind {
        /** Up and down. */
        GAUGE,
        /** Up. */
        COUNTER;

        /** Returns it in a word. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Metric(String meter, Kind kind, @Nullable String unit, List<String> tags, String says) {
        this.meter = meter;
        this.kind = kind;
        this.unit = unit;
        this.tags = tags;
        this.says = says;
    }

    /** Returns its name in Micrometer. */
    public String meter() {
        return meter;
    }

    /** Returns its name in Prometheus. */
    public String prometheus() {
        return meter.replace('.', '_') + (unit == null ? "" : "_" + unit) + (kind == Kind.COUNTER ? "_total" : "");
    }

    /** Returns how it moves. */
    public Kind kind() {
        return kind;
    }

    /** Returns what it is counted in, or null for things. */
    @Nullable
    String unit() {
        return unit;
    }

    /** Returns the names of its tags. */
    public List<String> tags() {
        return tags;
    }

    /** Returns what it says. */
    public String says() {
        return says;
    }
}
