package dev.steward.api;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Workers that call functions, wherever they are: what the pool of one program ({@code dev.steward.process.Pool}) and a {@link
 * SharedPool} have in common. Code that is written for it runs with either.
 *
 * <p>One call of a function is a <em>task</em>. What a task throws comes out as the cause of an {@link ExecutionException},
 * with the worker's frames below the caller's; so does a {@link WorkerLostException} if its worker died, and a {@link
 * java.util.concurrent.TimeoutException} if it ran longer than it may. Nothing waits for ever: a task of a pool that was
 * terminated ends with a {@link java.util.concurrent.CancellationException}. Methods that bring tasks block while the pool
 * has too much to do.
 *
 * <p>Safe for use by any number of threads. Python twin: what {@code multiprocessing.pool.Pool}, its {@code ThreadPool} and the
 * pool of a {@code SyncManager} have in common.
 */
public interface TaskPool extends AutoCloseable {

    /**
     * Has a worker call a function and waits for the result. Python twin: {@code apply}.
     *
     * @throws UnsupportedValueException if the function cannot travel to a worker
     * @throws java.util.concurrent.RejectedExecutionException if the pool takes no more tasks
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

    /** Has a worker call a function with three arguments and waits for the result; as {@link #apply(SerializableCallable)}. */
    default <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    R extends @Nullable Object>
            R apply(SerializableTriFunction<A, B, C, R> function, A first, B second, C third)
                    throws InterruptedException, ExecutionException {
        return applyAsync(function, first, second, third).get();
    }

    /** Has a worker call a function with four arguments and waits for the result; as {@link #apply(SerializableCallable)}. */
    default <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object,
                    R extends @Nullable Object>
            R apply(SerializableQuadFunction<A, B, C, D, R> function, A first, B second, C third, D fourth)
                    throws InterruptedException, ExecutionException {
        return applyAsync(function, first, second, third, fourth).get();
    }

    /** Has a worker call a function with five arguments and waits for the result; as {@link #apply(SerializableCallable)}. What takes more than five takes a record of them. */
    default <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object,
                    E extends @Nullable Object,
                    R extends @Nullable Object>
            R apply(SerializableQuintFunction<A, B, C, D, E, R> function, A first, B second, C third, D fourth, E fifth)
                    throws InterruptedException, ExecutionException {
        return applyAsync(function, first, second, third, fourth, fifth).get();
    }

    /**
     * Has a worker call a function, and does not wait for the result. Python twin: {@code apply_async}.
     *
     * @throws UnsupportedValueException if the function, or what it captured, cannot travel
     * @throws java.util.concurrent.RejectedExecutionException if the pool takes no more tasks
     */
    <R extends @Nullable Object> AsyncResult<R> applyAsync(SerializableCallable<R> task);

    /** Has a worker call a function with an argument; as {@link #applyAsync(SerializableCallable)}. */
    <A extends @Nullable Object, R extends @Nullable Object> AsyncResult<R> applyAsync(
            SerializableFunction<A, R> function, A argument);

    /** Has a worker call a function with two arguments; as {@link #applyAsync(SerializableCallable)}. */
    <A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object> AsyncResult<R> applyAsync(
            SerializableBiFunction<A, B, R> function, A first, B second);

    /** Has a worker call a function with three arguments; as {@link #applyAsync(SerializableCallable)}. */
    <A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object, R extends @Nullable Object>
            AsyncResult<R> applyAsync(SerializableTriFunction<A, B, C, R> function, A first, B second, C third);

    /** Has a worker call a function with four arguments; as {@link #applyAsync(SerializableCallable)}. */
    <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object,
                    R extends @Nullable Object>
            AsyncResult<R> applyAsync(
                    SerializableQuadFunction<A, B, C, D, R> function, A first, B second, C third, D fourth);

    /** Has a worker call a function with five arguments; as {@link #applyAsync(SerializableCallable)}. What takes more than five takes a record of them. */
    <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object,
                    E extends @Nullable Object,
                    R extends @Nullable Object>
            AsyncResult<R> applyAsync(
                    SerializableQuintFunction<A, B, C, D, E, R> function,
                    A first,
                    B second,
                    C third,
                    D fourth,
                    E fifth);

