package dev.steward.api;

import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The results of an {@code imap}, one after the other. What a task threw comes out of the {@code next} that stands for it, as
 * the cause of a {@link java.util.concurrent.CompletionException}, and the next one goes on behind it. Close it if you do not
 * take all of them: what has not begun is then not done.
 *
 * <p>Python twin: {@code multiprocessing.pool.IMapIterator}.
 *
 * @param <R> the type of the results
 */
public interface TaskResults<R extends @Nullable Object> extends Iterator<R>, AutoCloseable {

    /**
     * Returns whether another result comes. May wait until that is known.
     *
     * @throws CallInterruptedException if interrupted while waiting
     */
    @Override
    boolean hasNext();

    /**
     * Returns the next result; waits for it.
     *
     * @throws java.util.NoSuchElementException if there is none any more, or this was closed
     * @throws java.util.concurrent.CompletionException if the task failed
     * @throws java.util.concurrent.CancellationException if the tasks were cancelled
     * @throws CallInterruptedException if interrupted while waiting; no result is lost
     */
    @Override
    R next();

    /**
     * Returns the next result; waits for it at most so long. Python twin: {@code next(timeout)}.
     *
     * @throws TimeoutException if it was not there in time; it may still come
     * @throws InterruptedException if the thread is interrupted; no result is lost
     */
    R next(Duration timeout) throws InterruptedException, TimeoutException;

    /** Takes no more items from the source: what has not begun is not done. */
    @Override
    void close();
}
