package dev.steward.process;

import dev.steward.api.AsyncResult;
import dev.steward.api.SerializableBiFunction;
import dev.steward.api.SerializableCallable;
import dev.steward.api.SerializableFunction;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Workers that call functions: processes in a {@link ProcessPool}, threads in a {@link ThreadPool}.
 *
 * <pre>{@code
 * try (Pool pool = ProcessPool.start(2)) {
 *     List<Integer> numbers = pool.map(Fib::fib, List.of(33, 33));
 * }
 * }</pre>
 *
 * <p>One call of a function is a <em>task</em>. What a task throws comes out as the cause of an {@link
 * ExecutionException}, with the worker's frames below the caller's; so does a {@link
 * dev.steward.api.WorkerLostException} if its worker died, and a {@link java.util.concurrent.TimeoutException} if it ran
 * longer than the pool allows. Nothing waits for ever: a task of a pool that was terminated ends with a {@link
 * java.util.concurrent.CancellationException}.
 *
 * <p>Where tasks are brought faster than they are done, the methods that bring them block until there is room (an eighth of
 * the heap), unlike Python's. {@link #imap} takes from its source no faster than its results are taken.
 *
 * <p>{@link #close()}, at the end of a try block, waits for all tasks, as an executor's does. Safe for use by any number of
 * threads. Python twin: {@code multiprocessing.pool.Pool}.
 */
public interface Pool extends AutoCloseable {

    /**
     * Has a worker call a function and waits for the result. Python twin: {@code apply}.
     *
     * @throws dev.steward.api.UnsupportedValueException if the function cannot travel to the worker
     * @throws java.util.concurrent.RejectedExecutionException if the pool is closed, terminated or broken
     * @throws ExecutionException if the task failed
     * @throws InterruptedException if the thread is interrupted; the task goes on
     */
    default <R extends @Nullable Object> R apply(SerializableCallable<R> task)
            throws InterruptedException, ExecutionException {
        return applyAsync(task).get();
    }

    /** Has a worker call a function with an argument and waits for the result; as {@link #apply(SerializableCallable)}. */
    default <A extends @Nullable Object, R extends @Nullable Object> R apply(
            SerializableFunction<A, R> function, A argument) throws InterruptedException, ExecutionException {
        return applyAsync(function, argument).get();
    }

    /** Has a worker call a function with two arguments and waits for the result; as {@link #apply(SerializableCallable)}. */
    default <A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object> R apply(
            SerializableBiFunction<A, B, R> function, A first, B second)
            throws InterruptedException, ExecutionException {
        return applyAsync(function, first, second).get();
    }

    /**
     * Has a worker call a function. Blocks only while the pool has too much to do. Python twin: {@code apply_async}.
     *
     * @throws dev.steward.api.UnsupportedValueException if the function or what it captured cannot travel
     * @throws java.util.concurrent.RejectedExecutionException if the pool is closed, terminated or broken
     */
    <R extends @Nullable Object> AsyncResult<R> applyAsync(SerializableCallable<R> task);

    /** Has a worker call a function with an argument; as {@link #applyAsync(SerializableCallable)}. */
    <A extends @Nullable Object, R extends @Nullable Object> AsyncResult<R> applyAsync(
            SerializableFunction<A, R> function, A argument);

    /** Has a worker call a function with two arguments; as {@link #applyAsync(SerializableCallable)}. */
    <A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object> AsyncResult<R> applyAsync(
            SerializableBiFunction<A, B, R> function, A first, B second);

    /**
     * Has a worker call a function with an argument and hands the result to a callback. Callbacks run in this process, on
     * one thread of the pool, one after the other; a slow one delays the others, not the tasks.
     */
    default <A extends @Nullable Object, R extends @Nullable Object> AsyncResult<R> applyAsync(
            SerializableFunction<A, R> function, A argument, Consumer<? super R> callback) {
        return applyAsync(function, argument, callback, failure -> {});
    }

    /**
     * Has a worker call a function with an argument and hands the result to a callback, or what went wrong to another one.
     */
    <A extends @Nullable Object, R extends @Nullable Object> AsyncResult<R> applyAsync(
            SerializableFunction<A, R> function,
            A argument,
            Consumer<? super R> callback,
            Consumer<? super Throwable> errorCallback);

    /**
     * Has the workers call a function with each of the items, and returns the results in the order of the items. A fixed
     * number of items goes to a worker together: as many as make four lots for each worker. The first task that fails
     * fails the map, and what had not begun is not done. Python twin: {@code map}.
     *
     * @throws ExecutionException if a task failed
     * @throws InterruptedException if the thread is interrupted; the tasks go on
     */
    default <A extends @Nullable Object, R extends @Nullable Object> List<R> map(
            SerializableFunction<A, R> function, Iterable<? extends A> items)
            throws InterruptedException, ExecutionException {
        return mapAsync(function, items).get();
    }

    /**
     * Maps as {@link #map(SerializableFunction, Iterable)}.
     *
     * @param chunkSize how many items go to a worker together: more for short tasks, less for uneven ones; at least 1
     */
    default <A extends @Nullable Object, R extends @Nullable Object> List<R> map(
            SerializableFunction<A, R> function, Iterable<? extends A> items, int chunkSize)
            throws InterruptedException, ExecutionException {
        return mapAsync(function, items, chunkSize).get();
    }

    /**
     * As {@link #map(SerializableFunction, Iterable)}, and does not wait for the tasks; blocks only while the pool has too
     * much to do. Python twin: {@code map_async}, whose callback is {@code thenAccept} here.
     */
    <A extends @Nullable Object, R extends @Nullable Object> AsyncResult<List<R>> mapAsync(
            SerializableFunction<A, R> function, Iterable<? extends A> items);

    /** As {@link #map(SerializableFunction, Iterable, int)}, and does not wait for the tasks. */
    <A extends @Nullable Object, R extends @Nullable Object> AsyncResult<List<R>> mapAsync(
            SerializableFunction<A, R> function, Iterable<? extends A> items, int chunkSize);

    /** Maps a function of two arguments over pairs; as {@link #map(SerializableFunction, Iterable)}. Python: {@code starmap}. */
    default <A, B, R extends @Nullable Object> List<R> starmap(
            SerializableBiFunction<A, B, R> function, Iterable<? extends Map.Entry<? extends A, ? extends B>> items)
            throws InterruptedException, ExecutionException {
        return starmapAsync(function, items).get();
    }

    /** Maps a function of two arguments over pairs; as {@link #mapAsync(SerializableFunction, Iterable)}. */
    <A, B, R extends @Nullable Object> AsyncResult<List<R>> starmapAsync(
            SerializableBiFunction<A, B, R> function, Iterable<? extends Map.Entry<? extends A, ? extends B>> items);

    /**
     * Returns the results one by one, in the order of the items, each as soon as it and those before it are there. Items
     * are taken from the source by whoever takes results, so many that every worker has two lots; the source may be
     * endless. Python twin: {@code imap}.
     */
    default <A extends @Nullable Object, R extends @Nullable Object> PoolIterator<R> imap(
            SerializableFunction<A, R> function, Iterable<? extends A> items) {
        return imap(function, items.iterator(), 1);
    }

    /**
     * As {@link #imap(SerializableFunction, Iterable)}.
     *
     * @param chunkSize how many items go to a worker together, at least 1
     */
    <A extends @Nullable Object, R extends @Nullable Object> PoolIterator<R> imap(
            SerializableFunction<A, R> function, Iterator<? extends A> items, int chunkSize);

    /** As {@link #imap(SerializableFunction, Iterable)}, in whatever order they come. Python twin: {@code imap_unordered}. */
    default <A extends @Nullable Object, R extends @Nullable Object> PoolIterator<R> imapUnordered(
            SerializableFunction<A, R> function, Iterable<? extends A> items) {
        return imapUnordered(function, items.iterator(), 1);
    }

    /** As {@link #imap(SerializableFunction, Iterator, int)}, in whatever order they come. */
    <A extends @Nullable Object, R extends @Nullable Object> PoolIterator<R> imapUnordered(
            SerializableFunction<A, R> function, Iterator<? extends A> items, int chunkSize);

    /** Returns this pool so that its maps tell how far they have come. Closing either closes both. */
    Pool withProgress(Progress progress);

    /** Returns how many workers it has when none has just died. */
    int size();

    /**
     * Takes no more tasks; those that it has are done, then the workers end. Does not wait. Python twin: {@code close()}.
     */
    void shutdown();

    /**
     * Takes no more tasks, waits until those that it has are done, the workers have ended and the callbacks were called. If
     * the thread is interrupted, the pool is terminated and the interrupt flag stays set. May be called again.
     */
    @Override
    void close();

    /**
     * Ends the workers at once, whatever they do. Tasks that are not done end with a {@link
     * java.util.concurrent.CancellationException}. Does not wait. Python twin: {@code terminate()}.
     */
    void terminate();

    /** Ends the workers as {@link #terminate()} does. Python twin: {@code ProcessPoolExecutor.terminate_workers()}. */
    default void terminateWorkers() {
        terminate();
    }

    /**
     * Ends the workers as {@link #terminate()} does, but leaves them no time: worker processes end as by SIGKILL, without
     * shutdown hooks. May follow {@link #terminate()}. Python twin: {@code ProcessPoolExecutor.kill_workers()}.
     */
    default void killWorkers() {
        terminate();
    }

    /**
     * Waits until all workers have ended and all callbacks were called. Python twin: {@code join()}.
     *
     * @throws IllegalStateException if the pool was neither closed, shut down nor terminated
     * @throws InterruptedException if the thread is interrupted
     */
    void join() throws InterruptedException;

    /**
     * As {@link #join()}, for at most so long.
     *
     * @return false if the time is over
     */
    boolean join(Duration timeout) throws InterruptedException;
}
