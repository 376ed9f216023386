package dev.steward.objects.pool;

import dev.steward.objects.SessionId;
import java.util.LinkedHashMap;
import java.util.Map;

/** How much of each session waits for workers, and how many of its calls wait for room. */
final class Submitters {

    /** How many bytes of arguments of one session may wait. */
    private static final long MOST_BYTES = 64L << 20;

    /** One session. */
    private static final class Submitter {
        private int tasks;
        private long bytes;
        private int calls;
    }

    private int mostTasks;
    private final Map<SessionId, Submitter> bySession = new LinkedHashMap<>();
    private long tasks;
    private boolean hasRoom;

    /**
     * Nobody yet.
     *
     * @param mostTasks how many tasks of one session may wait for a worker
     */
    Submitters(int mostTasks) {
        this.mostTasks = mostTasks;
    }

    /** Another number of tasks of one session may wait from now on. */
    void limited(int most) {
        mostTasks = most;
        hasRoom = true;
    }

    /** Returns how many tasks of one session may wait. */
    int mostTasks() {
        return mostTasks;
    }

    /** Returns how many tasks wait. */
    long tasks() {
        return tasks;
    }

    private Submitter of(SessionId session) {
        return bySession.computeIfAbsent(session, id -> new Submitter());
    }

    private void forgetIfEmpty(SessionId session, Submitter submitter) {
        if (submitter.tasks == 0 && submitter.calls == 0) {
            bySession.remove(session);
        }
    }

    /** A task of a session waits from now on. */
    void add(SessionId session, long size) {
        Submitter submitter = of(session);
        submitter.tasks++;
        submitter.bytes += size;
        tasks++;
    }

    /** A task of a session waits no more. */
    void remove(SessionId session, long size) {
        Submitter submitter = of(session);
        submitter.tasks--;
        submitter.bytes -= size;
        tasks--;
        hasRoom = true;
        forgetIfEmpty(session, submitter);
    }

    /** Returns whether a session may bring so much; with nothing waiting, anything. */
    boolean hasRoom(SessionId session, int moreTasks, long moreBytes) {
        Submitter submitter = bySession.get(session);
        return submitter == null
                || submitter.tasks == 0
                || (submitter.tasks + moreTasks <= mostTasks && submitter.bytes + moreBytes <= MOST_BYTES);
    }

    /** Returns whether a call that comes now may bring so much at once: it waits behind others of its session. */
    boolean takes(SessionId session, int moreTasks, long moreBytes) {
        Submitter submitter = bySession.get(session);
        return submitter == null || (submitter.calls == 0 && hasRoom(session, moreTasks, moreBytes));
    }

    /** A call of a session waits for room from now on. */
    void waitsForRoom(SessionId session) {
        of(session).calls++;
    }

    /** A call of a session waits for room no more. */
    void waitsForRoomNoMore(SessionId session) {
        Submitter submitter = of(session);
        submitter.calls--;
        hasRoom = true;
        forgetIfEmpty(session, submitter);
    }

    /** Somebody who waits may have room who could not be asked before. */
    void lookAgain() {
        hasRoom = true;
    }

    /** Returns, once, whether there may be room for who waits for some. */
    boolean takeHasRoom() {
        boolean taken = hasRoom;
        hasRoom = false;
        return taken;
    }
}
