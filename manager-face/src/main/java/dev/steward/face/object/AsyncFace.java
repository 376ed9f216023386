package dev.steward.face.object;

import dev.steward.face.failure.OperationFailedException;
import dev.steward.face.failure.RemoteFailures;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the asynchronous faces have in common: operations whose answers become futures. Checks of arguments and readers of
 * results are those of the face beside it. Immutable; runs on the threads of its callers.
 *
 * @param <F> the face
 */
public abstract class AsyncFace<F extends Face> {

    /** Waits without end. */
    public static final long FOR_EVER = Face.FOR_EVER;

    /** Does not wait. */
    public static final long NO_WAIT = 0;

    private final F face;

    public AsyncFace(F face) {
        this.face = face;
    }

    public final F face() {
        return face;
    }

    /** What becomes of an answer other than OK. */
    @FunctionalInterface
    public interface Failing<T extends @Nullable Object> {
        @Nullable
        T of(OperationFailedException failure) throws Exception;
    }

    private record Answer<T extends @Nullable Object>(
            Function<@Nullable Object, ? extends @Nullable T> reader, Failing<T> failing) implements Answering<T> {
        @Override
        public @Nullable T result(@Nullable Object result) {
            return reader.apply(result);
        }

        @Override
        public @Nullable T failure(OperationFailedException failure) throws Exception {
            return failing.of(failure);
        }
    }

    /** Calls the object; a failure fails the future with what {@link RemoteFailures} makes of it. */
    public final <T extends @Nullable Object> CompletableFuture<T> submit(
            Function<@Nullable Object, ? extends @Nullable T> reader,
            Operation operation,
            @Nullable Object... arguments) {
        return submit(
                failure -> {
                    throw face.failed(failure, operation);
                },
                reader,
                operation,
                arguments);
    }

    /** Calls the object; a failure is what a function makes of it. */
    public final <T extends @Nullable Object> CompletableFuture<T> submit(
            Failing<T> failing,
            Function<@Nullable Object, ? extends @Nullable T> reader,
            Operation operation,
            @Nullable Object... arguments) {
        Attempts.calls(face.caller(), operation);
        return face.caller().submit(new Answer<T>(reader, failing), operation, arguments);
    }

    /** Calls the object; one status is no failure but means null. */
    public final <T> CompletableFuture<@Nullable T> submitOrNull(
            Status quiet,
            Function<@Nullable Object, ? extends @Nullable T> reader,
            Operation operation,
            @Nullable Object... arguments) {
        return submit(
                failure -> {
                    if (failure.status() == quiet) {
                        return null;
                    }
                    throw face.failed(failure, operation);
                },
                reader,
                operation,
                arguments);
    }

    /** Calls the object for its effect alone. */
    public final CompletableFuture<@Nullable Void> submitVoid(Operation operation, @Nullable Object... arguments) {
        return submit(done -> null, operation, arguments);
    }

    /** Begins a call whose arguments are checked first: what they are refused with fails the future. */
    public static <T extends @Nullable Object> CompletableFuture<T> attempt(Supplier<CompletableFuture<T>> call) {
        try {
            return call.get();
        } catch (RuntimeException refused) {
            return CompletableFuture.failedFuture(refused);
        }
    }
}
