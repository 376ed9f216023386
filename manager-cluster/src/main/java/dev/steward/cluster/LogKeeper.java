package dev.steward.cluster;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The time of a log, and what does what is due in it. Safe for any number of threads. */
interface LogKeeper {

    /** Returns the time in nanoseconds, as {@code System.nanoTime()} does. */
    long nanoTime();

    /** Has a task done soon, beside no other one of this log; does nothing when it was closed. */
    void execute(Runnable task);

    /** Has a task done again and again until it is closed, more often than anybody notices; also when it has thrown something. */
    void repeat(Runnable task);

    /** Does nothing more. Does not wait for what it does at the moment. */
    void close();

    /** Returns one with a thread of its own. */
    static LogKeeper onThread() {
        return new OnThread();
    }

    /** With a thread of its own. */
    final class OnThread implements LogKeeper {

        private static final Logger LOG = LoggerFactory.getLogger(LogKeeper.class);
        private static final long LOOK_MILLIS = 50;

        private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1);
        /** Whether the last task has thrown something. Touched by the thread. */
        private boolean fails;

        private OnThread() {
            thread.setThreadFactory(task -> {
                Thread made = new Thread(task, "manager-cluster-log");
                made.setDaemon(true);
                return made;
            });
            thread.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        }

        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public void execute(Runnable task) {
            thread.execute(() -> run(task));
        }

        @Override
        public void repeat(Runnable task) {
            ScheduledFuture<?> unused =
                    thread.scheduleWithFixedDelay(() -> run(task), 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        }

        /** What a task throws would end all later ones, in silence. */
        private void run(Runnable task) {
            try {
                task.run();
                fails = false;
            } catch (RuntimeException | Error fault) {
                if (!fails) {
                    LOG.error("what is due in the log of the cluster could not be done", fault);
                }
                fails = true;
            }
        }

        @Override
        public void close() {
            thread.shutdownNow();
        }
    }
}
