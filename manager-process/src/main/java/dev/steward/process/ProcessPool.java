package dev.steward.process;

import static java.util.Objects.requireNonNull;

import dev.steward.api.SerializableRunnable;
import dev.steward.process.pool.CrewOptions;
import dev.steward.process.pool.Engine;
import dev.steward.process.pool.TaskFunction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A pool whose workers are processes: JVMs with the class path and options of this one, that end with it. Functions travel
 * as class, method and captured values; arguments and results are copied: values, objects of users' classes, proxies,
 * managers, ends of pipes. One argument or result takes at most 64 MiB.
 *
 * <p>A worker that dies is replaced. Its task fails at once with a {@link dev.steward.api.WorkerLostException} that has
 * exit code and signal, or runs again where {@link Builder#idempotent} says that it may; what it had not begun goes to
 * another worker. If three workers in a row end before they are ready (an option that the JVM does not know, an initializer
 * that throws) the pool is broken: its tasks fail with the reason, and it takes no more.
 *
 * <p>What tasks print appears on this process's streams, line by line. Cancelling a result with {@code cancel(true)} kills
 * the worker that is at it. Python twin: {@code multiprocessing.Pool}.
 */
public final class ProcessPool extends EnginePool {

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private ProcessPool(Engine engine) {
        super(engine, null);
    }

    /** Starts a pool with a worker for each processor; does not wait until they are ready. */
    public static ProcessPool start() {
        return builder().start();
    }

    /**
     * Starts a pool; does not wait until its workers are ready.
     *
     * @param workers how many processes
     */
    public static ProcessPool start(int workers) {
        return builder().workers(workers).start();
    }

    /** Returns a builder with a worker for each processor. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns the process ids of the workers that run now. */
    public List<Long> pids() {
        return engine().pids();
    }

    /** Sets how a pool works, then starts it. For one thread. */
    public static final class Builder {
        private int workers = Runtime.getRuntime().availableProcessors();
        private @Nullable String name;
        private @Nullable SerializableRunnable initializer;
        private int maxTasksPerChild = Integer.MAX_VALUE;
        private @Nullable Duration taskTimeout;
        private int retries;
        private final List<String> jvmOptions = new ArrayList<>();

        private Builder() {}

        /** Sets how many processes work; by default one for each processor. At least 1. */
        public Builder workers(int count) {
            workers = atLeastOne("workers", count);
            return this;
        }

        /** Sets what messages and threads call it; by default {@code pool-1} and so on. */
        public Builder name(String text) {
            name = requireNonNull(text, "name");
            return this;
        }

        /**
         * Sets what each worker runs before its first task. If it throws, the pool is broken. Python twin: {@code
         * initializer}, with its arguments captured.
         */
        public Builder initializer(SerializableRunnable function) {
            initializer = requireNonNull(function, "function");
            return this;
        }

        /** Replaces a worker after so many tasks, once its chunk is done. Python twin: {@code maxtasksperchild}. */
        public Builder maxTasksPerChild(int tasks) {
            maxTasksPerChild = atLeastOne("maxTasksPerChild", tasks);
            return this;
        }

        /** Ends a worker whose task runs longer than this; the task fails with a {@code TimeoutException}. */
        public Builder taskTimeout(Duration longest) {
            taskTimeout = moreThanZero(longest);
            return this;
        }

        /**
         * Declares that tasks may run more than once: one whose worker dies runs again.
         *
         * @param retries how often at most; at least 1
         */
        public Builder idempotent(int retries) {
            this.retries = atLeastOne("retries", retries);
            return this;
        }

        /** Adds options for the JVMs of the workers, after those that they inherit. */
        public Builder jvmOptions(String... options) {
            jvmOptions.addAll(Arrays.asList(options));
            return this;
        }

        /**
         * Starts the workers; does not wait until they are ready.
         *
         * @throws dev.steward.api.UnsupportedValueException if the initializer cannot travel
         * @throws dev.steward.api.ManagerException if no process can be started
         */
        public ProcessPool start() {
            SerializableRunnable first = initializer;
            return new ProcessPool(Engine.ofProcesses(new CrewOptions(
                    name != null ? name : "pool-" + NUMBERS.incrementAndGet(),
                    workers,
                    first == null ? null : run(first),
                    maxTasksPerChild,
                    taskTimeout,
                    retries,
                    jvmOptions)));
        }
    }

    static TaskFunction run(SerializableRunnable initializer) {
        return nothing -> {
            initializer.run();
            return null;
        };
    }

    static int atLeastOne(String what, int count) {
        if (count < 1) {
            throw new IllegalArgumentException(what + " is at least 1, not " + count);
        }
        return count;
    }

    static Duration moreThanZero(Duration time) {
        if (time.isZero() || time.isNegative()) {
            throw new IllegalArgumentException("a task's time is more than zero, not " + time);
        }
        return time;
    }
}
