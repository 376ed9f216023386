package dev.steward.process.pool;

import dev.steward.api.UnsupportedValueException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Takes items from an iterator and gives them to the crew, a batch at a time. What it has taken is given, or waits here for
 * the next try, whatever the iterator, the crew or an interrupt throws meanwhile. Used by one thread at a time.
 */
final class Feeder {

    /** A batch is cut here, so that large arguments spread over the workers, in bytes. */
    private static final long BATCH_BYTES = 1 << 20;

    private final Engine engine;
    private final Job job;
    private final Iterator<?> items;
    private final int chunk;
    private final byte[] function;
    private final List<Item> batch = new ArrayList<>();
    private int taken;
    private int fed;
    private @Nullable Throwable failure;

    Feeder(Engine engine, Job job, Iterator<?> items, int chunk) {
        this.engine = engine;
        this.job = job;
        this.items = items;
        this.chunk = chunk;
        this.function = engine.crew().function(job.function());
    }

    /** Returns how many items have a result, or will have one. */
    int fed() {
        return fed;
    }

    /** Returns why no more items come although there were more, once; null if nothing went wrong. */
    @Nullable
    Throwable takeFailure() {
        Throwable known = failure;
        failure = null;
        return known;
    }

    boolean hasFailed() {
        return failure != null;
    }

    /**
     * Gives the next batch; blocks while the pool has too much to do. Returns false if there are no more items.
     *
     * @throws UnsupportedValueException if an item cannot travel
     * @throws RejectedExecutionException if the pool takes no more
     */
    boolean feedAllOrNothing() {
        long cost = 0;
        while (batch.size() < chunk && cost < BATCH_BYTES && items.hasNext()) {
            Item item = engine.item(job.name(), taken, items.next());
            taken++;
            cost += item.cost();
            batch.add(item);
        }
        return give();
    }

    /**
     * Gives the next batch; blocks while the pool has too much to do. An item that cannot travel has that as its result. What
     * the iterator throws, or the pool that takes no more, is kept: it has its place behind the items that came before.
     * Returns false if no more items come.
     */
    boolean feed() {
        if (batch.isEmpty() && failure == null) {
            take();
        }
        try {
            return give();
        } catch (RejectedExecutionException ended) {
            batch.clear();
            failure = ended;
            return false;
        }
    }

    private void take() {
        long cost = 0;
        try {
            for (int count = 0; count < chunk && cost < BATCH_BYTES && items.hasNext(); count++) {
                Object argument = items.next();
                try {
                    Item item = engine.item(job.name(), taken, argument);
                    cost += item.cost();
                    batch.add(item);
                } catch (UnsupportedValueException refused) {
                    job.done(taken, TaskOutcome.failed(refused));
                }
                taken++;
            }
        } catch (RuntimeException | Error sourceFailed) {
            failure = sourceFailed;
        }
    }

    /** An interrupt leaves the batch where it is. */
    private boolean give() {
        if (!batch.isEmpty()) {
            engine.crew().submit(new Batch(job, function, List.copyOf(batch)));
            batch.clear();
        }
        boolean more = taken > fed;
        fed = taken;
        return more;
    }
}
