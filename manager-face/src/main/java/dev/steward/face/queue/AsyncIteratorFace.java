package dev.steward.face.queue;

import dev.steward.api.AsyncIterator;
import dev.steward.face.object.AsyncFace;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The asynchronous methods of a {@link SharedIteratorFace}.
 *
 * @param <E> the type of the elements
 */
final class AsyncIteratorFace<E extends @Nullable Object> extends AsyncFace<SharedIteratorFace<E>>
        implements AsyncIterator<E> {

    AsyncIteratorFace(SharedIteratorFace<E> face) {
        super(face);
    }

    @Override
    public CompletableFuture<E> next() {
        SharedIteratorFace.Taken<E> ahead = face().takeAhead();
        if (ahead != null) {
            return attempt(() -> CompletableFuture.completedFuture(ahead.orThrow()));
        }
        return submit(
                failure -> {
                    throw failure.status() == Status.SHUT_DOWN
                            ? face().ended()
                            : face().failed(failure, Operation.QUEUE_TAKE);
                },
                face()::read,
                Operation.QUEUE_TAKE,
                FOR_EVER);
    }

    @Override
    public CompletableFuture<List<E>> snapshot() {
        return submit(face()::readAll, Operation.QUEUE_SNAPSHOT);
    }

    @Override
    public CompletableFuture<@Nullable Void> close() {
        face().dropAhead();
        return submitVoid(Operation.QUEUE_SHUTDOWN, true);
    }
}
