package dev.steward.process;

import dev.steward.process.pool.Results;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The results of an {@code imap}, one after the other. What a task threw comes out of the {@code next} that stands for it,
 * as the cause of a {@link java.util.concurrent.CompletionException}, and the next one goes on behind it. For one thread at
 * a time. Close it if you do not take all of them: what has not begun is then not done.
 *
 * <p>Python twin: {@code multiprocessing.pool.IMapIterator}.
 *
 * @param <R> the type of the results
 */
public final class PoolIterator<R extends @Nullable Object> implements Iterator<R>, AutoCloseable {

    private final Results results;

    PoolIterator(Results results) {
        this.results = results;
    }

    /** Returns whether another result comes. Takes items from the source; waits for that, not for the result. */
    @Override
    public boolean hasNext() {
        return results.hasNext();
    }

    /**
     * Returns the next result; waits for it.
     *
     * @throws java.util.NoSuchElementException if there is none
     * @throws java.util.concurrent.CompletionException if the task failed
     * @throws java.util.concurrent.CancellationException if the pool was terminated
     * @throws dev.steward.api.CallInterruptedException if the thread is interrupted
     */
    // The values are what the function with this result type returned.
    @SuppressWarnings({"unchecked", "NullAway"})
    @Override
    public R next() {
        return (R) results.next();
    }

    /**
     * Returns the next result; waits for it at most so long.
     *
     * @throws TimeoutException if it was not there in time; it may still come
     * @throws InterruptedException if the thread is interrupted
     */
    // As above.
    @SuppressWarnings({"unchecked", "NullAway"})
    public R next(Duration timeout) throws InterruptedException, TimeoutException {
        return (R) results.next(TimeUnit.NANOSECONDS.convert(timeout));
    }

    /** Takes no more items from the source; {@link #hasNext()} is false from now on. */
    @Override
    public void close() {
        results.close();
    }
}
