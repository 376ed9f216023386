package dev.steward.process.pool;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a pool works.
 *
 * @param name what messages and threads call it
 * @param size how many workers
 * @param initializer what each worker runs first, or null
 * @param tasksPerWorker after so many tasks a worker is replaced; {@link Integer#MAX_VALUE} for never
 * @param taskTimeout how long a task may run, or null
 * @param retries how often a task is run again when its worker is lost
 * @param jvmOptions options of the workers' JVMs, beside those that they inherit
 */
public record CrewOptions(
        String name,
        int size,
        @Nullable TaskFunction initializer,
        int tasksPerWorker,
        @Nullable Duration taskTimeout,
        int retries,
        List<String> jvmOptions) {

    /** Copies the list. */
    public CrewOptions {
        jvmOptions = List.copyOf(jvmOptions);
    }
}
