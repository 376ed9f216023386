package dev.steward.client.session;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that runs users' code for this client: listeners and what hangs on asynchronous results. Never the loop,
 * which must not block, and never the common pool. The thread comes when there is something to do and goes when idle.
 */
public final class Callbacks implements Executor, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Callbacks.class);
    private static final long IDLE_SECONDS = 5;

    private final ThreadPoolExecutor thread;

    /** Callbacks of one client, whose name shows in the thread's. */
    public Callbacks(String client) {
        thread = new ThreadPoolExecutor(1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread made = new Thread(task, "manager-client-callbacks-" + client);
            made.setDaemon(true);
            return made;
        });
        thread.allowCoreThreadTimeOut(true);
    }

    /** Runs a task after those that came before. What it throws is logged and stops nothing. */
    @Override
    public void execute(Runnable task) {
        try {
            thread.execute(() -> {
                try {
                    task.run();
                } catch (RuntimeException | Error thrown) {
                    LOG.error("a callback of this client failed", thrown);
                }
            });
        } catch (RejectedExecutionException closed) {
            // Only what comes after the end of the client, when the last results have been told already.
            LOG.debug("a callback came after the client was closed", closed);
        }
    }

    /** Runs what is there and ends the thread, without waiting for that. */
    @Override
    public void close() {
        thread.shutdown();
    }
}