    /** Has a worker call a function with an argument and hands the result to a callback, which runs in this process. */
    default <A extends @Nullable Object, R extends @Nullable Object> AsyncResult<R> applyAsync(
            SerializableFunction<A, R> function, A argument, Consumer<? super R> callback) {
        return applyAsync(function, argument, callback, failure -> {});
    }

    /** Has a worker call a function with an argument and hands the result to a callback, or what went wrong to another one. */
    <A extends @Nullable Object, R extends @Nullable Object> AsyncResult<R> applyAsync(
            SerializableFunction<A, R> function,
            A argument,
            Consumer<? super R> callback,
            Consumer<? super Throwable> errorCallback);

    /**
     * Has the workers call a function with each of the items, and returns the results in the order of the items. The first
     * task that fails fails the map, and what had not begun is not done. A fixed number of items goes to a worker together:
     * as many as make four lots for each task that the pool can do at a time. Python twin: {@code map}.
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
     * As {@link #map(SerializableFunction, Iterable)}, and does not wait for the tasks. Python twin: {@code map_async}, whose
     * callback is {@code thenAccept} here.
     */
    <A extends @Nullable Object, R extends @Nullable Object> AsyncResult<List<R>> mapAsync(
            SerializableFunction<A, R> function, Iterable<? extends A> items);

    /** As {@link #map(SerializableFunction, Iterable, int)}, and does not wait for the tasks. */
    <A extends @Nullable Object, R extends @Nullable Object> AsyncResult<List<R>> mapAsync(
            SerializableFunction<A, R> function, Iterable<? extends A> items, int chunkSize);

    /**
     * Maps a function of two arguments over pairs; as {@link #map(SerializableFunction, Iterable)}. Of more arguments a record is
     * made, over which {@link #map(SerializableFunction, Iterable)} maps a function of one. Python twin: {@code starmap}.
     */
    default <A, B, R extends @Nullable Object> List<R> starmap(
            SerializableBiFunction<A, B, R> function, Iterable<? extends Map.Entry<? extends A, ? extends B>> items)
            throws InterruptedException, ExecutionException {
        return starmapAsync(function, items).get();
    }

    /** Maps a function of two arguments over pairs; as {@link #mapAsync(SerializableFunction, Iterable)}. */
    <A, B, R extends @Nullable Object> AsyncResult<List<R>> starmapAsync(
            SerializableBiFunction<A, B, R> function, Iterable<? extends Map.Entry<? extends A, ? extends B>> items);

    /**
     * Returns the results one by one, in the order of the items, each as soon as it and those before it are there. Items are
     * taken from the source by whoever takes results, so many that the workers are busy; the source may be endless. Python
     * twin: {@code imap}.
     */
    <A extends @Nullable Object, R extends @Nullable Object> TaskResults<R> imap(
            SerializableFunction<A, R> function, Iterable<? extends A> items);

    /**
     * As {@link #imap(SerializableFunction, Iterable)}.
     *
     * @param chunkSize how many items go to a worker together, at least 1
     */
    <A extends @Nullable Object, R extends @Nullable Object> TaskResults<R> imap(
            SerializableFunction<A, R> function, Iterator<? extends A> items, int chunkSize);

    /** As {@link #imap(SerializableFunction, Iterable)}, in whatever order they come. Python twin: {@code imap_unordered}. */
    <A extends @Nullable Object, R extends @Nullable Object> TaskResults<R> imapUnordered(
            SerializableFunction<A, R> function, Iterable<? extends A> items);

    /** As {@link #imap(SerializableFunction, Iterator, int)}, in whatever order they come. */
    <A extends @Nullable Object, R extends @Nullable Object> TaskResults<R> imapUnordered(
            SerializableFunction<A, R> function, Iterator<? extends A> items, int chunkSize);

    /** Returns how many tasks its workers can do at a time. */
    int size();

    /** Takes no more tasks; those that it has are done, then the workers end. Does not wait. Python twin: {@code close()}. */
    void shutdown();

    /**
     * Takes no more tasks, and waits until those that it has are done. If the thread is interrupted, the pool is terminated and
     * the interrupt flag stays set. May be called again.
     */
    @Override
    void close();

    /**
     * Ends all tasks at once: those that are not done end with a {@link java.util.concurrent.CancellationException}. Does not
     * wait. Python twin: {@code terminate()}.
     */
    void terminate();

    /**
     * Waits until all tasks have ended. Python twin: {@code join()}.
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
