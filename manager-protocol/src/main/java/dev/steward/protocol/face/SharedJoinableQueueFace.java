package dev.steward.protocol.face;

import dev.steward.api.AsyncJoinableQueue;
import dev.steward.api.SharedJoinableQueue;
import dev.steward.api.Type;
import dev.steward.protocol.message.OperationCode;
import java.time.Duration;

/**
 * A queue whose elements are to be done. Which element is the oldest of this thread is the server's to know: it counts by
 * the logical thread of each call.
 *
 * @param <E> the type of the elements
 */
final class SharedJoinableQueueFace<E> extends SharedQueueFace<E> implements SharedJoinableQueue<E> {

    SharedJoinableQueueFace(ObjectCaller caller, Type<?> type) {
        super(caller, type);
    }

    @Override
    public AsyncJoinableQueue<E> async() {
        return new AsyncJoinableQueueFace<>(this);
    }

    @Override
    public void taskDone() {
        callUninterruptibly(OperationCode.QUEUE_TASK_DONE, true);
    }

    @Override
    public void nack() {
        callUninterruptibly(OperationCode.QUEUE_TASK_DONE, false);
    }

    @Override
    public void join() throws InterruptedException {
        await(OperationCode.QUEUE_JOIN, FOR_EVER);
    }

    @Override
    public boolean join(Duration timeout) throws InterruptedException {
        return Numbers.booleanOf(await(OperationCode.QUEUE_JOIN, Numbers.nanosOf(timeout)));
    }
}
