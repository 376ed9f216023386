package dev.steward.objects.pool;

import dev.steward.objects.OperationRefusal;
import dev.steward.objects.Value;
import dev.steward.objects.Values;
import dev.steward.vocabulary.Argument;
import dev.steward.vocabulary.Status;
import java.util.ArrayList;
import java.util.List;

/** What {@link dev.steward.vocabulary.Operation#POOL_JOIN} takes, beyond the kinds of its arguments. */
record SeatArguments(Value description, int slots, List<String> packages) {

    private static final int MOST_SLOTS = 10_000;
    private static final int MOST_PACKAGES = 64;

    /**
     * Reads them.
     *
     * @throws OperationRefusal BAD_ARGUMENT
     */
    static SeatArguments of(Values values, List<Value> arguments) {
        long slots = values.asLong(arguments.get(1));
        if (slots < 1 || slots > MOST_SLOTS) {
            throw refused("a worker has 1 to " + MOST_SLOTS + " slots, not " + slots);
        }
        List<Value> given = values.asList(arguments.get(2));
        if (given.size() > MOST_PACKAGES) {
            throw refused("a worker names at most " + MOST_PACKAGES + " packages, not " + given.size());
        }
        List<String> packages = new ArrayList<>();
        for (Value name : given) {
            if (values.kindOf(name) != Values.Kind.TEXT || name.size() > Argument.MOST_TEXT_BYTES) {
                throw refused("a package is a string of at most " + Argument.MOST_TEXT_BYTES + " bytes, not "
                        + values.summary(name, 40));
            }
            packages.add(values.asText(name));
        }
        return new SeatArguments(arguments.get(0), (int) slots, List.copyOf(packages));
    }

    /**
     * Checks what a worker says of a process that it lost.
     *
     * @throws OperationRefusal BAD_ARGUMENT
     */
    static void checkLoss(Values values, List<Value> loss) {
        if (loss.size() != 2
                || values.kindOf(loss.get(0)) != Values.Kind.TEXT
                || values.kindOf(loss.get(1)) != Values.Kind.INTEGER) {
            throw refused("of a lost process a worker says a sentence and its exit code, not "
                    + values.summary(loss, loss.size(), 80));
        }
    }

    private static OperationRefusal refused(String why) {
        return new OperationRefusal(Status.BAD_ARGUMENT, "pool: " + why);
    }
}
