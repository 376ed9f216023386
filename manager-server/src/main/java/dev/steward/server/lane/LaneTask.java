package dev.steward.server.lane;

/** One call of a user's object, as its lane sees it. */
public interface LaneTask {

    /** The number of the call within its logical thread. */
    long number();

    /** Runs the call to its end and sees to its answer. Runs user code; may block; never throws. */
    void run();

    /** Told before the call is interrupted while it runs. Does not block. */
    void cancelling();

    /** Sees to the answer of a call that never ran: cancelled, or the lane is over. Does not block. */
    void refuse(Refusal reason);

    /** Why a call never ran. */
    enum Refusal {
        /** Its caller cancelled it. */
        CANCELLED,
        /** Its session ended. */
        SESSION_ENDED,
        /** The server drains. */
        DRAINING,
        /** No thread was free for it. */
        OVERLOADED
    }
}
