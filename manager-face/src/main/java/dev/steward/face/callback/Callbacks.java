package dev.steward.face.callback;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs users' code, task after task, on one thread at a time. A task that does not end within {@link #PATIENCE} while
 * others wait keeps its thread, and another one goes on with those behind it: a callback may wait for what another
 * callback does. Any thread hands over, without blocking; the threads come when there is something to do.
 */
public final class Callbacks implements Executor, AutoCloseable {

    /** How long a task may keep the others waiting before another thread takes them. */
    public static final Duration PATIENCE = Duration.ofMillis(20);

    /** So many threads at most: when all are blocked the rest waits. */
    private static final int MOST_THREADS = 64;

    /** More tasks than this hold back whoever may be held back. */
    private static final int MOST_WAITING = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(Callbacks.class);

    private final String name;
    private final Executor later;
    private final long idleNanos;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Queue<Worker> spares = new ConcurrentLinkedQueue<>();
    private final AtomicReference<@Nullable Worker> active = new AtomicReference<>();
    private final AtomicInteger threads = new AtomicInteger();
    private final AtomicLong added = new AtomicLong();
    private final AtomicLong begun = new AtomicLong();
    private final AtomicBoolean watched = new AtomicBoolean();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private final AtomicInteger heldBack = new AtomicInteger();
    private volatile boolean closed;

    /**
     * Callbacks without a thread yet.
     *
     * @param name of the threads
     * @param later runs a task {@link #PATIENCE} after it was given, on a thread that must not be blocked
     * @param idle how long a thread waits for a task before it ends; zero for until {@link #close}
     */
    public Callbacks(String name, Executor later, Duration idle) {
        this.name = name;
        this.later = later;
        this.idleNanos = idle.toNanos();
    }

    /** Runs a task after those that came before. What it throws is logged and stops nothing. */
    @Override
    public void execute(Runnable task) {
        added.getAndIncrement();
        tasks.add(task);
        Worker worker = active.get();
        if (worker == null) {
            begin();
        } else if (worker.sleeps) {
            worker.wake();
        } else if (!watched.get() && watched.compareAndSet(false, true)) {
            watchLater(begun.get());
        }
    }

    private void begin() {
        Worker worker = new Worker();
        if (active.compareAndSet(null, worker)) {
            threads.getAndIncrement();
            worker.thread.start();
        }
    }

    private void watchLater(long before) {
        try {
            later.execute(() -> watch(before));
        } catch (RejectedExecutionException ended) {
            // Its owner is closed: what is left runs on the thread that is there.
            LOG.debug("nobody watches the callbacks of {} any more", name, ended);
        }
    }

    private void watch(long before) {
        if (tasks.isEmpty()) {
            watched.set(false);
            if (tasks.isEmpty() || !watched.compareAndSet(false, true)) {
                return;
            }
        }
        long now = begun.get();
        if (now == before) {
            replace();
        }
        watchLater(now);
    }

    /** Gives the tasks to another thread than the one that is busy. */
    private void replace() {
        Worker busy = active.get();
        if (busy == null || busy.sleeps) {
            return;
        }
        Worker spare = spares.poll();
        if (spare != null) {
            active.set(spare);
            LockSupport.unpark(spare.thread);
        } else if (threads.get() < MOST_THREADS) {
            Worker another = new Worker();
            threads.getAndIncrement();
            active.set(another);
            another.thread.start();
        }
    }

    /** Returns whether the calling thread is one of these. */
    public boolean isOnIts() {
        return Thread.currentThread() instanceof CallbackThread thread && thread.isOf(this);
    }

    /**
     * Returns the run of callbacks that the calling thread is in, of whichever of these, if others follow the present one;
     * null if none does, or the thread is another one.
     */
    public static @Nullable CallbackRun currentRun() {
        return Thread.currentThread() instanceof CallbackThread thread && thread.hasMore() ? thread : null;
    }

    boolean isAnyWaiting() {
        return !tasks.isEmpty();
    }

    /**
     * Waits while so many tasks wait that more of them would only fill the memory. Not on these threads themselves, which
     * must go on.
     *
     * @throws InterruptedException if interrupted while waiting
     */
    public void awaitRoom() throws InterruptedException {
        if (waiting() < MOST_WAITING || isOnIts()) {
            return;
        }
        lock.lockInterruptibly();
        try {
            heldBack.getAndIncrement();
            while (waiting() >= MOST_WAITING && !closed) {
                room.await();
            }
        } finally {
            heldBack.getAndDecrement();
            lock.unlock();
        }
    }

    private long waiting() {
        return added.get() - begun.get();
    }

    private void tellOfRoom() {
        lock.lock();
        try {
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Runs what is there and ends the threads, without waiting for that. */
    @Override
    public void close() {
        closed = true;
        tellOfRoom();
        Worker worker = active.get();
        if (worker != null) {
            LockSupport.unpark(worker.thread);
        }
        spares.forEach(spare -> LockSupport.unpark(spare.thread));
    }

    /** One thread: takes the tasks while it is the active one. */
    private final class Worker implements Runnable {

        private final CallbackThread thread = new CallbackThread(Callbacks.this, this, name);
        private volatile boolean sleeps;

        @Override
        public void run() {
            while (true) {
                if (active.get() != this) {
                    thread.busy(false);
                    if (!standBy()) {
                        threads.getAndDecrement();
                        return;
                    }
                    continue;
                }
                Runnable task = tasks.poll();
                thread.busy(task != null);
                if (task != null) {
                    run(task);
                } else if (!sleep()) {
                    threads.getAndDecrement();
                    if (active.compareAndSet(this, null) && !tasks.isEmpty()) {
                        begin();
                    }
                    return;
                }
            }
        }

        private void run(Runnable task) {
            long now = begun.incrementAndGet();
            if (heldBack.get() > 0 && added.get() - now < MOST_WAITING) {
                tellOfRoom();
            }
            try {
                task.run();
            } catch (RuntimeException | Error thrown) {
                LOG.error("a callback of {} failed", name, thrown);
            }
            // A callback that left the flag set has no say in the next one.
            Thread.interrupted();
        }

        /** Wakes it if it sleeps; only the first who finds it asleep pays for that. */
        private void wake() {
            sleeps = false;
            LockSupport.unpark(thread);
        }

        /** Waits for a task; returns false when it has waited long enough, or none will come. */
        private boolean sleep() {
            long until = System.nanoTime() + idleNanos;
            try {
                while (true) {
                    sleeps = true;
                    if (!tasks.isEmpty() || active.get() != this) {
                        return true;
                    }
                    long left = idleNanos == 0 ? Long.MAX_VALUE : until - System.nanoTime();
                    if (closed || left <= 0) {
                        return false;
                    }
                    LockSupport.parkNanos(this, left);
                }
            } finally {
                sleeps = false;
            }
        }

        /** Another thread took over: waits until it is needed again; returns false when it never will be. */
        private boolean standBy() {
            spares.add(this);
            while (active.get() != this) {
                if (!closed && idleNanos == 0) {
                    LockSupport.park(this);
                } else if (spares.remove(this)) {
                    return false;
                } else {
                    // Whoever has taken it out makes it the active one in a moment.
                    Thread.onSpinWait();
                }
            }
            return true;
        }
    }
}
