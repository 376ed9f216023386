package dev.steward.objects;

import dev.steward.api.ObjectId;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What reaches a session's group: first from its client, then from the groups that it called. */
public sealed interface SessionInput extends Input {

    /**
     * The first input of a session.
     *
     * @param lease nanoseconds that it lives without a sign of the client
     * @param resumeWindow nanoseconds that it lives after its last connection broke
     * @param client who opened it
     */
    record OpenSession(long now, long lease, long resumeWindow, SessionLimits limits, SessionClient client)
            implements SessionInput {
        /** Nobody is to come back to it. */
        public OpenSession(long now, long lease, long resumeWindow, SessionLimits limits) {
            this(now, lease, resumeWindow, limits, SessionClient.NOBODY);
        }
    }

    /** The last connection broke. */
    record SuspendSession(long now) implements SessionInput {}

    /** The client is back on a new connection. Does nothing to an open session. */
    record ResumeSession(long now) implements SessionInput {}

    /** The client's process is about to end in order: the session ends with its last connection. */
    record LeaveSession(long now) implements SessionInput {}

    /**
     * The client closed its session, or the server ends it.
     *
     * @param reason for people
     */
    record EndSession(long now, String reason) implements SessionInput {}

    /** Somebody who may ends the session, as if it had died: whoever gets what it held is told. */
    record KickSession(long now, String reason) implements SessionInput {}

    /**
     * Asks what the session does, answered straight to the driver with {@code [calls so far, list of numbers of objects in which
     * it may have left something]}.
     *
     * @param call of the server's own process
     * @param most so many objects at most
     */
    record Inspect(long now, CallId call, int most) implements SessionInput {}

    /** A sign of life. Every other input from the client is one too. */
    record Heartbeat(long now) implements SessionInput {}

    /**
     * A call, as it came in. A number that was seen before is answered from the kept replies; one that comes too early
     * waits for those before it.
     *
     * @param thread the logical thread
     * @param number which call of that thread, from 1
     * @param floor all replies to numbers below it were received
     * @param received and so were those in these ranges above it
     * @param target the object
     * @param operation the number of an {@link Operation}, of a method of a user's object, or of the server's own
     * @param arguments not checked yet
     */
    record Request(
            long now,
            int thread,
            long number,
            long floor,
            Ranges received,
            ObjectId target,
            int operation,
            List<Value> arguments)
            implements SessionInput {}

    /**
     * A call that may not enter, as it came in: it is answered in its turn and never made.
     *
     * @param thread the logical thread
     * @param number which call of that thread, from 1
     * @param floor all replies to numbers below it were received
     * @param received and so were those in these ranges above it
     * @param target what it asks
     * @param operation the number of what it asks, as in {@link Request}
     * @param status what to answer
     * @param sentence which limit or right, and the cure
     */
    record RefusedRequest(
            long now,
            int thread,
            long number,
            long floor,
            Ranges received,
            ObjectId target,
            int operation,
            Status status,
            String sentence)
            implements SessionInput {}

    /**
     * The caller wants the call to end. It is answered either way, with its result or with CANCELLED. May overtake the
     * call itself on another connection.
     */
    record CancelRequest(long now, int thread, long number) implements SessionInput {}

    /**
     * Nobody wants the result any more: an element goes to its old place, a lock is released. Before the result is there: a
     * cancel, and then this.
     *
     * @param counted whether the client has counted the references in it; if not they are dropped here
     * @param unopened whether it is because the client cannot open the first element: its session goes on behind it
     * @param kept how many of the first elements the client has received all the same
     */
    record GiveBackRequest(long now, int thread, long number, boolean counted, boolean unopened, int kept)
            implements SessionInput {
        /** Nobody has looked into the result. */
        public GiveBackRequest(long now, int thread, long number) {
            this(now, thread, number, false, false, 0);
        }
    }

    /** Replies were received: all below the floor, and those in the ranges. */
    record Acknowledge(long now, int thread, long floor, Ranges received) implements SessionInput {}

    /** Threads of the client have ended; their numbers are never used again. Locks that belong to a thread pass on. */
    record ThreadsEnded(long now, List<Integer> threads) implements SessionInput {}

    /**
     * A lane of the server calls an object on behalf of the thread that it serves. The answer goes to the driver as a
     * reply, SESSION_ENDED if the session is no more. The driver cancels, gives back and acknowledges such a call with
     * inputs to the object itself, and keeps references in the arguments alive.
     *
     * @param number negative, never used before in this session
     */
    record InvokeAs(long now, int thread, long number, ObjectId target, Operation operation, List<Value> arguments)
            implements SessionInput {}

    /** A call has ended: from an object, the directory, or the lane of a user's object. */
    record Answered(long now, CallId call, Answer answer) implements SessionInput {}

    /** A call was begun and waits, so that later calls of its thread need not wait for it. */
    record Waits(long now, CallId call) implements SessionInput {}

    /**
     * The directory keeps the objects alive that the arguments of a call refer to, until it is unpinned.
     *
     * @param missing null, or the object that is no more
     */
    record Pinned(long now, CallId call, @Nullable ObjectId missing) implements SessionInput {}

    /** Nothing of this session is left in an object whose references it has dropped. */
    record Untouched(long now, ObjectId object) implements SessionInput {}
}
