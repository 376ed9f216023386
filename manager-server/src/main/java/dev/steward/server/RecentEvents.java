package dev.steward.server;

import dev.steward.server.service.PastEvent;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Remembers what happened lately: of each kind so many, so that a flood of one leaves the others there. Told on any thread, does not
 * block; its monitor guards what it remembers.
 */
final class RecentEvents extends EventSentences {

    private static final int MOST_OF_A_KIND = 200;
    private static final int LONGEST = 500;

    private final Map<String, Deque<PastEvent>> kinds = new HashMap<>();
    /** No two at the same time, so that time is their order. */
    private long latest = System.nanoTime();

    @Override
    protected void told(String event, String who, String text) {
        String shortWho = cut(who);
        String shortText = cut(text);
        synchronized (this) {
            latest += Math.max(1, System.nanoTime() - latest);
            Deque<PastEvent> all = kinds.computeIfAbsent(event, kind -> new ArrayDeque<>());
            if (all.size() == MOST_OF_A_KIND) {
                all.removeLast();
            }
            all.addFirst(new PastEvent(latest, event, shortWho, shortText));
        }
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(LONGEST, text.length()));
    }

    /** Returns them, the newest first. */
    synchronized List<PastEvent> newestFirst() {
        return kinds.values().stream()
                .flatMap(Deque::stream)
                .sorted(Comparator.comparingLong((PastEvent past) -> latest - past.nanoTime()))
                .toList();
    }
}
