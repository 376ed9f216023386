package dev.steward.process.worker;

import static java.util.Objects.requireNonNull;

import dev.steward.face.failure.OperationFailedException;
import dev.steward.face.failure.RemoteFailures;
import dev.steward.process.reference.ProgramCodec;
import dev.steward.vocabulary.Status;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a call of a task's function.
 *
 * @param hasThrown whether it threw
 * @param value what it returned; or what it threw, as it is or as the bytes of another process
 */
public record RunEnd(boolean hasThrown, @Nullable Object value) implements Serializable {

    private static final long serialVersionUID = 1L;

    /** The line between the frames of the worker and those of the process that it started for the task. */
    private static final StackTraceElement MARKER =
            new StackTraceElement("steward", "worker", "frames in the process of the task", -1);

    static RunEnd of(@Nullable Object result) {
        return new RunEnd(false, result);
    }

    static RunEnd thrown(Throwable thrown) {
        return new RunEnd(true, RemoteFailures.speaking(thrown));
    }

    /** What was thrown in another process, for the way to this one. */
    static RunEnd travelling(Throwable thrown) {
        return new RunEnd(true, ProgramCodec.encodeThrown(thrown));
    }

    /** Returns what was thrown. */
    Throwable failure(String call) {
        if (value instanceof Throwable here) {
            return here;
        }
        Object decoded = ProgramCodec.decodeThrown((byte[]) requireNonNull(value));
        return RemoteFailures.ofUserMethod(
                OperationFailedException.of(Status.USER_EXCEPTION, decoded), call, List.of(Throwable.class), MARKER);
    }
}
