package dev.steward.server.session;

import dev.steward.vocabulary.Manner;
import dev.steward.vocabulary.Operation;
import org.jspecify.annotations.Nullable;

/**
 * A call of a client that was not answered yet, and the connection that its answer takes. Its monitor guards that choice,
 * so that a connection which was told that it carries nothing more for the call never carries its answer.
 */
final class OpenCall {

    /**
     * Which call of a session.
     *
     * @param thread the logical thread
     * @param number the number within it
     */
    record Key(int thread, long number) {
        @Override
        public int hashCode() {
            return (int) (number ^ number >>> 32) * 31 + thread;
        }
    }

    private final Key key;
    private final @Nullable Operation operation;
    private final ClientConnection cameBy;
    private boolean parked;
    private boolean answered;

    /** A call of an operation; null is a method of a user's object. */
    OpenCall(Key key, @Nullable Operation operation, ClientConnection cameBy) {
        this.key = key;
        this.operation = operation;
        this.cameBy = cameBy;
    }

    Key key() {
        return key;
    }

    /** Returns whether it may wait inside the machine, where a drain ends it; users' code that runs may finish. */
    boolean mayWait() {
        return operation != null && operation.mayWait() && operation.isOfObjects();
    }

    /** Returns whether it only reads, so that its session does not keep the reply. */
    boolean reads() {
        return operation != null && operation.manner() == Manner.READS;
    }

    /** Returns whether its answer was made for it, and is not what an object holds anyway. */
    boolean makesAnswer() {
        return operation != null && (!operation.isOfObjects() || operation == Operation.OBJECT_PEEK);
    }

    /** Returns the connection for the answer, which is on its way now, or null if it takes the shared one. */
    synchronized @Nullable ClientConnection answer() {
        answered = true;
        return parked ? null : cameBy;
    }

    /** From now on the answer takes the shared connection; returns false if it is on its way already. */
    synchronized boolean park() {
        parked = !answered;
        return parked;
    }
}
