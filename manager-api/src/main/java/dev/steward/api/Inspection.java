package dev.steward.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks into a server: who holds what, who waits and since when, who is connected; and puts right what somebody left behind.
 * A client has it from {@link BaseManager#inspection}, a program with a server in it from {@code ManagerServer.inspection()}.
 * Safe for use by any number of threads.
 *
 * <p>Each method asks the server and waits for the answer. The server is not stopped for it: objects and sessions are asked
 * one after the other, so that of what changes meanwhile some is seen as it was and some as it is. With an admin key set, a client
 * needs that one, but for {@link #peek} and {@link #pool}; without it a method throws {@link AuthenticationException}. Python's managers have
 * nothing like it but {@code _debug_info()}.
 */
public interface Inspection {

    /** How many holders and waiters of an object, and holdings and waits of a session, are told of by default. */
    int FEW = 100;

    /**
     * Returns what there is to tell of every object, in the order in which they were made.
     *
     * @param most how many holders and waiters of each are told of, at most 2,000; how many there are is told all the same
     */
    List<ObjectInspection> objects(int most);

    /**
     * Returns what there is to tell of the objects that a word means: the one of that name; if there is none, the one of that
     * number; if there is none, those of that typeid, such as {@code lock}, or what an object was registered under.
     *
     * @throws NoSuchObjectException if it means none
     */
    default List<ObjectInspection> objects(String nameNumberOrTypeId) {
        return objects(nameNumberOrTypeId, FEW);
    }

    /**
     * As {@link #objects(String)}.
     *
     * @param most how many holders and waiters of each are told of, at most 2,000; how many there are is told all the same
     * @throws NoSuchObjectException if the word means none
     */
    List<ObjectInspection> objects(String nameNumberOrTypeId, int most);

    /** Returns what there is to tell of every session, in the order in which they were opened. */
    List<SessionInspection> sessions();

    /**
     * Returns what happened lately, the newest first: which sessions ended and why, what passed on or went back because of that, who was
     * refused. The server remembers the last 200 of each kind since its start, with 500 characters of each, and tells as many as
     * a value may have bytes.
     *
     * @param most how many at most
     */
    List<EventInspection> events(int most);

    /** Returns what there is to tell of the server as a whole: where it listens, how full it is, what its limits are. */
    ServerInspection server();

    /**
     * Returns what a pool does: its workers, and the tasks that each has.
     *
     * @throws NoSuchObjectException if there is no such object
     * @throws MethodNotExposedException if it is no pool
     */
    PoolStatus pool(ObjectId pool);

    /**
     * Returns the first elements of an object, and takes none: of a dict or a namespace entries as
     * {@link java.util.Map.Entry}, of a cell its value, of what has no contents nothing. For a value whose class is not
     * allowed here there is an {@link UnopenedValue}.
     *
     * @param most how many at most
     * @throws NoSuchObjectException if there is no such object
     */
    List<@Nullable Object> peek(ObjectId object, int most);

    /**
     * Ends a session, as if its process had died: its locks pass on, and the next holder is told; elements that it has not done
     * go back to their places; its waits end. Its process gets a {@link SessionLostException}, and may open another session.
     *
     * @param session the number of a session, or how it begins
     * @return the whole number
     * @throws NoSuchObjectException if no session begins so
     * @throws IllegalArgumentException if more than one does, or it is the one that asks
     */
    String kick(String session);

    /**
     * Takes back what sessions hold of an object, as if each of them had died: a lock passes on, and the next holder is told;
     * permits return; elements in delivery go back to their places. The sessions live on, and find out when they next call the
     * object: until then they may believe that it is theirs, which only {@link Hold#fencingToken} keeps from doing harm.
     *
     * @return how much it was: 1 or 0 for a lock, permits, elements
     * @throws NoSuchObjectException if there is no such object
     * @throws MethodNotExposedException if nobody can hold anything of it
     */
    long release(ObjectId object);

    /**
     * Drops all elements of a list, dict, set, namespace or queue. Those of a queue that are in delivery stay so.
     *
     * @return how many there were
     * @throws NoSuchObjectException if there is no such object
     * @throws MethodNotExposedException if it has none that can be dropped
     */
    long purge(ObjectId object);

    /**
     * Puts dead letters, which queues gave up after their last delivery, to the end of those queues again, in their order and as if
     * they were new: their deliveries are counted from 0. Elements that came to this queue in another way stay, and so does
     * each one that its queue does not take, in its place. Each is in one of both queues, whoever dies meanwhile, and whoever
     * takes from this one at the same time.
     *
     * @param deadLetters the queue that has them
     * @param most how many at most
     * @return what became of them
     * @throws NoSuchObjectException if there is no such object
     * @throws MethodNotExposedException if it is no queue
     */
    Requeued requeue(ObjectId deadLetters, int most);
}
