package dev.steward.face.pool;

import dev.steward.api.AsyncPoolIterator;
import dev.steward.api.PoolProgress;
import dev.steward.face.failure.OperationFailedException;
import dev.steward.face.object.Answering;
import dev.steward.face.object.AsyncFace;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The asynchronous methods of a {@link SharedPoolIteratorFace}.
 *
 * @param <R> the type of the results
 */
final class AsyncPoolIteratorFace<R extends @Nullable Object> extends AsyncFace<SharedPoolIteratorFace<R>>
        implements AsyncPoolIterator<R> {

    AsyncPoolIteratorFace(SharedPoolIteratorFace<R> face) {
        super(face);
    }

    /** Reads the next result. */
    private record Asking<R extends @Nullable Object>(SharedPoolIteratorFace<R> face)
            implements Answering<SharedPoolIteratorFace.Came<R>> {
        @Override
        public SharedPoolIteratorFace.Came<R> result(@Nullable Object result) {
            return face.read(result);
        }

        @Override
        public SharedPoolIteratorFace.Came<R> failure(OperationFailedException failure) {
            throw failure.status() == Status.SHUT_DOWN ? face.ended() : face.failed(failure, Operation.RESULT_NEXT);
        }
    }

    @Override
    public CompletableFuture<R> next() {
        SharedPoolIteratorFace.Came<R> ahead = face().takeAhead();
        if (ahead != null) {
            return attempt(() -> CompletableFuture.completedFuture(face().given(ahead)));
        }
        return face().tasks()
                .submit(new Asking<>(face()), Operation.RESULT_NEXT, face().run(), FOR_EVER)
                .thenApply(face()::given);
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
    public CompletableFuture<@Nullable Void> close() {
        return submitVoid(Operation.RESULT_CANCEL, false);
    }
}
