package dev.steward.process.worker;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The place of a worker in a shared pool: how it gets tasks and tells of them. Safe for any number of threads. */
public interface WorkerSeat {

    /**
     * Returns tasks; waits for some.
     *
     * @return null if none came in time
     * @throws dev.steward.api.QueueShutDownException if the pool is shut down and has none any more
     * @throws dev.steward.api.ConnectionLostException if the server does not answer, and may again
     * @throws dev.steward.api.SessionLostException if it will not
     * @throws InterruptedException if the thread is interrupted; no task is lost
     */
    @Nullable
    TaskLot take(Duration timeout) throws InterruptedException;

    /**
     * Tells how a task ended.
     *
     * @throws dev.steward.api.UnsupportedValueException if what is told cannot travel
     * @throws dev.steward.api.OverloadedException if the server has no room for it now
     * @throws dev.steward.api.ConnectionLostException if the server does not answer, and may again
     * @throws IllegalStateException if the task is not this worker's any more
     */
    void tell(long run, Told told);

    /** Leaves the pool: what was not told of is not this worker's any more. */
    void leave();

    /** How a task ended. */
    sealed interface Told {

        /** Its function returned that. */
        record Result(@Nullable Object value) implements Told {}

        /** Its function threw that. */
        record Thrown(Throwable thrown) implements Told {}

        /** Its function returned what cannot travel. */
        record NoResult(String why) implements Told {}

        /** The process that ran it is gone; the exit code is -1 if it is not known. */
        record Lost(String why, int exitCode) implements Told {}

        /** This worker may not or cannot run it. */
        record Refused(String why) implements Told {}

        /** It took longer than it may. */
        record TimedOut(String why) implements Told {}

        /** It was not begun, and is another worker's. */
        record GivenBack() implements Told {}
    }
}
