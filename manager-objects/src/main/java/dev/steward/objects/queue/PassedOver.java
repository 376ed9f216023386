package dev.steward.objects.queue;

import dev.steward.objects.SessionId;
import dev.steward.objects.StateReader;
import dev.steward.objects.StateWriter;
import dev.steward.objects.waiting.Presence;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * How far the sessions have got that met an element which they cannot open: each goes on behind it, and the element keeps
 * its place for all others. Most queues never have any.
 */
final class PassedOver {

    /** What every session begins behind. */
    static final long START = 0;

    private final Map<SessionId, Long> marks = new LinkedHashMap<>();

    /** Returns the stamp behind which a session goes on. */
    long of(SessionId session) {
        return marks.isEmpty() ? START : marks.getOrDefault(session, START);
    }

    /** A session goes on behind a stamp. */
    void passes(Presence presence, long stamp) {
        marks.put(presence.session(), stamp);
        presence.setRemembered(true);
    }

    /** An element came back to its place: nobody passes it over who did not pass it before. */
    void cameBack(long stamp) {
        marks.replaceAll((session, behind) -> Math.min(behind, stamp - 1));
    }

    /** A session begins anew. */
    void forget(Presence presence) {
        if (marks.remove(presence.session()) != null) {
            presence.setRemembered(false);
        }
    }

    void save(StateWriter writer) {
        writer.writeInt(marks.size());
        marks.forEach((session, behind) -> {
            writer.writeSession(session);
            writer.writeLong(behind);
        });
    }

    void load(StateReader reader, Function<SessionId, Presence> presences) {
        int count = reader.readCount();
        for (int i = 0; i < count; i++) {
            Presence presence = presences.apply(reader.readSession());
            passes(presence, reader.readLong());
        }
    }
}
