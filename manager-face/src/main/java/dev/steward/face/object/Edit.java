package dev.steward.face.object;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A change that a function of the caller makes: read, ask the function, write if nothing has changed meanwhile, else all
 * of it once more. No thread waits in between; the function runs where the answer to the reading arrives.
 *
 * @param <R> what is read
 * @param <T> what comes of it
 */
public final class Edit<R extends @Nullable Object, T extends @Nullable Object> extends CompletableFuture<T> {

    /**
     * What the function has decided.
     *
     * @param result what the future gives
     * @param write writes, and says whether nothing had changed; null if there is nothing to write
     */
    public record Decision<T extends @Nullable Object>(
            @Nullable T result, @Nullable Supplier<CompletableFuture<Boolean>> write) {

        /** Leaves everything as it is. */
        public static <T extends @Nullable Object> Decision<T> leave(@Nullable T result) {
            return new Decision<>(result, null);
        }
    }

    // Counted by one callback after the other.
    private final Attempts attempts;
    private final Supplier<CompletableFuture<R>> read;
    private final Function<R, Decision<T>> function;
    private volatile @Nullable CompletableFuture<?> current;

    private Edit(Face face, Supplier<CompletableFuture<R>> read, Function<R, Decision<T>> function) {
        this.attempts = new Attempts(face);
        this.read = read;
        this.function = function;
    }

    /** Begins. What the function throws fails the future. */
    public static <R extends @Nullable Object, T extends @Nullable Object> CompletableFuture<T> begin(
            Face face, Supplier<CompletableFuture<R>> read, Function<R, Decision<T>> function) {
        Edit<R, T> edit = new Edit<>(face, read, function);
        edit.turn();
        return edit;
    }

    private void turn() {
        then(read.get(), value -> {
            Decision<T> decision = attempts.run(() -> function.apply(value));
            if (decision.write() == null) {
                complete(decision.result());
                return;
            }
            then(decision.write().get(), written -> {
                if (written) {
                    complete(decision.result());
                } else {
                    attempts.next();
                    turn();
                }
            });
        });
    }

    /** Goes on with an answer, unless this is over already; whatever goes wrong ends it. */
    // What hangs on the call is this.
    @SuppressWarnings("FutureReturnValueIgnored")
    private <V extends @Nullable Object> void then(CompletableFuture<V> call, Next<V> next) {
        current = call;
        call.whenComplete((value, failed) -> {
            if (isDone()) {
                return;
            }
            if (failed != null) {
                completeExceptionally(
                        failed instanceof CompletionException wrapped && wrapped.getCause() != null
                                ? wrapped.getCause()
                                : failed);
                return;
            }
            try {
                next.with(value);
            } catch (RuntimeException | Error thrown) {
                completeExceptionally(thrown);
            }
        });
        if (isCancelled()) {
            call.cancel(true);
        }
    }

    @FunctionalInterface
    private interface Next<V extends @Nullable Object> {
        void with(V value);
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        CompletableFuture<?> call = current;
        if (cancelled && call != null) {
            call.cancel(mayInterruptIfRunning);
        }
        return cancelled;
    }
}
