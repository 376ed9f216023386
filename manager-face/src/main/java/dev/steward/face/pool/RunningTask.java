package dev.steward.face.pool;

import dev.steward.api.ObjectToken;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * The task that a thread runs, if it runs one for a shared pool: what it brings to that pool and waits for must not wait for
 * its own slot. Any thread.
 */
public final class RunningTask {

    private static final ThreadLocal<@Nullable RunningTask> CURRENT = new ThreadLocal<>();

    private final ObjectToken pool;
    private final long run;

    private RunningTask(ObjectToken pool, long run) {
        this.pool = pool;
        this.run = run;
    }

    /**
     * Runs a task on this thread.
     *
     * @param pool the token of its pool
     * @param run the run that its worker has it under
     */
    public static <T extends @Nullable Object> T call(ObjectToken pool, long run, Callable<T> task) throws Exception {
        RunningTask before = CURRENT.get();
        CURRENT.set(new RunningTask(pool, run));
        try {
            return task.call();
        } finally {
            CURRENT.set(before);
        }
    }

    /** Returns the run of the task that this thread runs for a pool; 0 if it runs none. */
    static long of(@Nullable ObjectToken pool) {
        RunningTask running = CURRENT.get();
        return running != null && running.pool.equals(pool) ? running.run : 0;
    }
}
