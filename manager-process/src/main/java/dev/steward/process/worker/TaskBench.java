package dev.steward.process.worker;

import dev.steward.api.AsyncResult;
import dev.steward.api.UnsupportedValueException;
import dev.steward.api.WorkerLostException;
import dev.steward.process.pool.CrewOptions;
import dev.steward.process.pool.Engine;
import dev.steward.process.pool.NeverBegunException;
import dev.steward.process.worker.WorkerSeat.Told;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where a worker runs its tasks: in threads of this process, or each in one of its child processes, which are replaced when
 * they end. Safe for use by any number of threads.
 */
public final class TaskBench {

    private final Engine engine;
    private final Supplier<Engine> another;
    private final boolean inProcesses;
    private final Map<Long, ExpectedRun> runs = new ConcurrentHashMap<>();

    // A task that waits for others of its pool keeps its thread or process, and its slot is another one's meanwhile:
    // then
    // there are more tasks than the first engine has places.
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Engine> spare = new ArrayDeque<>();
    private final List<Engine> added = new ArrayList<>();
    private int taken;

    private TaskBench(Function<CrewOptions, Engine> maker, CrewOptions options, boolean inProcesses) {
        this.engine = maker.apply(options);
        this.another = () -> maker.apply(one(options));
        this.inProcesses = inProcesses;
    }

    private static CrewOptions one(CrewOptions options) {
        return new CrewOptions(
                options.name() + "-more",
                1,
                options.initializer(),
                options.tasksPerWorker(),
                options.taskTimeout(),
                options.retries(),
                options.jvmOptions());
    }

    /** A bench of threads. */
    public static TaskBench ofThreads(CrewOptions options) {
        return new TaskBench(Engine::ofThreads, options, false);
    }

    /** A bench of child processes; does not wait until they run. */
    public static TaskBench ofProcesses(CrewOptions options) {
        return new TaskBench(Engine::ofProcesses, options, true);
    }

    /** Returns one that has a free place. */
    private Engine takePlace() {
        lock.lock();
        try {
            if (taken < engine.size()) {
                taken++;
                return engine;
            }
            Engine free = spare.poll();
            if (free == null) {
                free = another.get();
                added.add(free);
            }
            return free;
        } finally {
            lock.unlock();
        }
    }

    private void giveBackPlace(Engine used) {
        lock.lock();
        try {
            if (engine.equals(used)) {
                taken--;
            } else {
                spare.add(used);
            }
        } finally {
            lock.unlock();
        }
    }

    private List<Engine> all() {
        lock.lock();
        try {
            List<Engine> all = new ArrayList<>(added);
            all.add(engine);
            return all;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Runs a task and waits for its end.
     *
     * @param limitNanos how long it may run, or a negative number
     * @throws RejectedExecutionException if nothing can run here any more; the task was not begun
     * @throws InterruptedException if the thread is interrupted; the task is ended
     */
    Told run(long run, String name, RunTask task, long limitNanos) throws InterruptedException {
        Engine place = takePlace();
        try {
            return run(place, run, name, task, limitNanos);
        } finally {
            giveBackPlace(place);
        }
    }

    private Told run(Engine place, long run, String name, RunTask task, long limitNanos) throws InterruptedException {
        ExpectedRun expected = runs.get(run);
        if (expected != null && !expected.isWanted()) {
            return new Told.Lost(name + " was cancelled before it began", -1);
        }
        AsyncResult<Object> result;
        try {
            result = place.apply(name, task, inProcesses, null);
        } catch (UnsupportedValueException cannotTravel) {
            return new Told.Refused(
                    "the task cannot travel to the process that would run it: " + cannotTravel.getMessage());
        }
        if (expected != null) {
            expected.runs(result);
        }
        try {
            Object end = limitNanos < 0 ? result.get() : result.get(limitNanos, TimeUnit.NANOSECONDS);
            return end instanceof RunEnd ended
                    ? told(ended, name)
                    : new Told.Lost("the process of the task answered with something else", -1);
        } catch (ExecutionException failed) {
            return notRun(name, failed.getCause());
        } catch (CancellationException cancelled) {
            return new Told.Lost(name + " was cancelled while it ran", -1);
        } catch (TimeoutException late) {
            result.cancel(true);
            return new Told.TimedOut(
                    name + " took longer than " + TimeUnit.NANOSECONDS.toMillis(limitNanos) + " ms, and was ended");
        } catch (InterruptedException interrupted) {
            result.cancel(true);
            throw interrupted;
        }
    }

    private static Told told(RunEnd end, String name) {
        return end.hasThrown() ? new Told.Thrown(end.failure(name)) : new Told.Result(end.value());
    }

    /** What the function itself threw is a result: what comes here is about the thread or process that ran it. */
    private static Told notRun(String name, @Nullable Throwable why) {
        if (why instanceof NeverBegunException unusable) {
            throw new RejectedExecutionException(unusable.getMessage(), unusable);
        }
        if (why instanceof WorkerLostException lost) {
            return lost(name, lost.exitCode().orElse(-1), lost.signal());
        }
        if (why instanceof UnsupportedValueException) {
            return new Told.NoResult(String.valueOf(why.getMessage()));
        }
        return new Told.Refused("the process of the task cannot run it: " + why);
    }

    private static Told lost(String name, int exitCode, OptionalInt signal) {
        String how = signal.isPresent()
                ? "was ended by signal " + signal.getAsInt()
                : exitCode < 0 ? "is gone" : "ended with exit code " + exitCode;
        return new Told.Lost(
                "the process that ran " + name + " " + how
                        + "; if the task may run twice, declare it: idempotent(n) of the shared pool runs it again",
                exitCode);
    }

    /** A task came that will run: it may be asked to end it from now on. */
    void expect(long run) {
        runs.put(run, new ExpectedRun());
    }

    /** A task that was expected has ended, or will not run. */
    void forget(long run) {
        runs.remove(run);
    }

    /** Ends a task if it runs, and sees to it that it does not begin if it is expected. */
    void end(long run) {
        ExpectedRun expected = runs.get(run);
        if (expected != null) {
            expected.end();
        }
    }

    /** Ends when all that runs is done. */
    void shutdown() {
        all().forEach(Engine::shutdown);
    }

    /** Ends what runs, and the threads or processes. */
    void terminate() {
        all().forEach(Engine::terminate);
    }

    /**
     * Waits until threads or processes have ended.
     *
     * @return false if the time is over
     */
    boolean join(long nanos) throws InterruptedException {
        long deadline = System.nanoTime() + nanos;
        for (Engine each : all()) {
            if (!each.join(Math.max(0, deadline - System.nanoTime()))) {
                return false;
            }
        }
        return true;
    }
}
