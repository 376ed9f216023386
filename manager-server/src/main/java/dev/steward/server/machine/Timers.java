package dev.steward.server.machine;

/** Runs something later. */
@FunctionalInterface
public interface Timers {

    /** Runs a task that does not block after so many nanoseconds, on any thread. */
    void schedule(Runnable task, long delayNanos);
}
