package dev.steward.admin.watch;

import dev.steward.admin.json.CallRates;
import dev.steward.api.Inspection;
import dev.steward.api.ObjectInspection;
import dev.steward.api.ServerInspection;
import dev.steward.api.SessionInspection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a server again and again, and remembers ten minutes of it in a few numbers. Looking takes a twentieth of the time
 * at most, however much there is to be seen. Looks on one thread; what was seen last may be read by any.
 */
public final class Sampler {

    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    /** How much is remembered, at most one look in each second: whoever asks often has it look often. */
    private static final long MOST_REMEMBERED = REMEMBERED.toSeconds();

    /** For how many times as long as a look took it does not look again. */
    private static final int REST = 20;

    /** What is known of a server before the first look: nothing of it is full. */
    private static final ServerInspection UNKNOWN =
            new ServerInspection("", false, 0, Long.MAX_VALUE, 0, List.of(), Map.of());

    private final Inspection inspection;
    private final BooleanSupplier serving;
    private final CallRates rates = new CallRates();
    private final Queue<Map<String, @Nullable Object>> history = new ArrayDeque<>();
    private Map<String, Long> callsBefore = Map.of();
    private long calls;
    private long lookedAt;
    private long secondRemembered;
    private volatile Sample last;

    /** A sampler that has seen nothing of a server that is alone, or of the one that leads several. */
    public Sampler(Inspection inspection) {
        this(inspection, () -> true);
    }

    /**
     * A sampler that has seen nothing.
     *
     * @param serving whether the server lets clients in; while it does not it has no sessions, and its objects are those of
     *     another one, which tells of them
     */
    public Sampler(Inspection inspection, BooleanSupplier serving) {
        this.inspection = inspection;
        this.serving = serving;
        this.last = new Sample(Instant.now(), Duration.ZERO, UNKNOWN, List.of(), List.of(), rates.next(List.of()), 0);
    }

    /** Returns what was seen last; nothing before the first look. Any thread. */
    public Sample last() {
        return last;
    }

    /** Looks, unless it is too early for it; returns whether it did. */
    public boolean look() {
        Duration rest = last.took().multipliedBy(REST);
        if (lookedAt != 0 && System.nanoTime() - lookedAt < rest.toNanos()) {
            return false;
        }
        Sample unused = lookNow();
        return true;
    }

    /** Returns what was seen within that time, and looks if nothing was. */
    public Sample recent(Duration age) {
        return lookedAt != 0 && System.nanoTime() - lookedAt < age.toNanos() ? last : lookNow();
    }

    private Sample lookNow() {
        long begun = System.nanoTime();
        boolean hasClients = serving.getAsBoolean();
        List<SessionInspection> sessions = hasClients ? inspection.sessions() : List.of();
        List<ObjectInspection> objects = hasClients ? inspection.objects(0) : List.of();
        ServerInspection server = inspection.server();
        lookedAt = System.nanoTime();
        count(sessions);
        Instant now = Instant.now();
        last = new Sample(
                now, Duration.ofNanos(lookedAt - begun), server, objects, sessions, rates.next(sessions), calls);
        remember(last, now);
        return last;
    }

    private void remember(Sample seen, Instant now) {
        long second = TimeUnit.NANOSECONDS.toSeconds(lookedAt);
        if (!history.isEmpty() && second == secondRemembered) {
            return;
        }
        secondRemembered = second;
        history.add(seen.totals());
        // The count too: the clock of the machine can be set back.
        while (history.size() > MOST_REMEMBERED || isOld(history.element(), now)) {
            history.remove();
        }
    }

    private static boolean isOld(Map<String, @Nullable Object> totals, Instant now) {
        return Instant.parse(String.valueOf(totals.get("time"))).isBefore(now.minus(REMEMBERED));
    }

    /** What a session called between the last look at it and its end is not counted. */
    private void count(List<SessionInspection> sessions) {
        Map<String, Long> callsNow = new HashMap<>();
        for (SessionInspection session : sessions) {
            String id = session.client().session();
            calls += Math.max(0, session.calls() - callsBefore.getOrDefault(id, 0L));
            callsNow.put(id, session.calls());
        }
        callsBefore = callsNow;
    }

    /** Returns ten minutes of what was seen, one look of a second at most, the oldest first, as JSON. On the thread that looks. */
    public List<Map<String, @Nullable Object>> history() {
        return List.copyOf(history);
    }
}
