package dev.steward.admin;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread that asks a server for inspections, while there is something to ask. */
final class AdminWorker {

    private static final Logger LOG = LoggerFactory.getLogger(AdminEndpoint.class);

    /** How many questions wait for it at most. */
    private static final int MOST_QUEUED = 64;

    private AdminWorker() {}

    static ThreadPoolExecutor start() {
        ThreadPoolExecutor made =
                new ThreadPoolExecutor(1, 1, 5, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_QUEUED), body -> {
                    Thread thread = new Thread(body, "manager-admin-worker");
                    thread.setDaemon(true);
                    return thread;
                });
        made.allowCoreThreadTimeOut(true);
        return made;
    }

    /** What it asks is answered as long as the server has not ended altogether. */
    static void end(ThreadPoolExecutor worker) {
        worker.shutdownNow();
        try {
            if (!worker.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.debug("a request is still being answered");
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
