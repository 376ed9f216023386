package dev.steward.face.pool;

import dev.steward.api.PoolStatus;
import dev.steward.face.object.PlainResults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a pool answers when it is asked for its status. Stateless. */
public final class StatusOfPool {

    private StatusOfPool() {}

    /** Reads what a pool says of itself. */
    public static PoolStatus read(@Nullable Object result) {
        List<?> parts = PlainResults.listOf(result, 5);
        List<PoolStatus.Worker> workers = new ArrayList<>();
        for (Object worker : PlainResults.listOf(parts.get(4))) {
            workers.add(worker(PlainResults.listOf(worker, 6)));
        }
        return new PoolStatus(
                PlainResults.booleanOf(parts.get(0)),
                PlainResults.longOf(parts.get(1)),
                PlainResults.longOf(parts.get(2)),
                PlainResults.longOf(parts.get(3)),
                workers);
    }

    private static PoolStatus.Worker worker(List<?> parts) {
        List<PoolStatus.Task> tasks = new ArrayList<>();
        for (Object lot : PlainResults.listOf(parts.get(5))) {
            List<?> task = PlainResults.listOf(lot, 5);
            tasks.add(new PoolStatus.Task(
                    String.valueOf(task.get(2)),
                    PlainResults.intOf(task.get(1)),
                    Duration.ofNanos(PlainResults.longOf(task.get(3))),
                    PlainResults.booleanOf(task.get(4))));
        }
        return new PoolStatus.Worker(
                PlainResults.longOf(parts.get(0)),
                String.valueOf(parts.get(1)),
                PlainResults.intOf(parts.get(2)),
                PlainResults.listOf(parts.get(3)).stream().map(String::valueOf).toList(),
                PlainResults.longOf(parts.get(4)),
                tasks);
    }

    /** Returns how many tasks all workers can do at a time. */
    static int slots(PoolStatus status) {
        long slots = 0;
        for (PoolStatus.Worker worker : status.workers()) {
            slots += worker.slots();
        }
        return (int) Math.min(slots, Integer.MAX_VALUE);
    }
}
