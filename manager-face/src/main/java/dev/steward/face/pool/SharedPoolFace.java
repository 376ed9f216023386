package dev.steward.face.pool;

import static java.util.Objects.requireNonNull;

import dev.steward.api.AsyncPool;
import dev.steward.api.Outcome;
import dev.steward.api.PoolStatus;
import dev.steward.api.ProtocolException;
import dev.steward.api.SerializableBiFunction;
import dev.steward.api.SerializableCallable;
import dev.steward.api.SerializableFunction;
import dev.steward.api.SerializableQuadFunction;
import dev.steward.api.SerializableQuintFunction;
import dev.steward.api.SerializableTriFunction;
import dev.steward.api.SharedPool;
import dev.steward.api.SharedPoolIterator;
import dev.steward.api.SharedResult;
import dev.steward.api.Type;
import dev.steward.face.failure.OperationFailedException;
import dev.steward.face.object.Face;
import dev.steward.face.object.ObjectCaller;
import dev.steward.face.object.PlainResults;
import dev.steward.face.object.Preview;
import dev.steward.protocol.value.TaskValue;
import dev.steward.protocol.value.codec.FunctionPassage;
import dev.steward.vocabulary.JobKind;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@link SharedPool} over the operations of a pool: functions and items become task values. */
public final class SharedPoolFace extends Face implements SharedPool {

    private static final Logger LOG = LoggerFactory.getLogger(SharedPoolFace.class);

    private final PoolTerms terms;
    private final ObjectCaller tasks;

    public SharedPoolFace(ObjectCaller caller, Type<?> type) {
        this(caller, type, PoolTerms.PLAIN);
    }

    private SharedPoolFace(ObjectCaller caller, Type<?> type, PoolTerms terms) {
        super(caller, type);
        this.terms = terms;
        this.tasks = caller.forTasks();
    }

    @Override
    public Face with(ObjectCaller caller, Type<?> type) {
        return new SharedPoolFace(caller, type, terms);
    }

    private SharedPool on(PoolTerms others) {
        return new SharedPoolFace(caller(), type(), others);
    }

    @Override
    public AsyncPool async() {
        return new AsyncPoolFace(this);
    }

    @Override
    public SharedPool idempotent(int times) {
        return on(terms.idempotent(times));
    }

    @Override
    public SharedPool detached() {
        return on(terms.outliving());
    }

    @Override
    public SharedPool taskTimeout(Duration limit) {
        return on(terms.taskTimeout(limit));
    }

    @Override
    public SharedPool withProgress(BiConsumer<? super Long, ? super Long> progress) {
        return on(terms.telling(requireNonNull(progress, "progress")));
    }

    // Bringing tasks.

    /** Brings tasks and returns the face of their job. */
    private Face bring(JobKind kind, Object function, List<TaskValue> items, boolean complete, int chunk) {
        requireNonNull(function, "function");
        FunctionPassage.Named named = FunctionPassage.nameOf(function);
        if (named.result() != null) {
            caller().allow(Type.of(named.result()));
        }
        Object made;
        try {
            made = tasks.call(
                    Operation.POOL_SUBMIT,
                    new TaskValue(function),
                    named.packageName(),
                    named.name(),
                    kind.code(),
                    items,
                    complete,
                    chunk,
                    terms.retries(),
                    terms.limit(),
                    terms.detached(),
                    FOR_EVER);
        } catch (OperationFailedException failure) {
            if (failure.status() == Status.SHUT_DOWN) {
                throw new RejectedExecutionException(describe(Operation.POOL_SUBMIT) + ": it is shut down");
            }
            throw failed(failure, Operation.POOL_SUBMIT);
        }
        if (made instanceof Face face) {
            return face;
        }
        throw new ProtocolException(
                label() + ": the server answered with something else than a result", Outcome.EXECUTED);
    }

