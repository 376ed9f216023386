package dev.steward.admin.metrics;

import dev.steward.admin.watch.Happening;
import dev.steward.admin.watch.Happenings;
import dev.steward.admin.watch.LimitUse;
import dev.steward.admin.watch.Sample;
import dev.steward.admin.watch.Sampler;
import dev.steward.admin.watch.Warnings;
import dev.steward.api.ObjectInspection;
import dev.steward.api.SessionInspection;
import dev.steward.server.ServerView;
import dev.steward.vocabulary.BuiltInType;
import dev.steward.vocabulary.Printable;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.WeakHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The meters of one server in one registry. Those that stand for one number read what was seen last; those of types and of
 * named objects are renewed after each look, by the thread that looks.
 */
public final class ServerMetrics {

    /** Objects with a name that have meters of their own; the rest is summed, so that there is a bound. */
    static final int MOST_NAMED = 100;

    /** What stands for all others, in the place of a name or a type. */
    static final String OTHERS = "(others)";

    /** Those that have the meters of a server: of two meters with one name and the same tags a registry keeps the first. */
    private static final Set<MeterRegistry> TAKEN =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    private static final int LONGEST_NAME = 100;
    private static final double NANOS = 1e9;

    private final MeterRegistry registry;
    private final List<Meter> meters = new ArrayList<>();
    /** A counter itself keeps nobody alive whom it asks. */
    private final List<LongSupplier> counted = new ArrayList<>();

    private final Map<Metric, MultiGauge> tables = new EnumMap<>(Metric.class);
    private final Sampler sampler;
    private final long begun = System.nanoTime();
    private boolean closed;

    /**
     * Adds the meters of a server to a registry.
     *
     * @throws IllegalStateException if it has those of a server already; the message names the cure
     */
    public ServerMetrics(
            MeterRegistry registry, ServerView host, Sampler sampler, Happenings happenings, Warnings warnings) {
        if (!TAKEN.add(registry)) {
            throw new IllegalStateException(
                    "this registry has the meters of a server already, and would keep those alone:"
                            + " give each server a CompositeMeterRegistry of its own, with a tag by"
                            + " config().commonTags(\"server\", name), and add the registry to all of these");
        }
        this.registry = registry;
        this.sampler = sampler;
        try {
            add(host, happenings, warnings);
        } catch (RuntimeException refused) {
            close();
            throw refused;
        }
    }

    private void add(ServerView host, Happenings happenings, Warnings warnings) {
        gauge(Metric.UP_SECONDS, () -> (System.nanoTime() - begun) / NANOS);
        gauge(Metric.SESSIONS, () -> sample().sessions().size());
        gauge(
                Metric.SESSIONS_AWAY,
                () -> sample().sessions().stream()
                        .filter(session -> session.away() != null)
                        .count());
        gauge(Metric.CONNECTIONS, () -> sum(SessionInspection::connections));
        counter(Metric.CALLS, Tags.empty(), () -> sample().calls());
        gauge(Metric.CALLS_UNANSWERED, () -> sum(SessionInspection::unanswered));
        gauge(Metric.QUEUE_ELEMENTS, () -> sample().elements());
        gauge(
                Metric.QUEUE_OLDEST,
                () -> sample().objects().stream()
                        .mapToDouble(found -> seconds(found.oldest()))
                        .max()
                        .orElse(0));
        for (Happening each : Happening.values()) {
            counter(Metric.EVENTS, Tags.of("event", each.word()), () -> happenings.count(each));
        }
        gauge(Metric.HEAP, host::heapBytes);
        gauge(Metric.HEAP_LIMIT, host::mostHeapBytes);
        gauge(Metric.HELD, host::heldBytes);
        gauge(
                Metric.LOOP_DELAY,
                () -> host.loopDelays().stream()
                        .mapToDouble(ServerMetrics::seconds)
                        .max()
                        .orElse(0));
        gauge(Metric.DRAINING, () -> host.isDraining() ? 1 : 0);
        gauge(Metric.WARNINGS, () -> warnings.of(sample()).size());
        host.limits()
                .forEach((limit, value) -> meters.add(Gauge.builder(Metric.LIMIT.meter(), () -> value)
                        .description(Metric.LIMIT.says())
                        .tags(Metric.LIMITED, limit.name())
                        .strongReference(true)
                        .register(registry)));
        gauge(Metric.LOOK, () -> seconds(sample().took()));
        for (Metric each : Metric.values()) {
            if (each.tags().contains(Metric.TYPE) || each == Metric.LIMIT_USED) {
                tables.put(
                        each,
                        MultiGauge.builder(each.meter())
                                .description(each.says())
                                .baseUnit(each.unit())
                                .register(registry));
            }
        }
    }

    private Sample sample() {
        return sampler.last();
    }

