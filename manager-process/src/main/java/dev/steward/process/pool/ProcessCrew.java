package dev.steward.process.pool;

import static java.util.Objects.requireNonNull;

import dev.steward.api.Outcome;
import dev.steward.api.ProtocolException;
import dev.steward.api.UnsupportedValueException;
import dev.steward.api.WorkerLostException;
import dev.steward.process.child.ChildExit;
import dev.steward.process.child.ChildJvm;
import dev.steward.process.child.ChildOptions;
import dev.steward.process.link.Link;
import dev.steward.process.link.LinkHandler;
import dev.steward.process.link.LinkLoop;
import dev.steward.process.link.Reception;
import dev.steward.process.reference.ProgramCodec;
import dev.steward.process.tree.ProcessTree;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Workers that are processes. One that dies is replaced, and its tasks are reported or run again; when several in a row die
 * before they are ready the crew gives up instead of starting more for ever.
 */
final class ProcessCrew extends Crew {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessCrew.class);

    private static final Duration TO_START = Duration.ofSeconds(60);
    private static final Duration TO_LEAVE = Duration.ofSeconds(10);
    private static final Duration TO_TERMINATE = Duration.ofSeconds(2);
    /** How long a worker's exit code is waited for after its connection broke. */
    private static final Duration TO_TELL = Duration.ofSeconds(3);

    private final CrewOptions options;
    private final Executor keeper;

    // Guarded by the lock.
    private final Set<Worker> workers = new LinkedHashSet<>();
    private int made;
    private final FailedStarts failedStarts;

    /**
     * A crew without workers yet.
     *
     * @param keeper starts processes, one after the other; not the loop, which must not wait for the disk
     */
    ProcessCrew(CrewOptions options, Executor keeper) {
        super(options.name());
        this.options = options;
        this.keeper = keeper;
        failedStarts = new FailedStarts(options);
    }

    /**
     * Starts the workers; does not wait until they are ready.
     *
     * @throws UnsupportedValueException if the initializer cannot travel
     * @throws dev.steward.api.ManagerException if no process can be started
     */
    void start() {
        for (int i = 0; i < options.size(); i++) {
            try {
                startOne();
            } catch (RuntimeException failed) {
                terminate();
                throw failed;
            }
        }
    }

    /** Starts as many workers as are missing. On the keeper's thread. */
    private void refill() {
        try {
            while (startOne()) {
                LOG.debug("{} got a new worker", name());
            }
        } catch (RuntimeException failed) {
            breakDown(failed);
        }
    }

    private boolean startOne() {
        Worker worker;
        lock.lock();
        try {
            int wanted = state() == State.RUNNING ? options.size() : Math.min(options.size(), waitingBatches());
            if (state() == State.TERMINATED || broken() != null || workers.size() >= wanted) {
                return false;
            }
            made++;
            worker = new Worker(made);
            workers.add(worker);
            limit(worker, TO_START, "did not start within " + TO_START.toSeconds() + " s");
        } finally {
            lock.unlock();
        }
        Reception.Ticket ticket = null;
        try {
            ticket = Reception.shared().expect(link -> connected(worker, link));
            ChildJvm child = ProcessTree.start(
                    new ChildOptions(options.name() + "-worker-" + worker.number(), true, false, options.jvmOptions()),
                    new WorkerMain(ticket.path().toString(), ticket.secret(), ticket.number(), options.initializer()));
            watch(worker, child, ticket.number());
            return true;
        } catch (RuntimeException failed) {
            if (ticket != null) {
                Reception.shared().revoke(ticket.number());
            }
            gone(worker, null);
            throw failed;
        }
    }

    private void watch(Worker worker, ChildJvm child, long ticket) {
        lock.lock();
        try {
            worker.child(child);
            if (state() == State.TERMINATED || broken() != null) {
                worker.kill();
            }
        } finally {
            lock.unlock();
        }
        @SuppressWarnings("unused") // Nothing in it throws, and nobody waits for it.
        var watching = child.onExit().thenAccept(exit -> {
            Reception.shared().revoke(ticket);
            gone(worker, exit);
        });
    }

    private LinkHandler connected(Worker worker, Link link) {
        lock.lock();
        try {
            worker.link(link);
        } finally {
            lock.unlock();
        }
        return new WorkerReports(this, worker);
    }

    /** Its connection broke. */
    void disconnected(Worker worker) {
        // Its exit code tells more; but it may have left its streams to others, and then no exit is seen.
        LinkLoop.shared().schedule(TO_TELL, () -> {
            kill(worker);
            gone(worker, null);
        });
    }

    /** A worker has run the initializer, and can have tasks. */
    void ready(Worker worker) {
        lock.lock();
        try {
            if (worker.state() != Worker.State.STARTING) {
                // It was told to end meanwhile, and is killed if it does not.
                return;
            }
            failedStarts.forget();
            worker.patience(null);
            worker.ready();
            dispatch();
        } finally {
            lock.unlock();
        }
    }

    /** Names the call that a worker is at, for a message. */
    String callOf(Worker worker) {
        lock.lock();
        try {
            Batch batch = worker.batch();
            return name() + ", " + (batch == null ? "a task" : batch.job().name());
        } finally {
            lock.unlock();
        }
    }

    /** A worker has ended the task with that index of its batch. */
    void done(Worker worker, int index, TaskOutcome outcome) {
        Job job;
        lock.lock();
        try {
            Batch batch = worker.batch();
            Item item = worker.current();
            if (batch == null || item == null || worker.state() == Worker.State.LEAVING) {
                // It was ended meanwhile: its task is reported, or will be as soon as it is gone.
                return;
            }
            if (item.index() != index) {
                throw new ProtocolException("a worker answered task " + index + " out of turn", Outcome.UNKNOWN);
            }
            job = batch.job();
            worker.patience(null);
            if (!worker.advance()) {
                limitTask(worker, batch);
            } else if (worker.tasksDone() >= options.tasksPerWorker()) {
                dismiss(worker);
            }
            dispatch();
        } finally {
            lock.unlock();
        }
        job.done(index, outcome);
    }

    @Override
    void dispatch() {
        for (Worker worker : workers) {
            if (worker.state() == Worker.State.IDLE) {
                Batch batch = next();
                if (batch != null) {
                    worker.give(batch);
                    limitTask(worker, batch);
                } else if (state() != State.RUNNING) {
                    dismiss(worker);
                }
            }
        }
        if (state() != State.RUNNING && hasWaiting() && workers.isEmpty()) {
            keeper.execute(this::refill);
        }
    }

    private void dismiss(Worker worker) {
        worker.dismiss();
        limit(worker, TO_LEAVE, "did not end when it was told to");
    }

    private void limitTask(Worker worker, Batch batch) {
        Duration timeout = options.taskTimeout();
        Item item = worker.current();
        if (timeout != null && item != null) {
            worker.patience(LinkLoop.shared().schedule(timeout, () -> {
                lock.lock();
                try {
                    if (isSame(worker.current(), item)) {
                        worker.verdict(
                                new TimeoutException(name() + ", " + batch.job().name() + ": task " + item.index()
                                        + " took longer than " + timeout + ", and its worker was ended"));
                        worker.kill();
                    }
                } finally {
                    lock.unlock();
                }
            }));
        }
    }

    private void limit(Worker worker, Duration time, String problem) {
        worker.patience(LinkLoop.shared().schedule(time, () -> {
            LOG.warn("{}: worker {} {}, and is killed", name(), worker.pid(), problem);
            kill(worker);
        }));
    }

    private void kill(Worker worker) {
        lock.lock();
        try {
            worker.kill();
        } finally {
            lock.unlock();
        }
    }

    /** A worker has ended, in whatever way. */
    private void gone(Worker worker, @Nullable ChildExit exit) {
        Item lost;
        Batch batch;
        RuntimeException cannotStart = null;
        boolean again = false;
        lock.lock();
        try {
            if (worker.state() == Worker.State.GONE) {
                return;
            }
            boolean started = worker.state() != Worker.State.STARTING;
            batch = worker.batch();
            lost = worker.current();
            List<Item> notBegun = worker.takeNotBegun();
            worker.is(Worker.State.GONE);
            worker.patience(null);
            workers.remove(worker);
            if (batch != null && lost != null && !batch.job().isDropped()) {
                again = worker.verdict() == null && lost.attempts() < options.retries();
                if (!notBegun.isEmpty()) {
                    putBack(new Batch(batch.job(), batch.function(), notBegun));
                }
                if (again) {
                    putBack(new Batch(batch.job(), batch.function(), List.of(lost.again())));
                }
            }
            if (!started && state() != State.TERMINATED && broken() == null) {
                cannotStart = failedStarts.another(exit, worker.isDoomed());
            }
            if (cannotStart == null && state() != State.TERMINATED && (state() == State.RUNNING || hasWaiting())) {
                keeper.execute(this::refill);
            }
            dispatch();
            workerGone();
        } finally {
            lock.unlock();
        }
        if (cannotStart != null) {
            breakDown(cannotStart);
        }
        if (batch != null && lost != null && !again) {
            batch.job().done(lost.index(), TaskOutcome.failed(why(worker, batch, lost, exit)));
        }
    }

    private Throwable why(Worker worker, Batch batch, Item lost, @Nullable ChildExit exit) {
        Throwable verdict = worker.verdict();
        if (verdict != null) {
            return verdict;
        }
        return new WorkerLostException(
                name() + ", " + batch.job().name() + ": worker process " + worker.pid() + " was lost at task "
                        + lost.index()
                        + (exit == null
                                ? ""
                                : exit.isBySignal()
                                        ? " (signal " + exit.signal() + ")"
                                        : " (exit code " + exit.code() + ")")
                        + (options.retries() > 0
                                ? "; the task ran " + (lost.attempts() + 1) + " times"
                                : "; if it may run twice, declare it: idempotent(n) of the pool's builder runs it again"),
                exit == null ? -1 : exit.code());
    }

    @Override
    List<Batch> endWorkers() {
        List<Batch> undone = new ArrayList<>();
        for (Worker worker : workers) {
            Batch batch = worker.batch();
            Item current = worker.current();
            List<Item> items = worker.takeNotBegun();
            if (batch != null && current != null) {
                items = new ArrayList<>(items);
                items.add(0, current);
                undone.add(new Batch(batch.job(), batch.function(), items));
            }
            if (worker.state() != Worker.State.GONE) {
                worker.is(Worker.State.LEAVING);
                worker.terminate();
                limit(worker, TO_TERMINATE, "did not end on SIGTERM");
            }
        }
        return undone;
    }

    @Override
    void killWorkers() {
        workers.forEach(Worker::kill);
    }

    @Override
    void endWorkersOf(Job job) {
        for (Worker worker : workers) {
            Batch batch = worker.batch();
            if (batch != null && batch.job() == job) {
                worker.kill();
            }
        }
    }

    @Override
    boolean hasNoWorkers() {
        return workers.isEmpty();
    }

    @Override
    Item item(int index, @Nullable Object argument) {
        byte[] packet = TaskPackets.body(index, ProgramCodec.encode(argument));
        boolean plain = argument instanceof String
                || argument instanceof Number
                || (argument != null && argument.getClass().isArray());
        // A shared object that only we refer to would be gone before the worker has it.
        return new Item(index, plain ? null : argument, packet, 0);
    }

    @Override
    byte[] function(TaskFunction function) {
        return TaskPackets.body(0, ProgramCodec.encode(requireNonNull(function, "function")));
    }

    /** Returns the process ids of the workers. */
    List<Long> pids() {
        lock.lock();
        try {
            return workers.stream().map(Worker::pid).filter(pid -> pid != 0).toList();
        } finally {
            lock.unlock();
        }
    }
}