    // What a job is follows from its kind, and the type of its results from the function.
    @SuppressWarnings("unchecked")
    private <R extends @Nullable Object> SharedResultFace<R> result(
            JobKind kind, Object function, List<TaskValue> items, boolean complete, int chunk) {
        return ((SharedResultFace<R>) bring(kind, function, items, complete, chunk)).of(objectToken());
    }

    private <R extends @Nullable Object> SharedResult<R> one(Object function, @Nullable Object argument) {
        return result(JobKind.TASK, function, List.of(new TaskValue(argument)), true, 1);
    }

    @Override
    public <R extends @Nullable Object> SharedResult<R> applyAsync(SerializableCallable<R> task) {
        return one(task, null);
    }

    @Override
    public <A extends @Nullable Object, R extends @Nullable Object> SharedResult<R> applyAsync(
            SerializableFunction<A, R> function, A argument) {
        return one(function, argument);
    }

    @Override
    public <A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object>
            SharedResult<R> applyAsync(SerializableBiFunction<A, B, R> function, A first, B second) {
        return one(function, Arrays.asList(first, second));
    }

    @Override
    public <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    R extends @Nullable Object>
            SharedResult<R> applyAsync(SerializableTriFunction<A, B, C, R> function, A first, B second, C third) {
        return one(function, Arrays.asList(first, second, third));
    }

    @Override
    public <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object,
                    R extends @Nullable Object>
            SharedResult<R> applyAsync(
                    SerializableQuadFunction<A, B, C, D, R> function, A first, B second, C third, D fourth) {
        return one(function, Arrays.asList(first, second, third, fourth));
    }

