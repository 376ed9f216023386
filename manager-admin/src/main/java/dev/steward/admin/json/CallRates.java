package dev.steward.admin.json;

import dev.steward.api.SessionInspection;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How many calls a second each session makes: since the look before, or since it was opened if there was none. Used by one
 * thread.
 */
public final class CallRates {

    private static final double NANOS = 1e9;

    private Map<String, SessionInspection> before = Map.of();

    /** The rates of one look. */
    public static final class Round {
        private final Map<String, Double> rates = new HashMap<>();

        /** Returns how many calls a second a session made. */
        public double of(SessionInspection session) {
            return rates.getOrDefault(session.client().session(), 0.0);
        }

        /** Returns how many all sessions made together. */
        public double ofAll() {
            return rates.values().stream().mapToDouble(Double::doubleValue).sum();
        }
    }

    /** Takes in what was seen now. */
    public Round next(List<SessionInspection> sessions) {
        Round round = new Round();
        Map<String, SessionInspection> now = new HashMap<>();
        for (SessionInspection session : sessions) {
            String id = session.client().session();
            SessionInspection last = before.get(id);
            long calls = session.calls() - (last == null ? 0 : last.calls());
            Duration time = last == null ? session.since() : session.since().minus(last.since());
            round.rates.put(id, time.isZero() ? 0 : Math.max(0, calls) * NANOS / time.toNanos());
            now.put(id, session);
        }
        before = now;
        return round;
    }
}
