package dev.steward.api;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A pool that lives on the server: any process brings tasks, and workers of any process or machine do them. What a task is,
 * who has it and what became of it is known on the server, so that it is told whoever dies.
 *
 * <pre>{@code
 * SharedPool pool = manager.pool("work");
 * List<Integer> numbers = pool.map(Fib::fib, List.of(33, 33));
 * }</pre>
 *
 * <p>One call of a function is a <em>task</em>. Tasks wait while there is no worker. The functions are serializable: they
 * travel as class and method, with what they captured, and workers run only those whose package they were allowed. An
 * argument and a result arrive with their class and can be changed; shared objects arrive as proxies.
 *
 * <p>What a task throws comes out as the cause of an {@link java.util.concurrent.ExecutionException}, with the worker's frames below the
 * caller's. If its worker dies, that is a {@link WorkerLostException}, unless {@link #idempotent} lets it run again. If the
 * process that brought it dies or closes its manager, what was not done is cancelled, unless it was {@link #detached}. What
 * a worker says that has come back from the dead is refused. Nothing waits for ever: a task of a pool that was terminated ends with a {@link java.util.concurrent.CancellationException}.
 *
 * <p>Those who bring tasks take turns, so that one who brings 10,000 does not hold up one who brings a single one. Of one
 * of them at most {@value #MOST_WAITING_TASKS} tasks wait, and 64 MiB of their arguments; more block the methods that bring
 * them until there is room.
 *
 * <p>Safe for use by any number of threads. Python twin: the pool of a {@code SyncManager}, {@code manager.Pool()}.
 */
public interface SharedPool extends TaskPool, RemoteProxy, Asynchronous<AsyncPool> {

    /** How many tasks of one session may wait for a worker. */
    int MOST_WAITING_TASKS = 100_000;

    /**
     * Has a worker call a function. Waits for the server to have the task, and for room. Python twin: {@code apply_async}.
     *
     * @throws UnsupportedValueException if the function, or what it captured, cannot travel
     * @throws java.util.concurrent.RejectedExecutionException if the pool is shut down
     * @throws CallInterruptedException if interrupted while waiting; the task is not there then
     */
    @Override
    <R extends @Nullable Object> SharedResult<R> applyAsync(SerializableCallable<R> task);

    /** Has a worker call a function with an argument; as {@link #applyAsync(SerializableCallable)}. */
    @Override
    <A extends @Nullable Object, R extends @Nullable Object> SharedResult<R> applyAsync(
            SerializableFunction<A, R> function, A argument);

    /** Has a worker call a function with two arguments; as {@link #applyAsync(SerializableCallable)}. */
    @Override
    <A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object> SharedResult<R> applyAsync(
            SerializableBiFunction<A, B, R> function, A first, B second);

    /** Has a worker call a function with three arguments; as {@link #applyAsync(SerializableCallable)}. */
    @Override
    <A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object, R extends @Nullable Object>
            SharedResult<R> applyAsync(SerializableTriFunction<A, B, C, R> function, A first, B second, C third);

    /** Has a worker call a function with four arguments; as {@link #applyAsync(SerializableCallable)}. */
    @Override
    <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object,
                    R extends @Nullable Object>
            SharedResult<R> applyAsync(
                    SerializableQuadFunction<A, B, C, D, R> function, A first, B second, C third, D fourth);

    /** Has a worker call a function with five arguments; as {@link #applyAsync(SerializableCallable)}. What takes more than five takes a record of them. */
    @Override
    <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object,
                    E extends @Nullable Object,
                    R extends @Nullable Object>
            SharedResult<R> applyAsync(
                    SerializableQuintFunction<A, B, C, D, E, R> function,
                    A first,
                    B second,
                    C third,
                    D fourth,
                    E fifth);

    /**
     * Has a worker call a function with an argument and hands the result to a callback. Callbacks run in this process, on a
     * thread of the client that is there for them.
     */
    @Override
    default <A extends @Nullable Object, R extends @Nullable Object> SharedResult<R> applyAsync(
            SerializableFunction<A, R> function, A argument, Consumer<? super R> callback) {
        return applyAsync(function, argument, callback, failure -> {});
    }

    /** Has a worker call a function with an argument and hands the result to a callback, or what went wrong to another one. */
    @Override
    <A extends @Nullable Object, R extends @Nullable Object> SharedResult<R> applyAsync(
            SerializableFunction<A, R> function,
            A argument,
            Consumer<? super R> callback,
            Consumer<? super Throwable> errorCallback);

    /** As {@link #map(SerializableFunction, Iterable)}, and does not wait for the tasks. Python twin: {@code map_async}. */
    @Override
    <A extends @Nullable Object, R extends @Nullable Object> SharedResult<List<R>> mapAsync(
            SerializableFunction<A, R> function, Iterable<? extends A> items);

    /** As {@link #map(SerializableFunction, Iterable, int)}, and does not wait for the tasks. */
    @Override
    <A extends @Nullable Object, R extends @Nullable Object> SharedResult<List<R>> mapAsync(
            SerializableFunction<A, R> function, Iterable<? extends A> items, int chunkSize);

    /** Maps a function of two arguments over pairs; as {@link #mapAsync(SerializableFunction, Iterable)}. */
    @Override
    <A, B, R extends @Nullable Object> SharedResult<List<R>> starmapAsync(
            SerializableBiFunction<A, B, R> function, Iterable<? extends Map.Entry<? extends A, ? extends B>> items);

    /**
     * Returns the results one by one, in the order of the items, each as soon as it and those before it are there. Items are
     * taken from the source when results are taken by this process, so many that every slot has two lots; the source may be
     * endless. Python twin: {@code imap}.
     */
    @Override
    default <A extends @Nullable Object, R extends @Nullable Object> SharedPoolIterator<R> imap(
            SerializableFunction<A, R> function, Iterable<? extends A> items) {
        return imap(function, items.iterator(), 1);
    }

    /**
     * As {@link #imap(SerializableFunction, Iterable)}.
     *
     * @param chunkSize how many items go to a worker together, at least 1
     */
    @Override
    <A extends @Nullable Object, R extends @Nullable Object> SharedPoolIterator<R> imap(
            SerializableFunction<A, R> function, Iterator<? extends A> items, int chunkSize);

    /** As {@link #imap(SerializableFunction, Iterable)}, in whatever order they come. Python twin: {@code imap_unordered}. */
    @Override
    default <A extends @Nullable Object, R extends @Nullable Object> SharedPoolIterator<R> imapUnordered(
            SerializableFunction<A, R> function, Iterable<? extends A> items) {
        return imapUnordered(function, items.iterator(), 1);
    }

    /** As {@link #imap(SerializableFunction, Iterator, int)}, in whatever order they come. */
    @Override
    <A extends @Nullable Object, R extends @Nullable Object> SharedPoolIterator<R> imapUnordered(
            SerializableFunction<A, R> function, Iterator<? extends A> items, int chunkSize);

    /**
     * Returns this pool so that a task whose worker is lost runs again, on another one: for tasks that may run twice.
     *
     * @param times how often at most, at least 0
     */
    SharedPool idempotent(int times);

    /**
     * Returns this pool so that its tasks outlive this process: they are done though it dies, and whoever has the {@link
     * SharedResult} gets the result. Who may not know beforehand uses {@link SharedResult#detach}.
     */
    SharedPool detached();

    /**
     * Returns this pool so that a task that runs longer fails with a {@link java.util.concurrent.TimeoutException}. Its
     * worker ends it: by an interrupt, or with the process that it runs in.
     *
     * @param limit more than zero
     */
    SharedPool taskTimeout(Duration limit);

    /**
     * Returns this pool so that its maps tell how far they have come: how many tasks are done, and of how many, or -1 if that
     * is not known. On a thread of the client for callbacks. The progress bar of a {@code dev.steward.process.Progress} fits.
     */
    SharedPool withProgress(BiConsumer<? super Long, ? super Long> progress);

    /** Returns how many tasks its workers can do at a time: 0 if there is no worker. */
    @Override
    int size();

    /** Returns what waits and runs, with the workers that are there, at one instant. */
    PoolStatus status();

    /**
     * Returns the same as {@link #status}.
     *
     * @see #status
     */
    @Override
    default PoolStatus snapshot() {
        return status();
    }

    /** Returns whether it takes no more tasks. */
    boolean isShutdown();

    /**
     * Takes no more tasks, of anybody; those that it has are done, then its workers leave. Does not wait. Python twin:
     * {@code close()}.
     */
    @Override
    void shutdown();

    /**
     * Takes no more tasks, of anybody, and waits until those that it has are done. If the thread is interrupted, the pool is
     * terminated and the interrupt flag stays set. May be called again. A process that only brings tasks to a pool of others
     * leaves it open.
     */
    @Override
    void close();

    /**
     * Ends all tasks of everybody at once: those that are not done end with a {@link
     * java.util.concurrent.CancellationException}, and the workers are told to end what they do and leave. Does not wait.
     * Python twin: {@code terminate()}.
     */
    @Override
    void terminate();
}
