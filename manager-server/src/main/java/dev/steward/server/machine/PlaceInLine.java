package dev.steward.server.machine;

import dev.steward.objects.SessionId;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Where a group waits for a worker: in the line of each session that has a call in it. The first whose turn it is has the group
 * run; so nobody's call waits for what another session has workers do elsewhere. Any thread.
 */
final class PlaceInLine {

    private final Workers workers;
    private final Runnable turn;
    private final AtomicBoolean taken = new AtomicBoolean();
    private final Set<SessionId> sessions = ConcurrentHashMap.newKeySet();

    /** A place in no line yet; what its turn is runs once. */
    PlaceInLine(Workers workers, Runnable turn) {
        this.workers = workers;
        this.turn = turn;
    }

    /**
     * Waits in the line of a session.
     *
     * @throws RejectedExecutionException if the server has ended
     */
    void waitFor(SessionId session) {
        if (!taken.get() && sessions.add(session)) {
            workers.execute(session, this::take);
        }
    }

    /** Waits in the line of a session too, if there still are lines; the group has a place in one already. */
    void waitForToo(SessionId session) {
        try {
            waitFor(session);
        } catch (RejectedExecutionException serverEnded) {
            // What was given to the workers before is done.
            sessions.remove(session);
        }
    }

    private void take() {
        if (taken.compareAndSet(false, true)) {
            turn.run();
        }
    }
}
