package dev.steward.admin.watch;

import dev.steward.api.EventInspection;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What can happen in a server, as {@link dev.steward.server.ServerEvents} tells it. */
public enum Happening {
    AUTHENTICATED(false, ""),
    AUTHENTICATION_FAILED(true, "connections did not prove a key"),
    REFUSED(true, "connections or calls were refused"),
    SESSION(false, ""),
    ABANDONED(true, "locks passed on because their holders died"),
    REDELIVERED(true, "elements went back to their places"),
    DEAD_LETTERED(true, "elements were given up after their last delivery"),
    CHANGED(false, "");

    private static final Duration LATELY = Duration.ofMinutes(10);

    private final boolean isAWarning;
    private final String words;

    Happening(boolean isAWarning, String words) {
        this.isAWarning = isAWarning;
        this.words = words;
    }

    /** Returns whether it should not happen. */
    boolean isAWarning() {
        return isAWarning;
    }

    /** Returns it in a word, such as {@code dead_lettered}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Returns how often in the last ten minutes happened what should not, if it did, as far as a server remembers: 200 of each
     * kind of event.
     */
    public static Map<Happening, Long> recent(List<EventInspection> events) {
        Map<Happening, Long> counts = new EnumMap<>(Happening.class);
        for (EventInspection event : events) {
            for (Happening each : values()) {
                if (each.isAWarning
                        && each.word().equals(event.event())
                        && event.since().compareTo(LATELY) <= 0) {
                    counts.merge(each, 1L, Long::sum);
                }
            }
        }
        return counts;
    }

    /** Returns in a sentence that it happened so often. */
    String inWords(long count) {
        return (count == 1 ? "once" : count + " times") + " in the last ten minutes: " + words;
    }
}
