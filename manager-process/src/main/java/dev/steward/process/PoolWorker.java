package dev.steward.process;

import static java.util.Objects.requireNonNull;

import dev.steward.api.SharedPool;
import dev.steward.api.SyncManager;
import dev.steward.process.pool.CrewOptions;
import dev.steward.process.worker.JoinedSeat;
import dev.steward.process.worker.TaskBench;
import dev.steward.process.worker.WorkerLoop;
import dev.steward.protocol.value.codec.AllowedClasses;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * This process as a worker of a {@link SharedPool}: it does tasks that any process brings to the pool, until it leaves or the
 * pool has no more for it.
 *
 * <pre>{@code
 * try (SyncManager manager = ManagerClient.connect("10.0.0.5", 8080, key)) {
 *     PoolWorker worker = PoolWorker.builder().slots(2).allow("com.acme.tasks").inProcesses().join(manager, "work");
 *     worker.awaitEnd();
 * }
 * }</pre>
 *
 * <p>Functions are on the class path of this process, and only those whose package it was allowed are run: without any it
 * refuses each task, and says what to add. What a task takes and returns is opened by the same list, which is that of the
 * manager, too.
 *
 * <p>A worker that dies, or whose server loses sight of it, has its tasks taken away: whoever brought them is told, or another
 * worker does them again. It ends when its session is lost. A thread of it keeps the JVM running until then. Safe for use by
 * any number of threads. Python has no twin: the workers of its managers' pools are children of the server.
 */
public final class PoolWorker implements AutoCloseable {

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final String pool;
    private final JoinedSeat seat;
    private final WorkerLoop loop;
    private final int slots;

    private PoolWorker(String pool, JoinedSeat seat, WorkerLoop loop, int slots) {
        this.pool = pool;
        this.seat = seat;
        this.loop = loop;
        this.slots = slots;
    }

    /**
     * Joins a pool with a slot for each processor and the packages that the manager's options allow; as {@link Builder#join}.
     */
    public static PoolWorker join(SyncManager manager, String pool) {
        return builder().join(manager, pool);
    }

    /** Returns a builder. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns the name of the pool, or its number if it was joined without one. */
    public String pool() {
        return pool;
    }

    /** Returns which worker of the pool it is, as {@link SharedPool#status} counts them. */
    public long number() {
        return seat.number();
    }

    /** Returns how many tasks it does at a time. */
    public int slots() {
        return slots;
    }

    /** Returns how many tasks it has ended, well or not. */
    public long done() {
        return loop.done();
    }

    /**
     * Takes no more tasks. Those that run are done; what had been taken and not begun is another worker's. Then it leaves the
     * pool. Does not wait.
     */
    public void leave() {
        loop.leave();
    }

    /**
     * Ends the tasks that run, and leaves: whoever brought them is told that their worker is lost, or another one does them
     * again. Does not wait.
     */
    public void terminate() {
        loop.terminate();
    }

    /** Returns whether it has left the pool. */
    public boolean hasEnded() {
        return loop.onEnd().isDone();
    }

    /** Completes when it has left; exceptionally if it had to, such as when its session was lost. */
    public CompletableFuture<@Nullable Void> onEnd() {
        return loop.onEnd();
    }

    /**
     * Waits until it has left: because it was told to, or because the pool is shut down and has no more tasks.
     *
     * @throws ExecutionException if it had to leave, with the reason as its cause: a {@link
     *     dev.steward.api.SessionLostException} when the server is gone, which is a {@link
     *     dev.steward.api.ServerEndedException} if that ended in order
     * @throws InterruptedException if the thread is interrupted; the worker goes on
     */
    public void awaitEnd() throws InterruptedException, ExecutionException {
        loop.onEnd().get();
    }

