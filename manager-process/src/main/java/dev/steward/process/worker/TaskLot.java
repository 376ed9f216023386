package dev.steward.process.worker;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tasks that a worker was given together, to be done in order; or runs that it is to end, for nobody wants their results.
 *
 * @param name what messages call the function
 * @param limitNanos how long each task may run, or a negative number
 * @param runs under which run each task is told of
 * @param task what is called, with what
 * @param isToEnd whether the runs are to be ended, and there is no task
 */
public record TaskLot(
        String name,
        long limitNanos,
        List<Long> runs,
        @Nullable Work task,
        boolean isToEnd) {

    /** Copies the list. */
    public TaskLot {
        runs = List.copyOf(runs);
    }

    /** What is called. */
    public interface Work {

        /**
         * Returns the function and the arguments of one of the tasks.
         *
         * @throws CannotRunException if this worker may not or cannot run it; says what to do
         */
        RunTask open(int index) throws CannotRunException;
    }

    /** Returns runs to end. */
    public static TaskLot toEnd(List<Long> runs) {
        return new TaskLot("", -1, runs, null, true);
    }
}
