package dev.steward.client;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Tells events one after the other, also while the one before blocks its callback thread and others go on with what else
 * is there. Any thread hands over; does not block.
 */
final class EventLine implements Executor {

    private final Executor callbacks;
    private final Queue<Runnable> events = new ConcurrentLinkedQueue<>();
    private final AtomicInteger untold = new AtomicInteger();

    EventLine(Executor callbacks) {
        this.callbacks = callbacks;
    }

    @Override
    public void execute(Runnable event) {
        events.add(event);
        if (untold.getAndIncrement() == 0) {
            callbacks.execute(this::tell);
        }
    }

    private void tell() {
        Runnable event = events.remove();
        try {
            event.run();
        } finally {
            if (untold.decrementAndGet() > 0) {
                callbacks.execute(this::tell);
            }
        }
    }
}
