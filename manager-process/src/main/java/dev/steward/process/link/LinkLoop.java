package dev.steward.process.link;

import dev.steward.protocol.transport.EndingJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.PriorityQueue;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread of this process that reads connections without a manager: pipes, listeners, workers of pools. It starts
 * with the first of them and ends some seconds after the last. Guards nothing itself; whatever runs here must not block.
 */
public final class LinkLoop {

    private static final Logger LOG = LoggerFactory.getLogger(LinkLoop.class);
    private static final LinkLoop SHARED = new LinkLoop();
    private static final Duration IDLE = Duration.ofSeconds(5);

    private final Object monitor = new Object();
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final PriorityQueue<Timer> timers = new PriorityQueue<>();
    private @Nullable Thread thread;
    private @Nullable Selector selector;
    private long timersMade;

    private LinkLoop() {}

    /** Returns the loop of this process. */
    public static LinkLoop shared() {
        return SHARED;
    }

    /** What a selection key carries: who goes on when its channel is ready. */
    interface Ready {
        /** The channel can do something; the key says what. */
        void onReady(SelectionKey key) throws IOException;

        /** It failed with an exception, and is of no use any more. */
        void onFailed(Throwable problem);
    }

    /** Something to do at a time. */
    public final class Timer implements Comparable<Timer> {
        private final long due;
        private final long number;
        private final Runnable task;

        private Timer(long due, long number, Runnable task) {
            this.due = due;
            this.number = number;
            this.task = task;
        }

        /** Forgets it, if its time has not come yet. Any thread. */
        public void cancel() {
            synchronized (monitor) {
                timers.remove(this);
            }
        }

        @Override
        public int compareTo(Timer other) {
            int byTime = Long.compare(due - other.due, 0);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(number);
        }
    }

    /** Runs something on the loop's thread, soon. Any thread. */
    public void execute(Runnable task) {
        synchronized (monitor) {
            tasks.add(task);
            wake();
        }
    }

    /** Runs something on the loop's thread after a while. Any thread. */
    public Timer schedule(Duration after, Runnable task) {
        synchronized (monitor) {
            Timer timer = new Timer(System.nanoTime() + after.toNanos(), timersMade++, task);
            timers.add(timer);
            wake();
            return timer;
        }
    }

    /** Watches a channel. On the loop's thread only. */
    SelectionKey register(SelectableChannel channel, int operations, Ready ready) throws ClosedChannelException {
        Selector current;
        synchronized (monitor) {
            current = selector;
        }
        if (current == null) {
            throw new IllegalStateException("the loop does not run");
        }
        return channel.register(current, operations, ready);
    }

    private void wake() {
        if (thread == null) {
            try {
                selector = Selector.open();
            } catch (IOException noFiles) {
                throw new UncheckedIOException("cannot open a selector: too many open files?", noFiles);
            }
            Thread started = new Thread(this::run, "manager-process-loop");
            started.setDaemon(true);
            EndingJvm.enter(selector, selector::wakeup);
            thread = started;
            started.start();
        } else if (selector != null && thread != Thread.currentThread()) {
            selector.wakeup();
        }
    }

    private void run() {
        Selector mine;
        synchronized (monitor) {
            mine = selector;
        }
        long idleSince = System.nanoTime();
        while (mine != null) {
            try {
                boolean worked = runTasks();
                long wait = untilNextTimer();
                int served = wait > 0 ? select(mine, wait) : mine.selectNow(LinkLoop::serve);
                if (worked || served > 0 || !mine.keys().isEmpty()) {
                    idleSince = System.nanoTime();
                }
                if (System.nanoTime() - idleSince > IDLE.toNanos() && end(mine)) {
                    return;
                }
            } catch (IOException | RuntimeException unexpected) {
                LOG.error("the loop of this process's connections met a problem and goes on", unexpected);
            }
        }
    }

    private static int select(Selector mine, long wait) throws IOException {
        if (EndingJvm.hasBegun()) {
            EndingJvm.rest();
            return mine.selectNow(LinkLoop::serve);
        }
        return mine.select(LinkLoop::serve, wait);
    }

    private static void serve(SelectionKey key) {
        Ready ready = (Ready) key.attachment();
        try {
            if (key.isValid()) {
                ready.onReady(key);
            }
        } catch (IOException | RuntimeException | Error broken) {
            // Errors too, such as the want of memory for one message: all connections need this thread.
            ready.onFailed(broken);
        }
    }

    private boolean runTasks() {
        boolean worked = false;
        for (Runnable task = take(); task != null; task = take()) {
            worked = true;
            try {
                task.run();
            } catch (RuntimeException | Error unexpected) {
                LOG.error("a task of the loop failed", unexpected);
            }
        }
        return worked;
    }

    private @Nullable Runnable take() {
        synchronized (monitor) {
            Timer first = timers.peek();
            if (first != null && first.due - System.nanoTime() <= 0) {
                timers.remove();
                return first.task;
            }
            return tasks.poll();
        }
    }

    private long untilNextTimer() {
        synchronized (monitor) {
            if (!tasks.isEmpty()) {
                return 0;
            }
            Timer first = timers.peek();
            long longest = IDLE.toMillis();
            return first == null ? longest : Math.min(longest, (first.due - System.nanoTime()) / 1_000_000 + 1);
        }
    }

    private boolean end(Selector mine) throws IOException {
        synchronized (monitor) {
            if (!tasks.isEmpty() || !timers.isEmpty() || !mine.keys().isEmpty()) {
                return false;
            }
            thread = null;
            selector = null;
        }
        EndingJvm.leave(mine);
        mine.close();
        return true;
    }
}