    /**
     * As {@link #awaitEnd()}, for at most so long.
     *
     * @return false if the time is over
     */
    public boolean awaitEnd(Duration timeout) throws InterruptedException, ExecutionException {
        try {
            loop.onEnd().get(TimeUnit.NANOSECONDS.convert(timeout), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException late) {
            return false;
        }
    }

    /** Leaves, and waits until that is done. If the thread is interrupted, what runs is ended and the flag stays set. */
    @Override
    public void close() {
        leave();
        try {
            loop.onEnd().get();
        } catch (InterruptedException hurried) {
            terminate();
            Thread.currentThread().interrupt();
        } catch (ExecutionException hadToLeave) {
            // It has left: that is what closing is for.
            return;
        }
    }

    /** Returns the pool and its number there. */
    @Override
    public String toString() {
        return "PoolWorker(" + number() + " of pool '" + pool + "', " + slots + (slots == 1 ? " slot)" : " slots)");
    }

    /** Sets how a worker works, then joins. Not thread-safe; may join any number of times. */
    public static final class Builder {

        private final Set<String> packages = new LinkedHashSet<>();
        private final List<String> jvmOptions = new ArrayList<>();
        private int slots = Runtime.getRuntime().availableProcessors();
        private int maxTasksPerChild = Integer.MAX_VALUE;
        private boolean inProcesses;
        private boolean onlyAllowed;
        private @Nullable String description;

        private Builder() {}

        /** Sets how many tasks it does at a time; by default one for each processor. At least 1. */
        public Builder slots(int count) {
            slots = ProcessPool.atLeastOne("slots", count);
            return this;
        }

        /**
         * Allows functions of a package, its subpackages not included, to be run, and values of its classes to be opened by
         * the manager.
         *
         * @param names as in {@code package com.acme;}; empty for the unnamed package
         * @throws IllegalArgumentException if no package can have such a name, such as {@code com.acme.*}
         */
        public Builder allow(String... names) {
            for (String name : names) {
                packages.add(AllowedClasses.checkedPackage(name));
            }
            return this;
        }

        /**
         * Leaves tasks whose packages were not allowed to other workers. By default it refuses them, so that whoever brought
         * them hears what to add; a task that nobody takes waits.
         */
        public Builder onlyAllowed() {
            onlyAllowed = true;
            return this;
        }

        /**
         * Runs tasks in child processes, one for each slot: a crash, {@link System#exit} or a heap that is full costs one
         * task. By default they run in threads of this process.
         */
        public Builder inProcesses() {
            inProcesses = true;
            return this;
        }

        /** Replaces a child process after so many tasks; 1 gives each task a process of its own. Runs in processes. */
        public Builder maxTasksPerChild(int tasks) {
            maxTasksPerChild = ProcessPool.atLeastOne("maxTasksPerChild", tasks);
            return inProcesses();
        }

        /** Adds options for the JVMs of the child processes, after those that they inherit. Runs in processes. */
        public Builder jvmOptions(String... options) {
            jvmOptions.addAll(Arrays.asList(options));
            return inProcesses();
        }

        /** Sets what {@link SharedPool#status} says of it; by default its process id and host. */
        public Builder description(String text) {
            description = requireNonNull(text, "description");
            return this;
        }

        /**
         * Joins the pool of that name, which is made if there is none, and begins to work. Blocks until the server has
         * answered.
         *
         * @throws java.util.concurrent.RejectedExecutionException if the pool is shut down
         * @throws IllegalArgumentException if only allowed packages are taken, and none is
         * @throws dev.steward.api.ManagerException if the server cannot be asked, or no process can be started
         */
        public PoolWorker join(SyncManager manager, String pool) {
            requireAPackage();
            return join(manager.pool(pool), pool);
        }

        /**
         * Joins a pool that came here, such as one without a name that was an argument; as {@link #join(SyncManager, String)}.
         * A worker has the pool as any other process does: one without a name is there until its last worker has left, too.
         */
        public PoolWorker join(SharedPool pool) {
            requireAPackage();
            return join(pool, pool.objectToken().objectId().toString());
        }

        private void requireAPackage() {
            if (onlyAllowed && packages.isEmpty()) {
                throw new IllegalArgumentException(
                        "a worker that takes tasks of allowed packages alone needs one: allow(\"com.acme.tasks\")");
            }
        }

        private PoolWorker join(SharedPool shared, String pool) {
            String name = "pool-worker-" + NUMBERS.incrementAndGet();
            JoinedSeat seat = JoinedSeat.join(
                    shared, description != null ? description : described(), slots, List.copyOf(packages), onlyAllowed);
            CrewOptions crew = new CrewOptions(name, slots, null, maxTasksPerChild, null, 0, jvmOptions);
            WorkerLoop loop;
            try {
                loop = new WorkerLoop(
                        name, seat, inProcesses ? TaskBench.ofProcesses(crew) : TaskBench.ofThreads(crew));
            } catch (RuntimeException cannotRun) {
                seat.leave();
                throw cannotRun;
            }
            loop.start();
            return new PoolWorker(pool, seat, loop, slots);
        }

        private static String described() {
            String pid = "pid " + ProcessHandle.current().pid();
            try {
                return pid + " on " + InetAddress.getLocalHost().getHostName();
            } catch (UnknownHostException nameless) {
                return pid;
            }
        }
    }
}
