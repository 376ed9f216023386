package dev.steward.process;

import static java.util.Objects.requireNonNull;

import dev.steward.api.SerializableRunnable;
import dev.steward.process.pool.CrewOptions;
import dev.steward.process.pool.Engine;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A pool whose workers are threads of this process. The same interface as {@link ProcessPool}, so that one can be taken for
 * the other; here nothing is copied, functions and arguments may be anything, and all cores are used all the same.
 *
 * <p>A thread cannot be ended from outside: {@code terminate}, {@code cancel(true)} and a task that runs too long interrupt
 * it, and one that ignores that is given up and replaced. Python twin: {@code multiprocessing.dummy.Pool}.
 */
public final class ThreadPool extends EnginePool {

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private ThreadPool(Engine engine) {
        super(engine, null);
    }

    /** Starts a pool with a thread for each processor. */
    public static ThreadPool start() {
        return builder().start();
    }

    /** Starts a pool of so many threads. */
    public static ThreadPool start(int workers) {
        return builder().workers(workers).start();
    }

    /** Returns a builder with a thread for each processor. */
    public static Builder builder() {
        return new Builder();
    }

    /** Sets how a pool works, then starts it. For one thread. */
    public static final class Builder {
        private int workers = Runtime.getRuntime().availableProcessors();
        private @Nullable String name;
        private @Nullable SerializableRunnable initializer;
        private @Nullable Duration taskTimeout;

        private Builder() {}

        /** Sets how many threads work; by default one for each processor. At least 1. */
        public Builder workers(int count) {
            workers = ProcessPool.atLeastOne("workers", count);
            return this;
        }

        /** Sets what messages and threads call it; by default {@code threads-1} and so on. */
        public Builder name(String text) {
            name = requireNonNull(text, "name");
            return this;
        }

        /** Sets what each thread runs before its first task. If it throws, the pool is broken. */
        public Builder initializer(SerializableRunnable function) {
            initializer = requireNonNull(function, "function");
            return this;
        }

        /** Interrupts and gives up a thread whose task runs longer than this; the task fails. */
        public Builder taskTimeout(Duration longest) {
            taskTimeout = ProcessPool.moreThanZero(longest);
            return this;
        }

        /** Starts the threads. */
        public ThreadPool start() {
            SerializableRunnable first = initializer;
            return new ThreadPool(Engine.ofThreads(new CrewOptions(
                    name != null ? name : "threads-" + NUMBERS.incrementAndGet(),
                    workers,
                    first == null ? null : ProcessPool.run(first),
                    Integer.MAX_VALUE,
                    taskTimeout,
                    0,
                    List.of())));
        }
    }
}
