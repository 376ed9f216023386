package dev.steward.process;

import dev.steward.api.TaskResults;
import dev.steward.process.pool.Results;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The results of an {@code imap} of a {@link Pool}. For one thread at a time.
 *
 * <p>Python twin: {@code multiprocessing.pool.IMapIterator}.
 *
 * @param <R> the type of the results
 */
public final class PoolIterator<R extends @Nullable Object> implements TaskResults<R> {

    private final Results results;

    PoolIterator(Results results) {
        this.results = results;
    }

    /** Returns whether another result comes. Takes items from the source; waits for that, not for the result. */
    @Override
    public boolean hasNext() {
        return results.hasNext();
    }

    // The values are what the function with this result type returned.
    @SuppressWarnings({"unchecked", "NullAway"})
    @Override
    public R next() {
        return (R) results.next();
    }

    // As above.
    @SuppressWarnings({"unchecked", "NullAway"})
    @Override
    public R next(Duration timeout) throws InterruptedException, TimeoutException {
        return (R) results.next(TimeUnit.NANOSECONDS.convert(timeout));
    }

    /** Takes no more items from the source; {@link #hasNext()} is false from now on. */
    @Override
    public void close() {
        results.close();
    }
}
