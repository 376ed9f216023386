package dev.steward.objects.pool;

import dev.steward.objects.Value;
import dev.steward.objects.Values;
import java.util.List;

/**
 * What a call wants to know of a job, which it may wait for.
 *
 * @param from from which result on, or how many tasks are known to have ended
 * @param run the task that waits with it; 0 for none
 */
record ResultArguments(What what, long timeout, long from, long run) {

    /** What is asked for. */
    enum What {
        /** All results, if they are had together. */
        RESULTS,
        /** The next one, if they are taken one by one. */
        NEXT,
        /** How far it has come. */
        PROGRESS
    }

    static ResultArguments ofResults(Values values, List<Value> arguments) {
        return new ResultArguments(
                What.RESULTS,
                values.asLong(arguments.get(2)),
                values.asLong(arguments.get(0)),
                values.asLong(arguments.get(1)));
    }

    static ResultArguments ofNext(Values values, List<Value> arguments) {
        return new ResultArguments(What.NEXT, values.asLong(arguments.get(1)), 0, values.asLong(arguments.get(0)));
    }

    static ResultArguments ofProgress(Values values, List<Value> arguments) {
        return new ResultArguments(What.PROGRESS, values.asLong(arguments.get(1)), values.asLong(arguments.get(0)), 0);
    }
}
