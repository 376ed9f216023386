package dev.steward.admin.watch;

import dev.steward.server.EventSentences;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts what happens in a server, and passes it on as JSON. Told on one thread, but for what is changed over HTTP; read by any.
 * Its monitor guards the counts of the last minutes.
 */
public final class Happenings extends EventSentences {

    private static final int MINUTES = 10;

    private final Map<Happening, AtomicLong> counts = new EnumMap<>(Happening.class);
    /** Of the last minutes, the current one first. */
    private final Deque<Map<Happening, Long>> minutes = new ArrayDeque<>();

    private final Consumer<Map<String, @Nullable Object>> listener;
    private final LongSupplier nanoTime;
    private long minute;

    /** Nothing has happened yet; whoever listens is told, and must not block. */
    public Happenings(Consumer<Map<String, @Nullable Object>> listener) {
        this(listener, System::nanoTime);
    }

    Happenings(Consumer<Map<String, @Nullable Object>> listener, LongSupplier nanoTime) {
        this.listener = listener;
        this.nanoTime = nanoTime;
        for (Happening each : Happening.values()) {
            counts.put(each, new AtomicLong());
        }
        minutes.addFirst(new EnumMap<>(Happening.class));
        minute = TimeUnit.NANOSECONDS.toMinutes(nanoTime.getAsLong());
    }

    /** Returns how often it has happened since the endpoint was opened. */
    public long count(Happening what) {
        AtomicLong count = counts.get(what);
        return count == null ? 0 : count.get();
    }

    /** Returns how often in the last ten minutes happened what should not, if it did. */
    public synchronized Map<Happening, Long> recent() {
        turnPages();
        Map<Happening, Long> recent = new LinkedHashMap<>();
        for (Happening each : Happening.values()) {
            long sum = minutes.stream()
                    .mapToLong(one -> one.getOrDefault(each, 0L))
                    .sum();
            if (each.isAWarning() && sum > 0) {
                recent.put(each, sum);
            }
        }
        return recent;
    }

    private void turnPages() {
        long now = TimeUnit.NANOSECONDS.toMinutes(nanoTime.getAsLong());
        for (; minute < now; minute++) {
            minutes.addFirst(new EnumMap<>(Happening.class));
            if (minutes.size() > MINUTES) {
                minutes.removeLast();
            }
            if (now - minute > MINUTES) {
                minute = now - MINUTES;
            }
        }
    }

    private void tell(Happening what, String who, String text) {
        AtomicLong count = counts.get(what);
        if (count != null) {
            count.incrementAndGet();
        }
        synchronized (this) {
            turnPages();
            minutes.getFirst().merge(what, 1L, Long::sum);
        }
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("time", Instant.now().toString());
        json.put("event", what.word());
        json.put("who", who);
        json.put("text", text);
        listener.accept(json);
    }

    /** Somebody has changed something over HTTP. */
    public void changed(String peer, String text) {
        tell(Happening.CHANGED, peer, text);
    }

    @Override
    protected void told(String event, String who, String text) {
        tell(Happening.valueOf(event.toUpperCase(Locale.ROOT)), who, text);
    }
}
