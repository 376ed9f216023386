package dev.steward.face.queue;

import dev.steward.api.Delivery;
import dev.steward.api.ManagerException;
import dev.steward.api.Outcome;
import dev.steward.face.object.Face;
import dev.steward.face.object.PlainResults;
import dev.steward.face.object.Preview;
import dev.steward.face.object.TypedReader;
import dev.steward.protocol.value.decoded.Unopened;
import dev.steward.vocabulary.Operation;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** An element that was received and is settled once, by whichever thread comes first. */
final class ReceivedElement<E> implements Delivery<E> {

    private final Face queue;
    private final Parts<E> parts;
    private final AtomicBoolean settled = new AtomicBoolean();

    ReceivedElement(Face queue, Parts<E> parts) {
        this.queue = queue;
        this.parts = parts;
    }

    /**
     * What a queue answers to whoever receives.
     *
     * @param reader tells who wants the value if it could not be read
     * @param value the element
     * @param id    under which it is settled
     * @param count how often it was delivered, this time included
     */
    record Parts<E>(TypedReader<E> reader, @Nullable Object value, long id, int count) {

        /** Reads a result, its value as the type of the queue's elements. */
        static <E> Parts<E> of(@Nullable Object result, TypedReader<E> elements) {
            List<?> parts = PlainResults.listOf(result, 3);
            return new Parts<>(
                    elements,
                    elements.readOrLeave(parts.get(0)),
                    PlainResults.longOf(parts.get(1)),
                    PlainResults.intOf(parts.get(2)));
        }
    }

    @Override
    public E value() {
        if (parts.value() instanceof Unopened unopened) {
            throw unopened.failure(queue.label(), Outcome.EXECUTED);
        }
        return parts.reader().opened(parts.value());
    }

    @Override
    public boolean redelivered() {
        return parts.count() > 1;
    }

    @Override
    public int count() {
        return parts.count();
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
            throw new IllegalStateException(queue.describeCall() + ": this delivery was settled before");
        }
    }

    private boolean settle(boolean done) {
        if (!settled.compareAndSet(false, true)) {
            return false;
        }
        try {
            queue.callUninterruptibly(Operation.QUEUE_SETTLE, parts.id(), done);
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
        return "Delivery[" + Preview.show(parts.value()) + ", count " + parts.count()
                + (settled.get() ? ", settled]" : "]");
    }
}
