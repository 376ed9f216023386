package dev.steward.server.machine;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads {@code manager-server-worker-<n>} that relieve event loops of long work in the machine; there only while
 * there is some. As the loops they never block and never run users' code.
 */
public final class Workers implements Executor, AutoCloseable {

    private final ThreadPoolExecutor threads;

    /** At most so many threads. */
    public Workers(int most) {
        AtomicInteger made = new AtomicInteger();
        threads = new ThreadPoolExecutor(most, most, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), body -> {
            Thread thread = new Thread(body, "manager-server-worker-" + made.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        threads.allowCoreThreadTimeOut(true);
    }

    /** Returns whether something that was given waits for a thread. */
    public boolean othersWait() {
        // What is given to them after their end would be refused.
        return !threads.isShutdown() && !threads.getQueue().isEmpty();
    }

    @Override
    public void execute(Runnable task) {
        threads.execute(task);
    }

    /** Ends the threads after what they were given. To be called after the loops have ended, which hand work over. */
    @Override
    public void close() {
        threads.shutdown();
    }
}
