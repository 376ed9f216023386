package dev.steward.client.session;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Gives a client's loop what is to be done there because of something that came, or was asked for, on another thread. Once the client
 * is closed and its loop has ended, all that was open has ended with it, and whoever still reads a connection of their own at that
 * moment is told so by their call, not by the loop. Stateless.
 */
final class LoopTasks {

    private LoopTasks() {}

    /** Has the loop run something soon; returns false if it has ended. */
    static boolean execute(ScheduledExecutorService loop, Runnable task) {
        try {
            loop.execute(task);
            return true;
        } catch (RejectedExecutionException ended) {
            return false;
        }
    }

    /** Has the loop run something after so long; returns false if it has ended. */
    static boolean schedule(ScheduledExecutorService loop, Runnable task, long nanos) {
        try {
            ScheduledFuture<?> unused = loop.schedule(task, nanos, TimeUnit.NANOSECONDS);
            return true;
        } catch (RejectedExecutionException ended) {
            return false;
        }
    }
}
