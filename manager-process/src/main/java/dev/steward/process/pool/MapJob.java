package dev.steward.process.pool;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** A map: one result, the list of all. The first failure fails it, and what had not begun is not done. */
final class MapJob extends Job {

    private final PoolFuture<?> result;
    private final Crew crew;
    private final Engine.Progress progress;

    // Guarded by the monitor of the list.
    private final List<@Nullable TaskOutcome> outcomes = new ArrayList<>();
    private long done;
    private long expected = -1;
    private long total = -1;

    MapJob(String name, TaskFunction function, PoolFuture<?> result, Crew crew, Engine.Progress progress) {
        super(function, name);
        this.result = result;
        this.crew = crew;
        this.progress = progress;
    }

    /** So many items will come, for all that is known; -1 if nothing is. */
    void expect(long items) {
        expected = items;
    }

    /** All items have been given to the pool. */
    void fed(int items) {
        boolean whole;
        synchronized (outcomes) {
            total = items;
            whole = done == total;
        }
        if (whole) {
            result.settle(all());
        }
    }

    @Override
    void done(int index, TaskOutcome outcome) {
        long count;
        boolean whole;
        synchronized (outcomes) {
            while (outcomes.size() <= index) {
                outcomes.add(null);
            }
            outcomes.set(index, outcome);
            done++;
            count = done;
            whole = done == total;
        }
        progress.done(count, expected);
        if (outcome.isKnownFailure()) {
            if (result.settle(outcome)) {
                crew.drop(this, false);
            }
        } else if (whole) {
            result.settle(all());
        }
    }

    private TaskOutcome all() {
        return TaskOutcome.from(() -> {
            List<@Nullable Object> values = new ArrayList<>();
            synchronized (outcomes) {
                outcomes.forEach(outcome -> values.add(outcome));
            }
            for (int i = 0; i < values.size(); i++) {
                values.set(i, value((TaskOutcome) values.get(i)));
            }
            return Collections.unmodifiableList(values);
        });
    }

    private static @Nullable Object value(@Nullable TaskOutcome outcome) throws Throwable {
        if (outcome == null) {
            throw new IllegalStateException("a result is missing");
        }
        try {
            return outcome.get();
        } catch (ExecutionException failed) {
            throw failed.getCause() == null ? failed : failed.getCause();
        }
    }
}
