package dev.steward.systemtests.history;

import dev.steward.systemtests.history.Operation.Ending;

/** One call, as far as a search for an order of calls needs to know it. Times are {@link System#nanoTime}. */
public interface Timed {

    /** Returns when it was called. */
    long invokedAt();

    /** Returns when it returned. */
    long returnedAt();

    /** Returns how it ended. */
    Ending ending();
}
