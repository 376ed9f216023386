package dev.steward.objects.waiting;

import dev.steward.api.ObjectId;
import dev.steward.objects.GroupId;
import dev.steward.objects.ObjectInput;
import dev.steward.objects.Outputs;
import dev.steward.objects.SessionId;
import dev.steward.objects.SessionInput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The sessions of which something is in one group, in the order in which they came. */
final class Presences {

    private final Map<SessionId, Presence> bySession = new LinkedHashMap<>();

    /** Freed objects of the group whose ids still lead here. */
    private final Set<ObjectId> former = new LinkedHashSet<>();

    /** Returns what a session has here, made now if it had nothing. */
    Presence of(SessionId session) {
        return bySession.computeIfAbsent(session, Presence::new);
    }

    /** Returns what a session has here, or null. */
    @Nullable
    Presence orNull(SessionId session) {
        return bySession.get(session);
    }

    /** Takes out a session; returns what it had here, or null. */
    @Nullable
    Presence remove(SessionId session, Outputs out) {
        Presence presence = bySession.remove(session);
        if (presence != null) {
            for (ObjectId object : presence.leadHere) {
                if (bySession.values().stream().noneMatch(other -> other.leadHere.contains(object))) {
                    former.remove(object);
                    out.removed(GroupId.of(object));
                }
            }
        }
        return presence;
    }

    /**
     * Lets the id of a freed object lead here for as long as any session that is here now: its end, or that of a thread,
     * may come by that id.
     */
    void freed(ObjectId object, Outputs out) {
        if (bySession.isEmpty()) {
            out.removed(GroupId.of(object));
        } else {
            former.add(object);
            bySession.values().forEach(presence -> presence.leadHere.add(object));
        }
    }

    /** Returns whether an object is freed whose id still leads here. */
    boolean isFormer(ObjectId object) {
        return former.contains(object);
    }

    /** Notes what was read with a session. */
    void restored(Presence presence) {
        former.addAll(presence.leadHere);
    }

    /** Forgets all sessions, because the last object of the group is freed. */
    void allFreed(long now, Outputs out) {
        for (Presence presence : all()) {
            presence.tellUntouched(now, out);
            remove(presence.session, out);
        }
    }

    int size() {
        return bySession.size();
    }

    /** Returns a copy, to walk over while sessions come and go. */
    List<Presence> all() {
        return List.copyOf(bySession.values());
    }

    /** Skips the waiting calls of a session from now on. */
    void suspend(SessionId session) {
        Presence presence = of(session);
        presence.suspended = true;
        byLine(presence).forEach(WaitingLine::setAside);
    }

    /** Puts the waiting calls of a session back to their places. */
    void resume(SessionId session, Outputs out) {
        Presence presence = bySession.get(session);
        if (presence == null || !presence.suspended) {
            return;
        }
        presence.suspended = false;
        byLine(presence).forEach(WaitingLine::restore);
        if (presence.isEmpty()) {
            remove(session, out);
        }
    }

    /** Returns the waiting calls of a session by the line that they wait in, in the order in which they came. */
    private static Map<WaitingLine, List<Waiter>> byLine(Presence presence) {
        Map<WaitingLine, List<Waiter>> byLine = new LinkedHashMap<>();
        for (Waiter waiter : presence.waiters.toList()) {
            if (waiter.line != null) {
                byLine.computeIfAbsent(waiter.line, line -> new ArrayList<>()).add(waiter);
            }
        }
        return byLine;
    }

    /** Forgets a session of which nothing is left here. */
    void tidy(Presence presence, long now, Outputs out) {
        if (!presence.isEmpty()) {
            return;
        }
        // Whoever heard that nothing is left here does not tell when the session resumes: the flag must go too.
        if (!presence.suspended || !presence.letGo.isEmpty()) {
            remove(presence.session, out);
        }
        presence.tellUntouched(now, out);
    }

    /** Tells a session that has dropped its references when nothing of it is left here: now, or later. */
    void letGo(ObjectInput.LetGo letGo, Outputs out) {
        Presence presence = bySession.get(letGo.session());
        if (presence == null || presence.isEmpty()) {
            remove(letGo.session(), out);
            out.forward(letGo.session(), new SessionInput.Untouched(letGo.now(), letGo.object()));
        } else if (!presence.letGo.contains(letGo.object())) {
            presence.letGo.add(letGo.object());
        }
    }
}
