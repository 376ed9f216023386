package dev.steward.face.queue;

import dev.steward.api.AsyncJoinableQueue;
import dev.steward.api.SharedJoinableQueue;
import dev.steward.api.Type;
import dev.steward.face.object.Face;
import dev.steward.face.object.ObjectCaller;
import dev.steward.face.object.PlainResults;
import dev.steward.vocabulary.Operation;
import java.time.Duration;

/**
 * A queue whose elements are to be done. Which element is the oldest of this thread is the server's to know: it counts by
 * the logical thread of each call.
 *
 * @param <E> the type of the elements
 */
public final class SharedJoinableQueueFace<E> extends SharedQueueFace<E> implements SharedJoinableQueue<E> {

    public SharedJoinableQueueFace(ObjectCaller caller, Type<?> type) {
        super(caller, type);
    }

    @Override
    public Face with(ObjectCaller caller, Type<?> type) {
        return new SharedJoinableQueueFace<>(caller, type);
    }

    @Override
    public AsyncJoinableQueue<E> async() {
        return new AsyncJoinableQueueFace<>(this);
    }

    @Override
    public void taskDone() {
        callUninterruptibly(Operation.QUEUE_TASK_DONE, true);
    }

    @Override
    public void nack() {
        callUninterruptibly(Operation.QUEUE_TASK_DONE, false);
    }

    @Override
    public void join() throws InterruptedException {
        await(Operation.QUEUE_JOIN, FOR_EVER);
    }

    @Override
    public boolean join(Duration timeout) throws InterruptedException {
        return PlainResults.booleanOf(await(Operation.QUEUE_JOIN, PlainResults.nanosOf(timeout)));
    }
}