    private long sum(ToLongFunction<SessionInspection> part) {
        return sample().sessions().stream().mapToLong(part).sum();
    }

    private static double seconds(@Nullable Duration age) {
        return age == null ? 0 : age.toNanos() / NANOS;
    }

    private void gauge(Metric metric, Supplier<Number> value) {
        meters.add(Gauge.builder(metric.meter(), value)
                .description(metric.says())
                .baseUnit(metric.unit())
                .strongReference(true)
                .register(registry));
    }

    private void counter(Metric metric, Tags tags, LongSupplier value) {
        counted.add(value);
        meters.add(FunctionCounter.builder(metric.meter(), value, LongSupplier::getAsLong)
                .description(metric.says())
                .tags(tags)
                .register(registry));
    }

    /** Renews what there is a row of per type and per object, until it is closed. After each look, on its thread. */
    public synchronized void renew() {
        if (closed) {
            return;
        }
        renewLimits();
        Map<String, List<ObjectInspection>> byType = new TreeMap<>();
        Map<Tags, List<ObjectInspection>> byName = new LinkedHashMap<>();
        int named = 0;
        for (ObjectInspection found : sample().objects()) {
            String type = typeOf(found);
            byType.computeIfAbsent(type, key -> new ArrayList<>()).add(found);
            String name = found.object().name();
            if (name != null) {
                String shown = named < MOST_NAMED ? shown(name) : OTHERS;
                byName.computeIfAbsent(Tags.of(Metric.TYPE, type, Metric.NAME, shown), key -> new ArrayList<>())
                        .add(found);
                named++;
            }
        }
        Map<Tags, List<ObjectInspection>> types = new LinkedHashMap<>();
        byType.forEach((type, found) -> types.put(Tags.of(Metric.TYPE, type), found));
        rows(Metric.OBJECTS, types, List::size);
        rows(Metric.WAITING, types, ServerMetrics::waiting);
        rows(Metric.HOLDING, types, ServerMetrics::holding);
        rows(Metric.OBJECT_WAITING, byName, ServerMetrics::waiting);
        rows(Metric.OBJECT_HOLDING, byName, ServerMetrics::holding);
        Map<Tags, List<ObjectInspection>> queues = new LinkedHashMap<>();
        byName.forEach((tags, found) -> {
            if (found.get(0).elements() >= 0) {
                queues.put(tags, found);
            }
        });
        rows(
                Metric.OBJECT_ELEMENTS,
                queues,
                found -> found.stream()
                        .mapToLong(one -> Math.max(0, one.elements()))
                        .sum());
        rows(
                Metric.OBJECT_OLDEST,
                queues,
                found -> found.stream()
                        .mapToDouble(one -> seconds(one.oldest()))
                        .max()
                        .orElse(0));
    }

    private void renewLimits() {
        Map<String, Double> shares = new LinkedHashMap<>();
        LimitUse.measured().forEach(limit -> shares.put(limit, 0.0));
        LimitUse.of(sample()).forEach(use -> shares.merge(use.limit(), use.share(), Math::max));
        MultiGauge table = tables.get(Metric.LIMIT_USED);
        if (table != null) {
            table.register(
                    shares.entrySet().stream()
                            .<MultiGauge.Row<?>>map(
                                    row -> MultiGauge.Row.of(Tags.of(Metric.LIMITED, row.getKey()), row.getValue()))
                            .toList(),
                    true);
        }
    }

    /** A typeid of a user's could be one of thousands. */
    private static String typeOf(ObjectInspection found) {
        String typeId = found.object().typeId();
        return BuiltInType.of(typeId) == null ? OTHERS : typeId;
    }

    private static String shown(String name) {
        String printable = Printable.of(name);
        return printable.substring(0, Math.min(LONGEST_NAME, printable.length()));
    }

    private static double waiting(List<ObjectInspection> found) {
        return found.stream().mapToLong(one -> one.object().waiting()).sum();
    }

    private static double holding(List<ObjectInspection> found) {
        return found.stream().mapToLong(ObjectInspection::holding).sum();
    }

    private void rows(
            Metric metric, Map<Tags, List<ObjectInspection>> found, ToDoubleFunction<List<ObjectInspection>> number) {
        MultiGauge table = tables.get(metric);
        if (table != null) {
            table.register(
                    found.entrySet().stream()
                            .<MultiGauge.Row<?>>map(
                                    row -> MultiGauge.Row.of(row.getKey(), number.applyAsDouble(row.getValue())))
                            .toList(),
                    true);
        }
    }

    /** Takes the meters out of the registry, which may outlive the server, for ever: a look may still go on. */
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        meters.forEach(registry::remove);
        tables.values().forEach(table -> table.register(List.of(), true));
        TAKEN.remove(registry);
    }
}
