package dev.steward.process.pool;

import dev.steward.api.AsyncResult;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A result of a pool. Whoever waits for it is woken by the thread that brings it; whatever hangs on it as a stage runs on
 * the callback thread, some moments later. So a callback that waits for another result gets it.
 */
final class PoolFuture<T extends @Nullable Object> extends CompletableFuture<T> implements AsyncResult<T> {

    private final CompletableFuture<TaskOutcome> outcome = new CompletableFuture<>();
    private final Executor callbacks;
    private final Engine.@Nullable Callback callback;
    private final Consumer<Boolean> onCancel;

    /**
     * A result that is not there yet.
     *
     * @param callback told of it on the callback thread, or null
     * @param onCancel told when it is cancelled, and whether what runs shall be ended
     */
    PoolFuture(Executor callbacks, Engine.@Nullable Callback callback, Consumer<Boolean> onCancel) {
        this.callbacks = callbacks;
        this.callback = callback;
        this.onCancel = onCancel;
    }

    /** The outcome is there; a second one is forgotten. Any thread; returns whether this was the first. */
    boolean settle(TaskOutcome result) {
        if (!outcome.complete(result)) {
            return false;
        }
        callbacks.execute(() -> publish(result));
        return true;
    }

    @SuppressWarnings("unchecked")
    private void publish(TaskOutcome result) {
        try {
            Object value = result.get();
            complete((T) value);
            tell(value, null);
        } catch (ExecutionException failed) {
            completeExceptionally(failed.getCause() == null ? failed : failed.getCause());
            tell(null, failed.getCause());
        } catch (CancellationException cancelled) {
            completeExceptionally(cancelled);
            tell(null, cancelled);
        }
    }

    private void tell(@Nullable Object value, @Nullable Throwable failure) {
        if (callback != null) {
            callback.done(value, failure);
        }
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // A value is of the type that its task was declared with, null or not.
    @Override
    public T get() throws InterruptedException, ExecutionException {
        return (T) outcome.get().get();
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // A value is of the type that its task was declared with, null or not.
    @Override
    public T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        TaskOutcome result;
        try {
            result = outcome.get(timeout, unit);
        } catch (TimeoutException late) {
            throw new TimeoutException("the result was not there within " + Duration.ofNanos(unit.toNanos(timeout))
                    + "; it may still come");
        }
        return (T) result.get();
    }

    @Override
    public T get(Duration timeout) throws InterruptedException, ExecutionException, TimeoutException {
        return get(TimeUnit.NANOSECONDS.convert(timeout), TimeUnit.NANOSECONDS);
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // A value is of the type that its task was declared with, null or not.
    @Override
    public T join() {
        try {
            return (T) outcome.join().get();
        } catch (ExecutionException failed) {
            throw new CompletionException(failed.getCause());
        }
    }

    @Override
    public T getNow(T absent) {
        return outcome.isDone() ? join() : absent;
    }

    @Override
    public boolean await(Duration timeout) throws InterruptedException {
        try {
            outcome.get(TimeUnit.NANOSECONDS.convert(timeout), TimeUnit.NANOSECONDS);
            return true;
        } catch (ExecutionException | CancellationException impossible) {
            throw new IllegalStateException(impossible);
        } catch (TimeoutException late) {
            return false;
        }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean first = settle(TaskOutcome.failed(new CancellationException("cancelled")));
        if (first) {
            onCancel.accept(mayInterruptIfRunning);
        }
        return first;
    }

    @Override
    public boolean isDone() {
        return outcome.isDone();
    }

    @Override
    public boolean isCancelled() {
        return outcome.isDone() && outcome.join().failure() instanceof CancellationException;
    }

    @Override
    public boolean isCompletedExceptionally() {
        return outcome.isDone() && outcome.join().failure() != null;
    }

    @Override
    public boolean isSuccessful() {
        if (!outcome.isDone()) {
            throw new IllegalStateException("it is not done: get() or await(Duration) wait for it");
        }
        return outcome.join().failure() == null;
    }

    /** Stages that hang on this one are plain futures: they are nobody's tasks. */
    @Override
    public <U extends @Nullable Object> CompletableFuture<U> newIncompleteFuture() {
        return new CompletableFuture<>();
    }

    @Override
    public String toString() {
        return outcome.isDone() ? "AsyncResult(done)" : "AsyncResult(not done)";
    }
}
