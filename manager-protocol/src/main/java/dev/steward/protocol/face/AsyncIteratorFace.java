package dev.steward.protocol.face;

import dev.steward.api.AsyncIterator;
import dev.steward.protocol.message.OperationCode;
import dev.steward.protocol.message.StatusCode;
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
            return CompletableFuture.completedFuture(ahead.element());
        }
        return submit(
                failure -> {
                    throw failure.status() == StatusCode.SHUT_DOWN
                            ? face().ended()
                            : face().failed(failure, OperationCode.QUEUE_TAKE);
                },
                face()::read,
                OperationCode.QUEUE_TAKE,
                FOR_EVER);
    }

    @Override
    public CompletableFuture<List<E>> snapshot() {
        return submit(face()::readAll, OperationCode.QUEUE_SNAPSHOT);
    }

    @Override
    public CompletableFuture<@Nullable Void> close() {
        face().dropAhead();
        return submitVoid(OperationCode.QUEUE_SHUTDOWN, true);
    }
}