    @Override
    public <
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
                    E fifth) {
        return one(function, Arrays.asList(first, second, third, fourth, fifth));
    }

    @Override
    public <A extends @Nullable Object, R extends @Nullable Object> SharedResult<R> applyAsync(
            SerializableFunction<A, R> function,
            A argument,
            Consumer<? super R> callback,
            Consumer<? super Throwable> errorCallback) {
        requireNonNull(callback, "callback");
        requireNonNull(errorCallback, "errorCallback");
        SharedResult<R> result = applyAsync(function, argument);
        result.whenComplete((value, failure) -> tell(callback, errorCallback, value, failure));
        return result;
    }

    private static <R extends @Nullable Object> void tell(
            Consumer<? super R> callback,
            Consumer<? super Throwable> errorCallback,
            R value,
            @Nullable Throwable failure) {
        try {
            if (failure == null) {
                callback.accept(value);
            } else {
                errorCallback.accept(failure);
            }
        } catch (RuntimeException broken) {
            LOG.error("a callback of a shared pool failed", broken);
        }
    }

    @Override
    public <A extends @Nullable Object, R extends @Nullable Object> SharedResult<List<R>> mapAsync(
            SerializableFunction<A, R> function, Iterable<? extends A> items) {
        return map(function, items.iterator(), 0);
    }

    @Override
    public <A extends @Nullable Object, R extends @Nullable Object> SharedResult<List<R>> mapAsync(
            SerializableFunction<A, R> function, Iterable<? extends A> items, int chunkSize) {
        return map(function, items.iterator(), TaskItems.checkedChunk(chunkSize));
    }

    @Override
    public <A, B, R extends @Nullable Object> SharedResult<List<R>> starmapAsync(
            SerializableBiFunction<A, B, R> function, Iterable<? extends Map.Entry<? extends A, ? extends B>> items) {
        return map(function, TaskItems.ofPairs(items.iterator()), 0);
    }

    private <R extends @Nullable Object> SharedResult<List<R>> map(Object function, Iterator<?> items, int chunk) {
        ItemFeed feed = new ItemFeed(items);
        List<TaskValue> first = feed.next(ItemFeed.MOST_ITEMS);
        feed.throwFailure();
        SharedResultFace<List<R>> result = result(JobKind.MAP, function, first, feed.isExhausted(), chunk);
        try {
            boolean wantsMore = true;
            while (!feed.isExhausted() && wantsMore) {
                List<TaskValue> more = feed.next(ItemFeed.MOST_ITEMS);
                feed.throwFailure();
                wantsMore = result.add(more, feed.isExhausted());
            }
        } catch (RuntimeException | Error refused) {
            result.cancel(false);
            throw refused;
        }
        BiConsumer<? super Long, ? super Long> told = terms.progress();
        if (told != null) {
            tellProgress(result, -1, told);
        }
        return result;
    }

    // It tells until the result is there, or the manager is closed.
    @SuppressWarnings("FutureReturnValueIgnored")
    private static void tellProgress(
            SharedResultFace<?> result, long known, BiConsumer<? super Long, ? super Long> told) {
        result.async().awaitProgress(known, Duration.ofSeconds(Long.MAX_VALUE)).thenAccept(progress -> {
            try {
                told.accept(progress.ended(), progress.total());
            } catch (RuntimeException broken) {
                LOG.error("a progress callback of a shared pool failed", broken);
            }
            if (!progress.isDone()) {
                tellProgress(result, progress.ended(), told);
            }
        });
    }

    @Override
    public <A extends @Nullable Object, R extends @Nullable Object> SharedPoolIterator<R> imap(
            SerializableFunction<A, R> function, Iterator<? extends A> items, int chunkSize) {
        return iterator(JobKind.ORDERED, function, items, chunkSize);
    }

    @Override
    public <A extends @Nullable Object, R extends @Nullable Object> SharedPoolIterator<R> imapUnordered(
            SerializableFunction<A, R> function, Iterator<? extends A> items, int chunkSize) {
        return iterator(JobKind.UNORDERED, function, items, chunkSize);
    }

    // As of results.
    @SuppressWarnings("unchecked")
    private <R extends @Nullable Object> SharedPoolIterator<R> iterator(
            JobKind kind, Object function, Iterator<?> items, int chunkSize) {
        ItemFeed feed = new ItemFeed(requireNonNull(items, "items"));
        int window = 2 * Math.max(2, size()) * Math.min(TaskItems.checkedChunk(chunkSize), ItemFeed.MOST_ITEMS);
        List<TaskValue> first = feed.next(Math.min(window, ItemFeed.MOST_ITEMS));
        Face made = bring(kind, function, first, feed.isExhausted(), chunkSize);
        return ((SharedPoolIteratorFace<R>) made).fedBy(feed, first.size(), window, objectToken());
    }

    // The pool itself.

    @Override
    public int size() {
        return StatusOfPool.slots(status());
    }

    @Override
    public PoolStatus status() {
        return StatusOfPool.read(call(Operation.POOL_STATUS));
    }

    @Override
    public boolean isShutdown() {
        return status().isShutdown();
    }

    @Override
    public void shutdown() {
        callUninterruptibly(Operation.POOL_SHUTDOWN, false);
    }

    @Override
    public void terminate() {
        callUninterruptibly(Operation.POOL_SHUTDOWN, true);
    }

    @Override
    public void close() {
        shutdown();
        try {
            join();
        } catch (InterruptedException interrupted) {
            terminate();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void join() throws InterruptedException {
        requireShutdown();
        await(Operation.POOL_JOINED, FOR_EVER);
    }

    @Override
    public boolean join(Duration timeout) throws InterruptedException {
        requireShutdown();
        return PlainResults.booleanOf(await(Operation.POOL_JOINED, PlainResults.nanosOf(timeout)));
    }

    private void requireShutdown() {
        if (!isShutdown()) {
            throw new IllegalStateException(
                    describeCall() + ": it still runs: close() or terminate() it before join()");
        }
    }

    @Override
    public String preview(Preview preview) {
        PoolStatus status = StatusOfPool.read(preview.call(Operation.POOL_STATUS));
        int workers = status.workers().size();
        return label() + " (" + (workers == 0 ? "no workers" : workers + (workers == 1 ? " worker" : " workers")) + ", "
                + status.waiting() + " waiting, " + status.running() + " running)";
    }
}
