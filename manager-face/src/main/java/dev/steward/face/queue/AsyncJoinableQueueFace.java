package dev.steward.face.queue;

import dev.steward.api.AsyncJoinableQueue;
import dev.steward.face.object.PlainResults;
import dev.steward.vocabulary.Operation;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The asynchronous methods of a {@link SharedJoinableQueueFace}.
 *
 * @param <E> the type of the elements
 */
final class AsyncJoinableQueueFace<E> extends AsyncQueueFace<E> implements AsyncJoinableQueue<E> {

    AsyncJoinableQueueFace(SharedJoinableQueueFace<E> face) {
        super(face);
    }

    @Override
    public CompletableFuture<@Nullable Void> taskDone() {
        return submitVoid(Operation.QUEUE_TASK_DONE, true);
    }

    @Override
    public CompletableFuture<@Nullable Void> nack() {
        return submitVoid(Operation.QUEUE_TASK_DONE, false);
    }

    @Override
    public CompletableFuture<@Nullable Void> join() {
        return submitVoid(Operation.QUEUE_JOIN, FOR_EVER);
    }

    @Override
    public CompletableFuture<Boolean> join(Duration timeout) {
        return attempt(() -> submit(PlainResults::booleanOf, Operation.QUEUE_JOIN, PlainResults.nanosOf(timeout)));
    }
}
