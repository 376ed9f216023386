package dev.steward.admin.watch;

import dev.steward.admin.http.EventStream;
import dev.steward.admin.http.HttpRefusal;
import dev.steward.admin.json.JsonText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Who reads events: samples of the server as {@code sample}, what happens as {@code event}. Much may happen in a second: more than some
 * is not sent but counted. Any thread; nothing blocks.
 */
public final class EventHub {

    /** So many may read at once. */
    static final int MOST_READERS = 64;

    /** So many things that happen in a second are sent. */
    static final int MOST_IN_A_SECOND = 50;

    /** So many warnings are sent; all are at /api/v1/warnings. */
    private static final int MOST_WARNINGS = 50;

    private final Set<EventStream> readers = ConcurrentHashMap.newKeySet();
    private final AtomicInteger left = new AtomicInteger(MOST_IN_A_SECOND);
    private final AtomicLong missed = new AtomicLong();

    /** Throws if there are as many readers as may be. */
    public void requireRoom() {
        readers.removeIf(reader -> !reader.isOpen());
        if (readers.size() >= MOST_READERS) {
            throw new HttpRefusal(
                    HttpRefusal.OVERLOADED,
                    MOST_READERS + " read events already, as many as may: close pages that nobody looks at");
        }
    }

    /** Returns whether somebody reads. */
    public boolean hasReaders() {
        return !readers.isEmpty();
    }

    /** Adds a reader, who first hears what was remembered. */
    public void add(EventStream reader, List<Map<String, @Nullable Object>> history) {
        reader.send("history", JsonText.of(history));
        readers.add(reader);
    }

    /** Tells of something that has happened. */
    public void happened(Map<String, @Nullable Object> event) {
        if (readers.isEmpty()) {
            return;
        }
        if (left.decrementAndGet() < 0) {
            missed.incrementAndGet();
            return;
        }
        send("event", JsonText.of(event));
    }

    /** Tells what was seen, and lets the next second's events pass. Called once a second at most. */
    public void seen(Sample sample, List<Warning> warnings) {
        left.set(MOST_IN_A_SECOND);
        readers.removeIf(reader -> !reader.isOpen());
        if (readers.isEmpty()) {
            missed.set(0);
            return;
        }
        Map<String, @Nullable Object> json = new LinkedHashMap<>(sample.totals());
        json.put("warnings", warnings.size());
        json.put(
                "worst",
                warnings.stream().limit(MOST_WARNINGS).map(Warning::json).toList());
        json.put("missed", missed.getAndSet(0));
        send("sample", JsonText.of(json));
    }

    private void send(String name, String data) {
        readers.forEach(reader -> reader.send(name, data));
    }
}
