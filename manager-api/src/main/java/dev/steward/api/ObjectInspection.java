package dev.steward.api;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who holds an object and who waits in it.
 *
 * @param object what it is, and how many calls wait in it
 * @param elements how many elements a queue has that wait to be taken; -1 if it is no queue
 * @param oldest for how long the one that is taken next has been there, to a tenth of a second; null if there is none, or that
 *     is not known
 * @param holding how many holders there are
 * @param holders those that have held it for longest, the first ones: of a lock who has it, of a semaphore who has permits, of a
 *     queue who has which element in delivery, of a barrier who runs its action, of a pool its workers
 * @param waiters the calls that wait in it, the first ones, in the order in which they are served
 */
public record ObjectInspection(
        ObjectDescription object,
        long elements,
        @Nullable Duration oldest,
        long holding,
        List<Holder> holders,
        List<Waiter> waiters) {

    /** Keeps copies of the lists. */
    public ObjectInspection {
        holders = List.copyOf(holders);
        waiters = List.copyOf(waiters);
    }

    /**
     * Who holds something.
     *
     * @param client who it is
     * @param thread the logical thread that it came to, counted from 1
     * @param since how long ago
     * @param count how much: how deep a lock is held, permits, how often an element was delivered, what a worker has to do
     * @param what the element in delivery, or what a worker says of itself; empty for a lock and permits
     */
    public record Holder(Client client, int thread, Duration since, long count, String what) {}

    /**
     * A call that waits.
     *
     * @param client whose it is
     * @param thread its logical thread, counted from 1
     * @param since how long ago it began to wait
     * @param what what for, such as {@code acquire}, {@code signal}, {@code take} or {@code put}
     */
    public record Waiter(Client client, int thread, Duration since, String what) {}

    /**
     * A client as whoever looks after a server needs it.
     *
     * @param session the number of its session in hexadecimal digits, of which logs show the first eight; {@code local} for the
     *     server's own process
     * @param name {@code ClientOptions.name}
     * @param process the number of its process on its own machine, 0 if it is not known
     * @param address where it is connected from; empty for the server's own process, or if its session has just ended
     */
    public record Client(String session, String name, long process, String address) {

        private static final int SHOWN = 8;

        /** Returns the digits of the session's number that logs show. */
        public String shortSession() {
            return session.substring(0, Math.min(SHOWN, session.length()));
        }
    }
}
