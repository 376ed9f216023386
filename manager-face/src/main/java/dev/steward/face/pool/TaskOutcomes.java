package dev.steward.face.pool;

import dev.steward.api.Outcome;
import dev.steward.api.ProtocolException;
import dev.steward.api.UnsupportedValueException;
import dev.steward.api.WorkerLostException;
import dev.steward.face.failure.OperationFailedException;
import dev.steward.face.failure.RemoteFailures;
import dev.steward.face.object.PlainResults;
import dev.steward.protocol.value.decoded.Unopened;
import dev.steward.vocabulary.Status;
import dev.steward.vocabulary.TaskEnd;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** What became of tasks, as a pool tells it, and as a future does. Stateless. */
final class TaskOutcomes {

    /** The line between the frames of the process that asks and those of the worker. */
    private static final StackTraceElement MARKER =
            new StackTraceElement("steward", "worker", "frames in the worker", -1);

    private TaskOutcomes() {}

    /**
     * What a pool answers about tasks that have ended.
     *
     * @param end how
     * @param total of how many tasks, or -1 if it is a single one
     * @param parts the values, or what belongs to a failure
     */
    record Told(TaskEnd end, int total, List<?> parts) {

        static Told of(@Nullable Object result) {
            List<?> told = PlainResults.listOf(result, 3);
            TaskEnd end = TaskEnd.of(PlainResults.longOf(told.get(0)));
            if (end == null) {
                throw new ProtocolException(
                        "the server says that a task ended as " + told.get(0)
                                + ", which is unknown here: are both sides of the same version?",
                        Outcome.UNKNOWN);
            }
            return new Told(end, PlainResults.intOf(told.get(1)), PlainResults.listOf(told.get(2)));
        }

        /** Returns the failure, or null if there are values. */
        @Nullable
        Throwable failure(String call) {
            if (end == TaskEnd.RESULT) {
                return null;
            }
            Object first = parts.isEmpty() ? "" : parts.get(0);
            return switch (end) {
                case THROWN -> thrown(parts, call);
                case LOST -> new WorkerLostException(call + ": " + first, exitCode(parts));
                case CANCELLED -> new CancellationException(call + ": " + first);
                case TIMED_OUT -> new TimeoutException(call + ": " + first);
                case REFUSED, NOT_BEGUN -> new UnsupportedValueException(call + ": " + first, Outcome.NOT_EXECUTED);
                case RESULT, NO_RESULT -> new UnsupportedValueException(call + ": " + first, Outcome.EXECUTED);
            };
        }
    }

    private static int exitCode(List<?> parts) {
        return parts.size() > 1 ? PlainResults.intOf(parts.get(1)) : -1;
    }

    private static Throwable thrown(List<?> parts, String call) {
        OperationFailedException failure = OperationFailedException.of(Status.USER_EXCEPTION, parts);
        return RemoteFailures.ofUserMethod(failure, call, List.of(Throwable.class), MARKER);
    }

    /** Returns what to say of a value that cannot be opened here, or null if it could be. */
    static @Nullable UnsupportedValueException unopened(@Nullable Object value, String holder) {
        return value instanceof Unopened unopened ? unopened.failure(holder, Outcome.EXECUTED) : null;
    }
}
