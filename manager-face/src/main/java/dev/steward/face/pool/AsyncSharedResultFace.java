package dev.steward.face.pool;

import dev.steward.api.AsyncSharedResult;
import dev.steward.api.PoolProgress;
import dev.steward.face.failure.OperationFailedException;
import dev.steward.face.object.Answering;
import dev.steward.face.object.AsyncFace;
import dev.steward.face.object.PlainResults;
import dev.steward.vocabulary.Operation;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * The asynchronous methods of a {@link SharedResultFace}.
 *
 * @param <T> the result's type
 */
final class AsyncSharedResultFace<T extends @Nullable Object> extends AsyncFace<SharedResultFace<T>>
        implements AsyncSharedResult<T> {

    AsyncSharedResultFace(SharedResultFace<T> face) {
        super(face);
    }

    /** Reads what tasks came to. */
    private record Asking<T extends @Nullable Object>(SharedResultFace<T> face) implements Answering<T> {
        @Override
        public T result(@Nullable Object result) {
            return face.result(result);
        }

        @Override
        public T failure(OperationFailedException failure) {
            throw face.failed(failure, Operation.RESULT_AWAIT);
        }
    }

    @Override
    public CompletableFuture<T> get() {
        CompletableFuture<T> asked =
                face().tasks().submit(new Asking<>(face()), Operation.RESULT_AWAIT, 0, face().run(), FOR_EVER);
        return asked.exceptionally(failure -> {
            Throwable cause =
                    failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
            throw new CompletionException(SharedResultFace.Failed.causeOf(cause));
        });
    }

    @Override
    public CompletableFuture<Boolean> cancel(boolean mayInterruptIfRunning) {
        return submit(PlainResults::booleanOf, Operation.RESULT_CANCEL, mayInterruptIfRunning);
    }

    @Override
    public CompletableFuture<@Nullable Void> detach() {
        return submitVoid(Operation.RESULT_DETACH);
    }

    @Override
    public CompletableFuture<PoolProgress> progress() {
        return submit(SharedResultFace::readProgress, Operation.RESULT_PROGRESS, -1, NO_WAIT);
    }

    @Override
    public CompletableFuture<PoolProgress> awaitProgress(long ended, Duration timeout) {
        return attempt(() -> submit(
                failure -> {
                    throw SharedResultFace.late(failure, face(), Operation.RESULT_PROGRESS);
                },
                SharedResultFace::readProgress,
                Operation.RESULT_PROGRESS,
                ended,
                PlainResults.nanosOf(timeout)));
    }
}
