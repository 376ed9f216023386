package dev.steward.process.worker;

import dev.steward.api.CallInterruptedException;
import dev.steward.api.ConnectionLostException;
import dev.steward.api.ManagerException;
import dev.steward.api.OverloadedException;
import dev.steward.api.QueueShutDownException;
import dev.steward.api.UnsupportedValueException;
import dev.steward.process.worker.WorkerSeat.Told;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A worker at work: one thread takes lots, and each lot has a thread that does its tasks in order. How many there are at a
 * time the server counts. Safe for use by any number of threads.
 */
public final class WorkerLoop {

    private static final Logger LOG = LoggerFactory.getLogger(WorkerLoop.class);

    private static final Duration TAKE = Duration.ofSeconds(30);
    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final long LONGEST_PAUSE_MILLIS = 2_000;
    private static final long SECONDS_TO_END = 10;

    /** How far it has come. */
    private enum State {
        /** Takes lots. Next: LEAVING or ENDED. */
        WORKING,
        /** Takes no more; what runs is done, what has not begun is given back. Next: ENDED. */
        LEAVING,
        /** Has left. */
        ENDED
    }

    private final String name;
    private final WorkerSeat seat;
    private final TaskBench bench;
    private final Thread taker;
    private final ThreadPoolExecutor slots;
    private final CompletableFuture<@Nullable Void> end = new CompletableFuture<>();
    private final AtomicLong done = new AtomicLong();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition idle = lock.newCondition();
    private State state = State.WORKING;
    private int lotsAtWork;
    private @Nullable Throwable failure;

