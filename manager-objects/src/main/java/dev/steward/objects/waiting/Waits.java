package dev.steward.objects.waiting;

import dev.steward.objects.CallId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The calls that wait in one group: each is found by its id and in the order of the deadlines, and is in its line and with its
 * session for as long as it waits.
 */
final class Waits {

    private final Map<CallId, Waiter> byCall = new HashMap<>();
    private final Deadlines deadlines = new Deadlines();
    private long lastTicket;

    boolean isEmpty() {
        return byCall.isEmpty();
    }

    /** Returns a call that waits, or null. */
    @Nullable
    Waiter of(CallId call) {
        return byCall.get(call);
    }

    /** Lets a call wait from now on. */
    void begin(Waiter waiter, WaitingLine line, long now) {
        waiter.since = now;
        byCall.put(waiter.call, waiter);
        join(waiter, line);
        if (waiter.deadline != Waiter.NEVER) {
            deadlines.add(waiter);
        }
    }

    /** Puts a call at the end of a line. */
    void join(Waiter waiter, WaitingLine line) {
        leaveLine(waiter);
        // Deadlines are in order of tickets where they are equal.
        boolean watched = isWatched(waiter);
        deadlines.remove(waiter);
        waiter.ticket = ++lastTicket;
        waiter.inPresence = waiter.presence.waiters.addLast(waiter);
        line.add(waiter);
        if (watched) {
            deadlines.add(waiter);
        }
    }

    private static void leaveLine(Waiter waiter) {
        if (waiter.line != null) {
            waiter.line.remove(waiter);
        }
        if (waiter.inPresence != null) {
            waiter.presence.waiters.remove(waiter.inPresence);
            waiter.inPresence = null;
        }
    }

    /** Ends a wait. */
    void end(Waiter waiter) {
        byCall.remove(waiter.call);
        deadlines.remove(waiter);
        leaveLine(waiter);
    }

    /** Stops watching the time of a call that goes on waiting. */
    void ignoreDeadline(Waiter waiter) {
        deadlines.remove(waiter);
    }

    /** Returns whether a call stops waiting some time. */
    static boolean isWatched(Waiter waiter) {
        return waiter.inDeadlines >= 0;
    }

    /** Returns the call that stops waiting first, or null if none ever does. */
    @Nullable
    Waiter firstToStop() {
        return deadlines.first();
    }

    // Snapshot.

    long lastTicket() {
        return lastTicket;
    }

    /** Goes on with the tickets of a snapshot. */
    void goOnBehind(long ticket) {
        lastTicket = ticket;
    }

    /** Takes in a call that was read from a snapshot; its line takes it when all have been. */
    void restore(Waiter waiter, long since, boolean watched, long ticket) {
        waiter.ticket = ticket;
        waiter.since = since;
        waiter.inPresence = waiter.presence.waiters.addLast(waiter);
        byCall.put(waiter.call, waiter);
        if (watched) {
            deadlines.add(waiter);
        }
    }
}
