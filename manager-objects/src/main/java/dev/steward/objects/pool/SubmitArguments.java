package dev.steward.objects.pool;

import dev.steward.objects.OperationRefusal;
import dev.steward.objects.Value;
import dev.steward.objects.Values;
import dev.steward.vocabulary.JobKind;
import dev.steward.vocabulary.Status;
import java.util.List;

/** What {@link dev.steward.vocabulary.Operation#POOL_SUBMIT} takes, beyond the kinds of its arguments. */
record SubmitArguments(PoolJob.Terms terms, List<Value> items, boolean complete, boolean detached, long timeout) {

    /**
     * Reads them.
     *
     * @throws OperationRefusal BAD_ARGUMENT
     */
    static SubmitArguments of(Values values, List<Value> arguments) {
        long code = values.asLong(arguments.get(3));
        JobKind kind = JobKind.of(code);
        if (kind == null) {
            throw refused(
                    "there is no kind " + code + " of tasks; the kinds are from 0 to " + (JobKind.values().length - 1));
        }
        List<Value> items = values.asList(arguments.get(4));
        boolean complete = values.asBoolean(arguments.get(5));
        if (kind == JobKind.TASK && (items.size() != 1 || !complete)) {
            throw refused("one task has one argument, and no more come, not " + items.size());
        }
        PoolJob.Terms terms = new PoolJob.Terms(
                kind,
                arguments.get(0),
                values.asText(arguments.get(1)),
                values.asText(arguments.get(2)),
                number(values, arguments, 6),
                number(values, arguments, 7),
                values.asLong(arguments.get(8)));
        return new SubmitArguments(
                terms, items, complete, values.asBoolean(arguments.get(9)), values.asLong(arguments.get(10)));
    }

    private static int number(Values values, List<Value> arguments, int index) {
        return (int) Math.min(values.asLong(arguments.get(index)), Integer.MAX_VALUE);
    }

    private static OperationRefusal refused(String why) {
        return new OperationRefusal(Status.BAD_ARGUMENT, "pool: " + why);
    }
}
