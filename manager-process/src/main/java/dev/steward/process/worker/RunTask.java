package dev.steward.process.worker;

import dev.steward.api.ObjectToken;
import dev.steward.face.pool.RunningTask;
import dev.steward.face.pool.TaskCall;
import dev.steward.process.pool.TaskFunction;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * One task, as it goes to the thread or the process that runs it.
 *
 * @param function what {@link TaskCall} calls
 * @param argument the argument; of a function of several, a list of them
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

    private @Nullable Object call() throws Exception {
        return TaskCall.of(function, argument);
    }
}
