package dev.steward.api;

import java.time.Duration;
import java.util.List;

/**
 * What a {@link SharedPool} does at one instant.
 *
 * @param isShutdown whether it takes no more tasks
 * @param waiting how many tasks wait for a worker
 * @param running how many tasks workers have
 * @param done how many tasks have ended since the pool was made, well or not
 * @param workers the workers that are there, in the order in which they came
 */
public record PoolStatus(boolean isShutdown, long waiting, long running, long done, List<Worker> workers) {

    /** The status of a pool. */
    public PoolStatus {
        workers = List.copyOf(workers);
    }

    /**
     * A worker that joined.
     *
     * @param number which one of the pool, counted from 1
     * @param description what it says of itself, such as its process id and host
     * @param slots how many tasks it does at a time
     * @param packages the packages whose functions it takes; empty if it takes those of all
     * @param done how many tasks it has ended
     * @param tasks the tasks that it has
     */
    public record Worker(
            long number, String description, int slots, List<String> packages, long done, List<Task> tasks) {

        /** The status of a worker. */
        public Worker {
            packages = List.copyOf(packages);
            tasks = List.copyOf(tasks);
        }
    }

    /**
     * Tasks that a worker has together, and does one after the other.
     *
     * @param function their function, such as {@code com.acme.Fib::fib}
     * @param count how many have not ended
     * @param since how long the worker has them
     * @param isCancelled whether what comes of it is of no use any more
     */
    public record Task(String function, int count, Duration since, boolean isCancelled) {}
}
