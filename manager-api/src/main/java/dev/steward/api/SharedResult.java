package dev.steward.api;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The result of tasks of a {@link SharedPool}, which lives on the server: any process that has it can wait for it and read it,
 * as often as it likes. It can be stored in shared objects and passed to other processes. It is there for as long as
 * somebody has it; tasks run also if nobody has their result any more.
 *
 * <p>As a future it reads the result once and keeps it. {@link #get()} throws {@link ExecutionException} with what the task
 * threw, a {@link WorkerLostException} or an {@link UnsupportedValueException} as its cause, and {@link
 * java.util.concurrent.CancellationException} if it was cancelled. What hangs on it as a stage runs on a thread of the
 * client for callbacks.
 *
 * <p>Safe for use by any number of threads. Python twin: {@code AsyncResult} of a {@code SyncManager}.
 *
 * @param <T> the result's type
 */
public interface SharedResult<T extends @Nullable Object>
        extends AsyncResult<T>, RemoteProxy, Asynchronous<AsyncSharedResult<T>> {

    /**
     * Cancels the tasks for everybody who has the result: those that have not begun are not done. What runs is ended by its
     * worker, if it can, and its result is dropped.
     *
     * @param mayInterruptIfRunning whether what runs shall be ended
     * @return whether it was not done before
     */
    @Override
    boolean cancel(boolean mayInterruptIfRunning);

    /**
     * Lets the tasks go on when the process that brought them dies or closes its manager. Returns this.
     */
    SharedResult<T> detach();

    /** Returns how many of the tasks have ended. */
    PoolProgress progress();

    /**
     * Waits until more tasks than so many have ended, or all.
     *
     * @param ended how many are known to have ended
     * @throws TimeoutException if that is not so in time
     * @throws InterruptedException if the thread is interrupted
     */
    PoolProgress awaitProgress(long ended, Duration timeout) throws InterruptedException, TimeoutException;

    /**
     * Returns the result, which must be there. Python twin: {@code get(0)}.
     *
     * @throws IllegalStateException if it is not done, was cancelled, or its task failed
     */
    @Override
    T snapshot();
}
