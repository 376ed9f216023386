package dev.steward.api;

import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The results of an {@code imap} of a {@link SharedPool}, which lives on the server: processes that have it share the results,
 * each gets the next one, and no result goes to two. A result that a process took and did not receive, because it died, goes
 * to the next taker. What a task threw comes out of the {@code next} that stands for it, as the cause of a {@link
 * java.util.concurrent.CompletionException}, and the next one goes on behind it.
 *
 * <p>Only the process that called {@code imap} has the source: when it takes a result it brings more items. Others wait for
 * that. Threads of one process share it, too, with {@link #next} alone. Close it if you do not take all results: what has
 * not begun is then not done.
 *
 * <p>Python twin: the {@code Iterator} of a {@code SyncManager}'s pool.
 *
 * @param <R> the type of the results
 */
public interface SharedPoolIterator<R extends @Nullable Object>
        extends Iterator<R>, RemoteProxy, Asynchronous<AsyncPoolIterator<R>>, AutoCloseable {

    /**
     * Returns whether this process gets another result, and takes it for {@link #next}. Waits until that is known.
     *
     * @throws CallInterruptedException if interrupted while waiting
     */
    @Override
    boolean hasNext();

    /**
     * Returns the next result; waits for it.
     *
     * @throws NoSuchElementException if there is none any more, or the iterator was closed
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

    /** Lets the tasks go on when the process that brought them dies or closes its manager. Returns this. */
    SharedPoolIterator<R> detach();

    /** Returns how many of the tasks have ended. */
    PoolProgress progress();

    /** Returns the same as {@link #progress}: the results are taken, not copied. */
    @Override
    default PoolProgress snapshot() {
        return progress();
    }

    /** Ends the iterator for everybody: what has not begun is not done, and results that nobody has taken are dropped. */
    @Override
    void close();
}
