package dev.steward.face.pool;

import dev.steward.api.AsyncSharedResult;
import dev.steward.api.ObjectToken;
import dev.steward.api.PoolProgress;
import dev.steward.api.SharedResult;
import dev.steward.api.Type;
import dev.steward.face.failure.OperationFailedException;
import dev.steward.face.object.Face;
import dev.steward.face.object.ObjectCaller;
import dev.steward.face.object.PlainResults;
import dev.steward.face.object.Preview;
import dev.steward.face.object.TypedReader;
import dev.steward.protocol.value.TaskValue;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * {@link SharedResult} over what a pool answers about a job. What came once is kept.
 *
 * @param <T> the result's type
 */
public final class SharedResultFace<T extends @Nullable Object> extends StageOfFuture<T> implements SharedResult<T> {

    private static final long NO_WAIT = 0;

    /** What the tasks came to: a value, or a failure. */
    private record Came(@Nullable Object value, @Nullable Throwable failure) {}

    private final ObjectCaller tasks;
    private final TypedReader<T> reader;
    private final @Nullable ObjectToken pool;
    private final AtomicReference<@Nullable Came> came = new AtomicReference<>();
    private final AtomicReference<@Nullable CompletableFuture<T>> future = new AtomicReference<>();

    public SharedResultFace(ObjectCaller caller, Type<?> type) {
        this(caller, type, null);
    }

    /** Of a pool that this process has brought the tasks to. */
    SharedResultFace(ObjectCaller caller, Type<?> type, @Nullable ObjectToken pool) {
        super(caller, type);
        this.tasks = caller.forTasks();
        this.reader = new TypedReader<>(type.argument(0), caller::label);
        this.pool = pool;
    }

    @Override
    public Face with(ObjectCaller caller, Type<?> type) {
        return new SharedResultFace<>(caller, type, pool);
    }

    /** Returns the same result, of tasks that were brought to a pool. */
    SharedResultFace<T> of(ObjectToken madeBy) {
        return new SharedResultFace<>(caller(), type(), madeBy);
    }

    @Override
    public AsyncSharedResult<T> async() {
        return new AsyncSharedResultFace<>(this);
    }

    /** Returns the way by which functions go and results come. */
    ObjectCaller tasks() {
        return tasks;
    }

    /** Returns the task of the same pool that this thread runs, or 0. */
    long run() {
        return RunningTask.of(pool);
    }

    /** Brings more items of these tasks; returns whether they are wanted. Waits for room. */
    boolean add(List<TaskValue> items, boolean noMoreCome) {
        return PlainResults.booleanOf(call(tasks, Operation.RESULT_ADD, items, noMoreCome, FOR_EVER));
    }

    // Waiting.

    private @Nullable Came came(long nanos) throws InterruptedException {
        Came known = came.get();
        if (known != null) {
            return known;
        }
        Object first = awaitOrNull(tasks, Status.TIMED_OUT, Operation.RESULT_AWAIT, 0, run(), nanos);
        return first == null ? null : keep(read(first));
    }

    private Came keep(Came read) {
        came.compareAndSet(null, read);
        Came kept = came.get();
        return kept == null ? read : kept;
    }

    /** Reads what a pool answers first, and asks for the rest of it. */
    private Came read(@Nullable Object first) {
        TaskOutcomes.Told told = TaskOutcomes.Told.of(first);
        Throwable failure = told.failure(describeCall());
        if (failure != null) {
            return new Came(null, failure);
        }
        try {
            return new Came(told.total() < 0 ? opened(told.parts().get(0)) : all(told), null);
        } catch (RuntimeException unfit) {
            return new Came(null, unfit);
        }
    }

    private T opened(@Nullable Object part) {
        RuntimeException unopened = TaskOutcomes.unopened(part, describeCall());
        if (unopened != null) {
            throw unopened;
        }
        return reader.read(TaskValue.contentOf(part));
    }

    private List<@Nullable Object> all(TaskOutcomes.Told first) {
        List<@Nullable Object> all = new ArrayList<>(first.total());
        TaskOutcomes.Told page = first;
        while (true) {
            for (Object part : page.parts()) {
                RuntimeException unopened = TaskOutcomes.unopened(part, describeCall() + ", item " + all.size());
                if (unopened != null) {
                    throw unopened;
                }
                all.add(TaskValue.contentOf(part));
            }
            if (all.size() >= first.total()) {
                return all;
            }
            page = TaskOutcomes.Told.of(call(tasks, Operation.RESULT_AWAIT, all.size(), 0, FOR_EVER));
        }
    }

    // What came is of the type that the function of these tasks declares, or was read as it.
    @SuppressWarnings({"unchecked", "NullAway"})
    private T given(Came outcome) throws ExecutionException {
        Throwable failure = outcome.failure();
        if (failure instanceof CancellationException cancelled) {
            throw cancelled;
        }
        if (failure != null) {
            throw new ExecutionException(failure);
        }
        return (T) outcome.value();
    }

    /** Returns what an answer stands for, or throws the failure itself. */
    T result(@Nullable Object first) {
        try {
            return given(keep(read(first)));
        } catch (ExecutionException failed) {
            throw new Failed(failed.getCause() == null ? failed : failed.getCause());
        }
    }

