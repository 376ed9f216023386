package dev.steward.protocol.report;

import dev.steward.vocabulary.Printable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventAware;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Tells what others can bring about as often as they like: each kind once a second at most, and how many there were that it did
 * not tell. Its monitor guards the counts; safe for use by any number of threads.
 */
public final class LimitedLog {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    /** Kinds are few; if not, those beyond are one. */
    private static final int MOST_KINDS = 64;

    private static final String OTHERS = "other news";

    private final Lines log;
    private final LongSupplier nanoTime;
    private final Map<String, Kind> kinds = new HashMap<>();

    /** Takes lines, with what was thrown if there is anything, and with what programs read beside the line. */
    interface Lines {
        void add(String line, @Nullable Throwable thrown, Map<String, ?> members);
    }

    private static final class Kind {
        private long toldAt;
        private long untold;

        private Kind(long toldAt) {
            this.toldAt = toldAt;
        }
    }

    /** Returns one that warns. */
    public static LimitedLog warnings(Logger log) {
        return new LimitedLog(
                (line, thrown, members) -> write(log, Level.WARN, line, thrown, members), System::nanoTime);
    }

    /** Returns one that informs. */
    public static LimitedLog information(Logger log) {
        return new LimitedLog(
                (line, thrown, members) -> write(log, Level.INFO, line, thrown, members), System::nanoTime);
    }

    /**
     * Writes one line to a log of slf4j.
     *
     * @param members what the line says, by names, for logs that keep it apart from the line; the others get the line alone
     */
    public static void write(Logger log, Level level, String line, @Nullable Throwable thrown, Map<String, ?> members) {
        if (log instanceof LoggingEventAware && !members.isEmpty()) {
            LoggingEventBuilder event = log.atLevel(level).setCause(thrown);
            for (Map.Entry<String, ?> member : members.entrySet()) {
                event = event.addKeyValue(member.getKey(), member.getValue());
            }
            event.log(line);
            return;
        }
        switch (level) {
            case ERROR -> log.error(line, thrown);
            case WARN -> log.warn(line, thrown);
            case INFO -> log.info(line, thrown);
            case DEBUG -> log.debug(line, thrown);
            case TRACE -> log.trace(line, thrown);
        }
    }

    LimitedLog(Lines log, LongSupplier nanoTime) {
        this.log = log;
        this.nanoTime = nanoTime;
    }

    /**
     * Tells, or counts.
     *
     * @param kind what it is a case of, in few words; there are few kinds
     * @param line is asked for only if it is told
     */
    public void tell(String kind, Supplier<String> line) {
        tell(kind, line, null, Map::of);
    }

    /**
     * Tells, or counts.
     *
     * @param kind what it is a case of, in few words; there are few kinds
     * @param line is asked for only if it is told
     * @param thrown is told with its trace; null if there is nothing
     */
    public void tell(String kind, Supplier<String> line, @Nullable Throwable thrown) {
        tell(kind, line, thrown, Map::of);
    }

    /**
     * Tells, or counts.
     *
     * @param kind what it is a case of, in few words; there are few kinds
     * @param line is asked for only if it is told
     * @param members what the line says, by names; is asked for only if it is told
     */
    public void tell(String kind, Supplier<String> line, Supplier<Map<String, ?>> members) {
        tell(kind, line, null, members);
    }

    private void tell(
            String kind, Supplier<String> line, @Nullable Throwable thrown, Supplier<Map<String, ?>> members) {
        long untold = begin(kind);
        if (untold >= 0) {
            String before = untold == 0 ? "" : " (and " + untold + " more of this kind before)";
            log.add(Printable.of(line.get()) + before, thrown, members.get());
        }
    }

    /** Returns how many were not told before, and that this one is to be told; negative if it is counted only. */
    private synchronized long begin(String kind) {
        long now = nanoTime.getAsLong();
        String key = kinds.size() < MOST_KINDS || kinds.containsKey(kind) ? kind : OTHERS;
        Kind known = kinds.get(key);
        if (known == null) {
            kinds.put(key, new Kind(now));
            return 0;
        }
        if (now - known.toldAt < SECOND) {
            known.untold++;
            return -1;
        }
        long untold = known.untold;
        known.untold = 0;
        known.toldAt = now;
        return untold;
    }

    /** Tells how many there were since the last that was told, where that is a second ago. Called by a timer. */
    public void tellRest() {
        List<String> lines = new ArrayList<>();
        synchronized (this) {
            long now = nanoTime.getAsLong();
            kinds.forEach((name, kind) -> {
                if (kind.untold > 0 && now - kind.toldAt >= SECOND) {
                    lines.add(kind.untold + " more of this kind: " + Printable.of(name));
                    kind.untold = 0;
                    kind.toldAt = now;
                }
            });
        }
        lines.forEach(line -> log.add(line, null, Map.of()));
    }
}
