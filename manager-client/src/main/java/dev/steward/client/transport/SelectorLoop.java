package dev.steward.client.transport;

import dev.steward.protocol.transport.EndingJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread of a client's plain connections: waits for its channels in a selector, and runs tasks and timers in between.
 * A daemon that begins with the first task. Any thread gives it something to do; what it runs must not block.
 */
final class SelectorLoop extends AbstractExecutorService implements ScheduledExecutorService {

    private static final Logger LOG = LoggerFactory.getLogger(SelectorLoop.class);
    private static final AtomicInteger MADE = new AtomicInteger();
    private static final long NEVER = Long.MAX_VALUE;

    /** After so many tasks the channels come first. */
    private static final int MOST_TASKS = 1_024;

    private final Selector selector;
    private final Thread thread;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    /** Whether it is about to wait, or waits, so that whoever adds a task has to wake it. */
    private final AtomicBoolean asleep = new AtomicBoolean();
    /** Until when, as {@link System#nanoTime} tells; only while it is asleep. */
    private volatile long wakes = NEVER;

    private volatile boolean ending;
    // On the loop only.
    private final PriorityQueue<Timed<?>> timers = new PriorityQueue<>();
    private long lastTimer;

    /** What a channel has for the loop. On the loop. */
    interface Channels {

        /** The channel can do some of what it was registered for. Must not throw. */
        void ready(int operations);

        /** The loop ends. */
        void loopEnds();
    }

    /** A loop whose thread is named after a client. */
    SelectorLoop(String client) {
        try {
            selector = Selector.open();
        } catch (IOException noDescriptors) {
            throw new UncheckedIOException("cannot open a selector for a connection", noDescriptors);
        }
        thread = new Thread(this::run, "manager-client-reader-" + client + "-" + MADE.incrementAndGet());
        thread.setDaemon(true);
    }

    /** Waits for a channel too, from now until it is closed. On the loop. */
    SelectionKey register(SelectableChannel channel, int operations, Channels ready) throws ClosedChannelException {
        return channel.register(selector, operations, ready);
    }

    // The thread.

    private void run() {
        try {
            while (!ending) {
                select();
                runTimers();
                runTasks();
            }
        } catch (IOException broken) {
            LOG.error("the selector of a client failed; its connections end", broken);
            ending = true;
        } finally {
            end();
        }
    }

    private void select() throws IOException {
        Timed<?> first = timers.peek();
        wakes = first == null ? NEVER : first.due();
        asleep.set(true);
        // Whoever added something before that did not wake anybody.
        if (!tasks.isEmpty() || ending) {
            selector.selectNow(SelectorLoop::serve);
        } else if (EndingJvm.hasBegun()) {
            EndingJvm.rest();
            selector.selectNow(SelectorLoop::serve);
        } else if (first == null) {
            selector.select(SelectorLoop::serve);
        } else {
            long left = first.due() - System.nanoTime();
            if (left <= 0) {
                selector.selectNow(SelectorLoop::serve);
            } else {
                selector.select(SelectorLoop::serve, TimeUnit.NANOSECONDS.toMillis(left) + 1);
            }
        }
        asleep.set(false);
    }

    private static void serve(SelectionKey key) {
        if (key.isValid()) {
            ((Channels) key.attachment()).ready(key.readyOps());
        }
    }

    private void runTimers() {
        if (timers.isEmpty()) {
            return;
        }
        long now = System.nanoTime();
        for (Timed<?> next = timers.peek(); next != null && next.due() - now <= 0; next = timers.peek()) {
            timers.remove();
            next.run();
        }
    }

    private void runTasks() {
        for (int done = 0; done < MOST_TASKS; done++) {
            Runnable task = tasks.poll();
            if (task == null) {
                return;
            }
            try {
                task.run();
            } catch (Throwable failed) {
                LOG.error("a task of a client's loop failed", failed);
            }
        }
    }

    private void runRest() {
        while (!tasks.isEmpty()) {
            runTasks();
        }
    }

    private void end() {
        runRest();
        for (SelectionKey key : new ArrayList<>(selector.keys())) {
            ((Channels) key.attachment()).loopEnds();
        }
        runRest();
        EndingJvm.leave(this);
        try {
            selector.close();
        } catch (IOException unclosed) {
            LOG.debug("a selector cannot be closed", unclosed);
        }
    }

    private boolean isCurrent() {
        return Thread.currentThread() == thread;
    }

    private void wake() {
        if (asleep.get() && asleep.compareAndSet(true, false)) {
            selector.wakeup();
        }
    }

    // What others ask of it.

    @Override
    public void execute(Runnable task) {
        add(task);
        wake();
    }

    /** Adds a task without waking the loop for it. */
    private void add(Runnable task) {
        if (ending) {
            throw new RejectedExecutionException("this client is closed");
        }
        tasks.add(task);
        if (ending && tasks.remove(task)) {
            throw new RejectedExecutionException("this client was closed meanwhile");
        }
        if (!begun.get() && begun.compareAndSet(false, true)) {
            EndingJvm.enter(this, selector::wakeup);
            thread.start();
        }
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        return schedule(Executors.callable(task), delay, unit);
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
        return start(new Timed<>(task, System.nanoTime() + unit.toNanos(delay), 0, this::forget));
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, long first, long period, TimeUnit unit) {
        return start(new Timed<@Nullable Object>(
                Executors.callable(task), System.nanoTime() + unit.toNanos(first), unit.toNanos(period), this::forget));
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long first, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException("nothing here keeps a delay between two runs");
    }

    private <V> Timed<V> start(Timed<V> timed) {
        if (isCurrent()) {
            enter(timed);
        } else {
            long due = timed.due();
            add(() -> enter(timed));
            if (wakes == NEVER || due - wakes < 0) {
                wake();
            }
        }
        return timed;
    }

    private void enter(Timed<?> timed) {
        timed.number(++lastTimer);
        timers.add(timed);
    }

    /** A timer was cancelled, or goes on with its next period. Any thread, the loop if it goes on. */
    private void forget(Timed<?> timed, boolean goesOn) {
        if (goesOn) {
            enter(timed);
        } else if (isCurrent()) {
            timers.remove(timed);
        } else if (!ending) {
            // That it is dropped can wait until there is something else to do.
            tasks.add(() -> timers.remove(timed));
        }
    }

    /** Ends the loop after the tasks that it has; channels hear of it, timers do not run any more. Does not block. */
    @Override
    public void shutdown() {
        ending = true;
        if (begun.compareAndSet(false, true)) {
            end();
        }
        selector.wakeup();
    }

    @Override
    public List<Runnable> shutdownNow() {
        shutdown();
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return ending;
    }

    @Override
    public boolean isTerminated() {
        return ending && !thread.isAlive();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        thread.join(unit.toMillis(timeout));
        return isTerminated();
    }

    /** Returns the thread, which is there once a task was given. */
    Thread thread() {
        return thread;
    }
}
