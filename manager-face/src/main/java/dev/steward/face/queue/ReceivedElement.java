package dev.steward.face.queue;

import dev.steward.api.Delivery;
import dev.steward.api.ManagerException;
import dev.steward.api.Outcome;
import dev.steward.face.object.Face;
import dev.steward.face.object.Preview;
import dev.steward.vocabulary.Operation;
import java.util.concurrent.atomic.AtomicBoolean;

/** An element that was received and is settled once, by whichever thread comes first. */
final class ReceivedElement<E> implements Delivery<E> {

    private final Face queue;
    private final E value;
    private final long id;
    private final int count;
    private final AtomicBoolean settled = new AtomicBoolean();

    ReceivedElement(Face queue, E value, long id, int count) {
        this.queue = queue;
        this.value = value;
        this.id = id;
        this.count = count;
    }

    @Override
    public E value() {
        return value;
    }

    @Override
    public boolean redelivered() {
        return count > 1;
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public void done() {
        settleOnce(true);
    }

    @Override
    public void nack() {
        settleOnce(false);
    }

    @Override
    public void close() {
        try {
            settle(false);
        } catch (IllegalStateException settledByServer) {
            // The server knows it as settled: nothing is left to give back.
        }
    }

    private void settleOnce(boolean done) {
        if (!settle(done)) {
            throw new IllegalStateException(queue.label() + ": this delivery was settled before");
        }
    }

    private boolean settle(boolean done) {
        if (!settled.compareAndSet(false, true)) {
            return false;
        }
        try {
            queue.callUninterruptibly(Operation.QUEUE_SETTLE, id, done);
            return true;
        } catch (ManagerException failed) {
            if (failed.outcome() == Outcome.NOT_EXECUTED) {
                // The server never saw it, so that it may be settled yet.
                settled.set(false);
            }
            throw failed;
        }
    }

    @Override
    public String toString() {
        return "Delivery[" + Preview.show(value) + ", count " + count + (settled.get() ? ", settled]" : "]");
    }
}
