package dev.steward.objects;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be done for sessions: they take turns, and of each the oldest comes first, so that who asks a thousand times at
 * once waits for itself. Not thread-safe.
 *
 * @param <T> what waits
 */
public final class SessionTurns<T> {

    private final Map<SessionId, Queue<T>> waiting = new LinkedHashMap<>();

    /** Nothing waits yet. */
    public SessionTurns() {}

    /** Returns whether nothing waits. */
    public boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Has something wait for the turn of a session. */
    public void add(SessionId session, T last) {
        waiting.computeIfAbsent(session, first -> new ArrayDeque<>()).add(last);
    }

    /** Removes and returns the oldest of the session whose turn it is, or null if nothing waits. */
    public @Nullable T next() {
        Iterator<Map.Entry<SessionId, Queue<T>>> turns = waiting.entrySet().iterator();
        if (!turns.hasNext()) {
            return null;
        }
        Map.Entry<SessionId, Queue<T>> turn = turns.next();
        Queue<T> own = turn.getValue();
        T next = own.remove();
        turns.remove();
        if (!own.isEmpty()) {
            waiting.put(turn.getKey(), own);
        }
        return next;
    }

    /** Removes what waits for a session and is found; returns whether there was any. */
    public boolean removeIf(SessionId session, Predicate<T> found) {
        Queue<T> own = waiting.get(session);
        if (own == null || !own.removeIf(found)) {
            return false;
        }
        if (own.isEmpty()) {
            waiting.remove(session);
        }
        return true;
    }
}
