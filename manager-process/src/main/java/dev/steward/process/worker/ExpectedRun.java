package dev.steward.process.worker;

import dev.steward.api.AsyncResult;
import org.jspecify.annotations.Nullable;

/**
 * A run that came to a worker: who hears that nobody wants it may come before, while and after it begins. Each side writes
 * its own field and then reads the other's, so that one of them sees both. Safe for use by any number of threads.
 */
final class ExpectedRun {

    private volatile boolean unwanted;
    private volatile @Nullable AsyncResult<Object> result;

    /** Returns whether it is to begin. */
    boolean isWanted() {
        return !unwanted;
    }

    /** It runs, and that is what comes of it. */
    void runs(AsyncResult<Object> what) {
        result = what;
        if (unwanted) {
            what.cancel(true);
        }
    }

    /** Nobody wants it: it does not begin, or is ended. */
    void end() {
        unwanted = true;
        AsyncResult<Object> what = result;
        if (what != null) {
            what.cancel(true);
        }
    }
}