    /** Carries a failure of a task through a reader of answers. */
    static final class Failed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Failed(Throwable cause) {
            super(null, cause, false, false);
        }

        /** Returns what a future fails with. */
        static Throwable causeOf(Throwable thrown) {
            Throwable cause = thrown instanceof Failed ? thrown.getCause() : null;
            return cause == null ? thrown : cause;
        }
    }

    // What hangs on it completes the future.
    @SuppressWarnings("FutureReturnValueIgnored")
    @Override
    CompletableFuture<T> future() {
        CompletableFuture<T> known = future.get();
        if (known == null) {
            CompletableFuture<T> made = new CompletableFuture<>();
            if (!future.compareAndSet(null, made)) {
                return future();
            }
            known = made;
            async().get().whenComplete((value, failure) -> {
                if (failure == null) {
                    made.complete(value);
                } else {
                    Throwable cause = failure.getCause();
                    boolean wrapped = failure instanceof CompletionException && cause != null;
                    made.completeExceptionally(wrapped ? cause : failure);
                }
            });
        }
        return known;
    }

    // As a future.

    @Override
    public T get() throws InterruptedException, ExecutionException {
        Came outcome = null;
        while (outcome == null) {
            outcome = came(FOR_EVER);
        }
        return given(outcome);
    }

    @Override
    public T get(Duration timeout) throws InterruptedException, ExecutionException, TimeoutException {
        return get(PlainResults.nanosOf(timeout));
    }

    @Override
    public T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        return get(PlainResults.nanosOf(timeout, unit));
    }

    private T get(long nanos) throws InterruptedException, ExecutionException, TimeoutException {
        Came outcome = came(nanos);
        if (outcome == null) {
            throw new TimeoutException(describeCall() + ": the result was not there within " + Duration.ofNanos(nanos)
                    + "; it may still come");
        }
        return given(outcome);
    }

    @Override
    public boolean await(Duration timeout) throws InterruptedException {
        if (came.get() != null) {
            return true;
        }
        Object told = awaitOrNull(
                Status.TIMED_OUT, Operation.RESULT_PROGRESS, Integer.MAX_VALUE, PlainResults.nanosOf(timeout));
        return told != null && readProgress(told).isDone();
    }

    /** Reads how far tasks have come. */
    static PoolProgress readProgress(@Nullable Object result) {
        List<?> parts = PlainResults.listOf(result);
        return new PoolProgress(
                PlainResults.longOf(parts.get(0)),
                PlainResults.longOf(parts.get(1)),
                PlainResults.booleanOf(parts.get(2)));
    }

    @Override
    public boolean isDone() {
        return came.get() != null || progress().isDone();
    }

    /** Returns what the tasks came to, or null if they are not done. Does not wait for them. */
    private @Nullable Came cameNow() {
        Came known = came.get();
        if (known != null) {
            return known;
        }
        Object first = callOrNull(tasks, Status.TIMED_OUT, Operation.RESULT_AWAIT, 0, run(), NO_WAIT);
        return first == null ? null : keep(read(first));
    }

    @Override
    public boolean isCancelled() {
        Came outcome = cameNow();
        return outcome != null && outcome.failure() instanceof CancellationException;
    }

    @Override
    public boolean isSuccessful() {
        Came outcome = cameNow();
        if (outcome == null) {
            throw new IllegalStateException(describeCall() + ": it is not done: get() or await(Duration) wait for it");
        }
        return outcome.failure() == null;
    }

    @Override
    public T snapshot() {
        Came outcome = cameNow();
        if (outcome == null) {
            throw new IllegalStateException(describeCall() + ": it is not done: get() waits for it");
        }
        try {
            return given(outcome);
        } catch (ExecutionException | CancellationException failed) {
            throw new IllegalStateException(describeCall() + ": there is no result: " + failed.getMessage(), failed);
        }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        return PlainResults.booleanOf(callUninterruptibly(Operation.RESULT_CANCEL, mayInterruptIfRunning));
    }

    @Override
    public SharedResult<T> detach() {
        call(Operation.RESULT_DETACH);
        return this;
    }

    @Override
    public PoolProgress progress() {
        return readProgress(call(Operation.RESULT_PROGRESS, -1, NO_WAIT));
    }

    @Override
    public PoolProgress awaitProgress(long ended, Duration timeout) throws InterruptedException, TimeoutException {
        Object told = awaitOrNull(Status.TIMED_OUT, Operation.RESULT_PROGRESS, ended, PlainResults.nanosOf(timeout));
        if (told == null) {
            throw new TimeoutException(
                    describeCall() + ": no more than " + ended + " tasks had ended within " + timeout);
        }
        return readProgress(told);
    }

    /** Returns what a call fails with whose time passed. */
    static Exception late(OperationFailedException failure, Face face, Operation operation) {
        return failure.status() == Status.TIMED_OUT
                ? new TimeoutException(face.describe(operation) + ": it was not there in time")
                : face.failed(failure, operation);
    }

    @Override
    public String preview(Preview preview) {
        PoolProgress progress = readProgress(preview.call(Operation.RESULT_PROGRESS, -1, NO_WAIT));
        return label() + (progress.isDone() ? " (done)" : " (" + progress.ended() + " tasks ended)");
    }
}