    /** A worker that does not take yet. */
    public WorkerLoop(String name, WorkerSeat seat, TaskBench bench) {
        this.name = name;
        this.seat = seat;
        this.bench = bench;
        this.taker = new Thread(this::takeAll, name);
        AtomicInteger numbers = new AtomicInteger();
        this.slots =
                new ThreadPoolExecutor(0, Integer.MAX_VALUE, 5, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                    Thread thread = new Thread(task, name + "-slot-" + numbers.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /** Begins to take lots. */
    public void start() {
        taker.start();
    }

    /** Returns how many tasks it has told of. */
    public long done() {
        return done.get();
    }

    /** Completes when it has left; exceptionally, if it did not leave of its own or because the pool has no more for it. */
    public CompletableFuture<@Nullable Void> onEnd() {
        return end.copy();
    }

    /** Takes no more lots. What runs is done, what has not begun is given back; then it leaves. Does not wait. */
    public void leave() {
        if (isLeavingNow()) {
            taker.interrupt();
        }
    }

    private boolean isLeavingNow() {
        lock.lock();
        try {
            boolean now = state == State.WORKING;
            if (now) {
                state = State.LEAVING;
            }
            return now;
        } finally {
            lock.unlock();
        }
    }

    /** Ends what runs, and leaves. Does not wait. */
    public void terminate() {
        leave();
        slots.shutdownNow();
        bench.terminate();
    }

    private boolean isWorking() {
        lock.lock();
        try {
            return state == State.WORKING;
        } finally {
            lock.unlock();
        }
    }

    private void takeAll() {
        try {
            while (isWorking()) {
                TaskLot lot = take();
                if (lot != null) {
                    begin(lot);
                }
            }
        } catch (QueueShutDownException noMore) {
            isLeavingNow();
        } catch (InterruptedException | CallInterruptedException told) {
            LOG.debug("{} was told to leave", name);
        } catch (RuntimeException lost) {
            fail(lost);
        } finally {
            end();
        }
    }

    /** Takes a lot. Of a session that is suspended the client says when it is lost; until then it may be resumed. */
    private @Nullable TaskLot take() throws InterruptedException {
        long pause = FIRST_PAUSE_MILLIS;
        while (true) {
            try {
                return seat.take(TAKE);
            } catch (ConnectionLostException suspended) {
                pause = pause(pause);
            }
        }
    }

    /** Waits, and returns how long to wait the next time. */
    private static long pause(long millis) throws InterruptedException {
        Thread.sleep(millis);
        return Math.min(LONGEST_PAUSE_MILLIS, 2 * millis);
    }

    private void begin(TaskLot lot) {
        if (lot.isToEnd()) {
            lot.runs().forEach(bench::end);
            return;
        }
        lock.lock();
        try {
            lotsAtWork++;
        } finally {
            lock.unlock();
        }
        lot.runs().forEach(bench::expect);
        try {
            slots.execute(() -> work(lot));
        } catch (RejectedExecutionException terminated) {
            ended(lot);
        }
    }

    private void work(TaskLot lot) {
        try {
            for (int index = 0; index < lot.runs().size(); index++) {
                long run = lot.runs().get(index);
                tell(run, isWorking() ? run(lot, index, run) : new Told.GivenBack());
            }
        } catch (InterruptedException | CallInterruptedException terminated) {
            LOG.debug("{} was terminated at {}", name, lot.name());
        } catch (RuntimeException lost) {
            fail(lost);
        } finally {
            ended(lot);
        }
    }

    private void ended(TaskLot lot) {
        lot.runs().forEach(bench::forget);
        lock.lock();
        try {
            lotsAtWork--;
            idle.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private Told run(TaskLot lot, int index, long run) throws InterruptedException {
        TaskLot.Work work = lot.task();
        if (work == null) {
            return new Told.GivenBack();
        }
        try {
            return bench.run(run, lot.name(), work.open(index), lot.limitNanos());
        } catch (CannotRunException refused) {
            return new Told.Refused(String.valueOf(refused.getMessage()));
        } catch (RejectedExecutionException unusable) {
            fail(unusable);
            return new Told.GivenBack();
        }
    }

    /** Tells until the server has heard it: a result that was made must not be lost because the server cannot take it now. */
    private void tell(long run, Told told) throws InterruptedException {
        long pause = FIRST_PAUSE_MILLIS;
        Told said = told;
        while (true) {
            try {
                seat.tell(run, said);
                if (!(said instanceof Told.GivenBack)) {
                    done.incrementAndGet();
                }
                return;
            } catch (OverloadedException | ConnectionLostException later) {
                pause = pause(pause);
            } catch (UnsupportedValueException cannotTravel) {
                if (said instanceof Told.NoResult) {
                    throw cannotTravel;
                }
                said = new Told.NoResult(String.valueOf(cannotTravel.getMessage()));
            } catch (IllegalStateException notOurs) {
                LOG.debug("{}: run {} is not its own any more", name, run, notOurs);
                return;
            }
        }
    }

    private void fail(Throwable why) {
        lock.lock();
        try {
            if (failure == null) {
                failure = why;
            }
        } finally {
            lock.unlock();
        }
        leave();
        if (why instanceof ManagerException) {
            // The server is lost, or this session of it: nobody waits for what runs here.
            bench.terminate();
        }
    }

    /** On the thread that took. */
    private void end() {
        Thread.interrupted();
        isLeavingNow();
        try {
            awaitIdle();
        } catch (InterruptedException hurried) {
            bench.terminate();
        }
        try {
            seat.leave();
        } catch (ManagerException | IllegalStateException gone) {
            LOG.debug("{} need not leave", name, gone);
        }
        bench.shutdown();
        try {
            if (!bench.join(TimeUnit.SECONDS.toNanos(SECONDS_TO_END))) {
                bench.terminate();
            }
        } catch (InterruptedException hurried) {
            bench.terminate();
        }
        slots.shutdownNow();
        finish();
    }

    private void awaitIdle() throws InterruptedException {
        lock.lock();
        try {
            while (lotsAtWork > 0) {
                idle.await();
            }
        } finally {
            lock.unlock();
        }
    }

    private void finish() {
        Throwable why;
        lock.lock();
        try {
            state = State.ENDED;
            why = failure;
        } finally {
            lock.unlock();
        }
        if (why == null) {
            end.complete(null);
        } else {
            end.completeExceptionally(why);
        }
    }
}
