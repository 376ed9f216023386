package dev.steward.protocol.message;

/**
 * A message about one call. The call id, a logical thread of the client and a number within that thread, is in the header
 * of its frame, so that whoever reads it knows whose it is before looking into the body.
 */
public sealed interface CallMessage extends Message
        permits AskingMessage, Reply, Cancel, GiveBack, Park, Parked, LargeReply, Pull, Chunk {

    /** Returns the logical thread of the client, at least 0; 0 is the client itself. Never used again within a session. */
    int thread();

    /** Returns the number of the call within its thread; the first is 1. */
    long number();

    /**
     * Checks a call id.
     *
     * @throws IllegalArgumentException if the thread is below 0 or the number below 1
     */
    static void requireCallId(int thread, long number) {
        if (thread < 0) {
            throw new IllegalArgumentException("a logical thread is at least 0, not " + thread);
        }
        if (number < 1) {
            throw new IllegalArgumentException("the calls of a thread are numbered from 1, not " + number);
        }
    }
}
