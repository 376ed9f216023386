package dev.steward.process;

import dev.steward.api.SerializableFunction;
import dev.steward.api.TaskPool;
import java.util.Iterator;
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
 * <p>Where tasks are brought faster than they are done, the methods that bring them block until there is room (an eighth of
 * the heap), unlike Python's. {@link #imap} takes from its source no faster than its results are taken.
 *
 * <p>Callbacks run in this process, on one thread of the pool, one after the other; a slow one delays the others, not the
 * tasks. {@link #close()}, at the end of a try block, waits for all tasks, as an executor's does. Safe for use by any number of
 * threads. Python twin: {@code multiprocessing.pool.Pool}.
 */
public interface Pool extends TaskPool {

    /**
     * Returns the results one by one, in the order of the items, each as soon as it and those before it are there. Items
     * are taken from the source by whoever takes results, so many that every worker has two lots; the source may be
     * endless. Python twin: {@code imap}.
     */
    @Override
    default <A extends @Nullable Object, R extends @Nullable Object> PoolIterator<R> imap(
            SerializableFunction<A, R> function, Iterable<? extends A> items) {
        return imap(function, items.iterator(), 1);
    }

    /**
     * As {@link #imap(SerializableFunction, Iterable)}.
     *
     * @param chunkSize how many items go to a worker together, at least 1
     */
    @Override
    <A extends @Nullable Object, R extends @Nullable Object> PoolIterator<R> imap(
            SerializableFunction<A, R> function, Iterator<? extends A> items, int chunkSize);

    /** As {@link #imap(SerializableFunction, Iterable)}, in whatever order they come. Python twin: {@code imap_unordered}. */
    @Override
    default <A extends @Nullable Object, R extends @Nullable Object> PoolIterator<R> imapUnordered(
            SerializableFunction<A, R> function, Iterable<? extends A> items) {
        return imapUnordered(function, items.iterator(), 1);
    }

    /** As {@link #imap(SerializableFunction, Iterator, int)}, in whatever order they come. */
    @Override
    <A extends @Nullable Object, R extends @Nullable Object> PoolIterator<R> imapUnordered(
            SerializableFunction<A, R> function, Iterator<? extends A> items, int chunkSize);

    /** Returns this pool so that its maps tell how far they have come. Closing either closes both. */
    Pool withProgress(Progress progress);

    /** Returns how many workers it has when none has just died. */
    @Override
    int size();

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
    @Override
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
    @Override
    void join() throws InterruptedException;
}
