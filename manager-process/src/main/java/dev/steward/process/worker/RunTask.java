package dev.steward.process.worker;

import dev.steward.api.ObjectToken;
import dev.steward.api.SerializableBiFunction;
import dev.steward.api.SerializableCallable;
import dev.steward.api.SerializableFunction;
import dev.steward.face.pool.RunningTask;
import dev.steward.process.pool.TaskFunction;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One task, as it goes to the thread or the process that runs it.
 *
 * @param function a {@link SerializableCallable}, {@link SerializableFunction} or {@link SerializableBiFunction}
 * @param argument the argument; of a function of two, a list of both
 * @param pool the shared pool that it is of, or null if it is of none
 * @param run under which run its worker has it
 */
public record RunTask(
        Serializable function,
        @Nullable Object argument,
        @Nullable ObjectToken pool,
        long run) implements TaskFunction {

    private static final long serialVersionUID = 1L;

    /** Calls the function. What it throws is a result here, so that it is not taken for the loss of a process. */
    @Override
    public @Nullable Object run(@Nullable Object travels) {
        try {
            return RunEnd.of(pool == null ? call() : RunningTask.call(pool, run, this::call));
        } catch (Throwable thrown) {
            // Errors too: they are the task's.
            return Boolean.TRUE.equals(travels) ? RunEnd.travelling(thrown) : RunEnd.thrown(thrown);
        }
    }

    // Who brought the task has fitted the arguments to the function, null or not.
    @SuppressWarnings({"unchecked", "NullAway"})
    private @Nullable Object call() throws Exception {
        if (function instanceof SerializableCallable<?> callable) {
            return callable.call();
        }
        if (function instanceof SerializableFunction<?, ?> one) {
            return ((SerializableFunction<@Nullable Object, @Nullable Object>) one).apply(argument);
        }
        if (function instanceof SerializableBiFunction<?, ?, ?> two && argument instanceof List<?> both) {
            return ((SerializableBiFunction<@Nullable Object, @Nullable Object, @Nullable Object>) two)
                    .apply(both.get(0), both.get(1));
        }
        throw new IllegalArgumentException(function.getClass().getName()
                + " is no function of a pool: a task is a SerializableCallable, SerializableFunction or"
                + " SerializableBiFunction");
    }
}
