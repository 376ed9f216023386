package dev.steward.api;

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
        extends TaskResults<R>, RemoteProxy, Asynchronous<AsyncPoolIterator<R>> {

    /**
     * Returns whether this process gets another result, and takes it for {@link #next}. Waits until that is known.
     *
     * @throws CallInterruptedException if interrupted while waiting
     */
    @Override
    boolean hasNext();

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
