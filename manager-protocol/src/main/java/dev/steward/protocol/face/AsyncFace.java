package dev.steward.protocol.face;

import dev.steward.protocol.message.OperationCode;
import dev.steward.protocol.message.StatusCode;
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
abstract class AsyncFace<F extends Face> {

    /** Waits without end. */
    static final long FOR_EVER = Face.FOR_EVER;

    /** Does not wait. */
    static final long NO_WAIT = 0;

    private final F face;

    AsyncFace(F face) {
        this.face = face;
    }

    final F face() {
        return face;
    }

    /** What becomes of an answer other than OK. */
    @FunctionalInterface
    interface Failing<T extends @Nullable Object> {
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
    final <T extends @Nullable Object> CompletableFuture<T> submit(
            Function<@Nullable Object, ? extends @Nullable T> reader,
            OperationCode operation,
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
    final <T extends @Nullable Object> CompletableFuture<T> submit(
            Failing<T> failing,
            Function<@Nullable Object, ? extends @Nullable T> reader,
            OperationCode operation,
            @Nullable Object... arguments) {
        return face.caller().submit(new Answer<T>(reader, failing), operation, arguments);
    }

    /** Calls the object; one status is no failure but means null. */
    final <T> CompletableFuture<@Nullable T> submitOrNull(
            StatusCode quiet,
            Function<@Nullable Object, ? extends @Nullable T> reader,
            OperationCode operation,
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
    final CompletableFuture<@Nullable Void> submitVoid(OperationCode operation, @Nullable Object... arguments) {
        return submit(done -> null, operation, arguments);
    }

    /** Begins a call whose arguments are checked first: what they are refused with fails the future. */
    static <T extends @Nullable Object> CompletableFuture<T> attempt(Supplier<CompletableFuture<T>> call) {
        try {
            return call.get();
        } catch (RuntimeException refused) {
            return CompletableFuture.failedFuture(refused);
        }
    }
}
