package dev.steward.api;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The result of something that runs elsewhere: a future, and a stage that other stages can hang on. What hangs on it runs
 * on the one callback thread of whoever gave it, in order; a callback may wait for another result, but not for another
 * callback. Safe for use by any number of threads.
 *
 * <p>{@link #get()} throws {@link ExecutionException} with what the task threw as its cause, and {@link
 * java.util.concurrent.CancellationException} if it was cancelled.
 *
 * <p>Python twin: {@code multiprocessing.pool.AsyncResult}.
 *
 * @param <T> the result's type
 */
public interface AsyncResult<T extends @Nullable Object> extends Future<T>, CompletionStage<T> {

    /**
     * Waits for the result, at most so long. Python twin: {@code get(timeout)}.
     *
     * @throws TimeoutException if it is not there in time; it may still come
     * @throws ExecutionException if the task failed
     * @throws InterruptedException if the thread is interrupted
     */
    T get(Duration timeout) throws InterruptedException, ExecutionException, TimeoutException;

    /**
     * Waits until it is done, well or not, at most so long. Python twin: {@code wait(timeout)}.
     *
     * @return whether it is done
     * @throws InterruptedException if the thread is interrupted
     */
    boolean await(Duration timeout) throws InterruptedException;

    /**
     * Returns whether it is done and did not fail. Python twin: {@code successful()}.
     *
     * @throws IllegalStateException if it is not done
     */
    boolean isSuccessful();
}
