package dev.steward.face.pool;

import static java.util.Objects.requireNonNull;

import dev.steward.api.Outcome;
import dev.steward.api.ProtocolException;
import dev.steward.api.SharedPool;
import dev.steward.face.failure.RemoteFailures;
import dev.steward.face.object.Face;
import dev.steward.face.object.ObjectCaller;
import dev.steward.face.object.PlainResults;
import dev.steward.protocol.value.TaskValue;
import dev.steward.protocol.value.decoded.Unopened;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import dev.steward.vocabulary.TaskEnd;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The place of a worker in a shared pool: how it gets tasks and tells what they came to. One thread takes; any thread tells.
 * What runs the tasks is somebody else's.
 */
public final class PoolSeat {

    /**
     * What a worker gets.
     *
     * @param job the number of the job that the tasks are of; 0 if the worker is to end tasks
     * @param name the name of their function
     * @param limit how many nanoseconds each may run; -1 for ever
     * @param function their function, or what says why it cannot be opened here
     * @param tasks in the order in which they are done; of tasks to end only the run counts
     */
    public record Given(
            long job, String name, long limit, @Nullable Object function, List<Task> tasks) {

        /** Returns whether the tasks are to be ended, and not to be done. */
        public boolean isEnd() {
            return job == 0;
        }
    }

    /**
     * A task.
     *
     * @param run what it is told of by
     * @param argument the argument, or what says why it cannot be opened here
     */
    public record Task(long run, @Nullable Object argument) {}

    private final Face pool;
    private final ObjectCaller tasks;
    private final long number;
    private long lastJob;
    private @Nullable Object lastFunction;

    private PoolSeat(Face pool, ObjectCaller tasks, long number) {
        this.pool = pool;
        this.tasks = tasks;
        this.number = number;
    }

    /**
     * Joins a pool as a worker.
     *
     * @param pool a pool of a manager of this process
     * @param description what it says of itself, for people, such as its process id and host
     * @param slots how many tasks it does at a time, from 1 to 10,000
     * @param packages the packages whose functions it gets; with none it gets all
     * @throws dev.steward.api.QueueShutDownException if the pool is shut down
     */
    public static PoolSeat join(SharedPool pool, String description, int slots, List<String> packages) {
        if (!(pool instanceof Face face)) {
            throw new IllegalArgumentException("not a pool of a manager of this process: " + pool);
        }
        Object number = face.call(Operation.POOL_JOIN, description, slots, List.copyOf(packages));
        return new PoolSeat(face, face.caller().forTasks(), PlainResults.longOf(number));
    }

    /** Returns which worker of the pool it is, from 1. */
    public long number() {
        return number;
    }

    /**
     * Returns what comes next; waits for it. Called by one thread.
     *
     * @return null if nothing came in time
     * @throws dev.steward.api.QueueShutDownException if the pool is shut down, and nothing is to be done any more
     * @throws dev.steward.api.ManagerException if the pool is no more
     * @throws IllegalMonitorStateException if this worker has left
     * @throws InterruptedException if the thread is interrupted; no task is lost
     */
    public @Nullable Given take(Duration timeout) throws InterruptedException {
        Object told = pool.awaitOrNull(tasks, Status.EMPTY, Operation.POOL_TAKE, number, PlainResults.nanosOf(timeout));
        return told == null ? null : given(PlainResults.listOf(told, 5));
    }

    private Given given(List<?> told) {
        long job = PlainResults.longOf(told.get(0));
        List<?> runs = PlainResults.listOf(told.get(3));
        List<?> parts = PlainResults.listOf(told.get(4));
        boolean isEnd = job == 0;
        if (!isEnd && parts.size() != runs.size() + 1) {
            throw new ProtocolException(
                    pool.label() + ": the server gave " + runs.size() + " tasks with " + parts.size() + " values",
                    Outcome.UNKNOWN);
        }
        if (!isEnd && (job != lastJob || parts.get(0) != null)) {
            lastJob = job;
            lastFunction = TaskValue.contentOf(parts.get(0));
        }
        List<Task> given = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            Object argument = isEnd ? null : TaskValue.contentOf(parts.get(i + 1));
            given.add(new Task(PlainResults.longOf(runs.get(i)), argument));
        }
        return new Given(
                job,
                String.valueOf(told.get(1)),
                PlainResults.longOf(told.get(2)),
                isEnd ? null : lastFunction,
                List.copyOf(given));
    }

    /** Returns why a function or argument cannot be opened here, or null if it could be. */
    public static @Nullable String whyUnopened(@Nullable Object given, String holder) {
        return given instanceof Unopened unopened
                ? requireNonNull(unopened.failure(holder, Outcome.NOT_EXECUTED).getMessage())
                : null;
    }

    /**
     * Tells that a task returned a result.
     *
     * @return whether that counts; it does not if the task was cancelled
     * @throws dev.steward.api.UnsupportedValueException if the result cannot travel: tell {@link TaskEnd#NO_RESULT}
     * @throws dev.steward.api.OverloadedException if the server has no room for it: tell again later
     * @throws IllegalStateException if the task is not this worker's any more
     */
    public boolean returned(long run, @Nullable Object result) {
        return tell(run, TaskEnd.RESULT, new TaskValue(result));
    }

    /** Tells what a task threw; as {@link #returned}. */
    public boolean threw(long run, Throwable thrown) {
        return tell(run, TaskEnd.THROWN, RemoteFailures.encode(thrown, tasks.codec(), Integer.MAX_VALUE));
    }

    /** Tells that what ran a task is gone; as {@link #returned}. The exit code is -1 if it is not known. */
    public boolean lost(long run, String why, int exitCode) {
        return tell(run, TaskEnd.LOST, List.of(why, exitCode));
    }

    /**
     * Tells that a task ended otherwise; as {@link #returned}.
     *
     * @param end an end that has a text
     */
    public boolean ended(long run, TaskEnd end, String why) {
        return tell(run, end, why);
    }

    private boolean tell(long run, TaskEnd end, Object value) {
        return PlainResults.booleanOf(pool.call(tasks, Operation.POOL_DONE, run, end.code(), value));
    }

    /** Leaves the pool: what this worker had begun is lost, and what it had not goes to others. */
    public void leave() {
        pool.callUninterruptibly(Operation.POOL_LEAVE, number);
    }
}
