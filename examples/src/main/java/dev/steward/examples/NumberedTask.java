package dev.steward.examples;

import dev.steward.api.SerializableFunction;
import org.jspecify.annotations.Nullable;

/**
 * A function and its argument, as they go through a queue from one process to another.
 *
 * @param number counts the tasks from 1; tells a result that comes twice, when its consumer died in between
 * @param name what to print
 * @param function what to do
 * @param argument with what
 */
public record NumberedTask(int number, String name, SerializableFunction<Integer, Integer> function, int argument) {

    /** The kinds of tasks; functions are method references or lambdas, which travel by their names. */
    static NumberedTask of(int number) {
        return switch (number % 3) {
            case 0 -> new NumberedTask(number, "negate", Math::negateExact, number);
            case 1 -> new NumberedTask(number, "double", n -> 2 * n, number);
            default -> new NumberedTask(number, "square", n -> n * n, number);
        };
    }

    /** Does it. */
    TaskResult run() throws Exception {
        @Nullable Integer result = function.apply(argument);
        return new TaskResult(number, name + "(" + argument + ") = " + result);
    }

    /**
     * What came of a task.
     *
     * @param number the number of the task
     * @param text what to print
     */
    public record TaskResult(int number, String text) {}
}
