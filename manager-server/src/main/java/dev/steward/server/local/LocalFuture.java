package dev.steward.server.local;

import dev.steward.face.callback.Callbacks;
import dev.steward.face.failure.OperationFailedException;
import dev.steward.face.failure.RemoteFailures;
import dev.steward.face.object.Answering;
import dev.steward.objects.Answer;
import dev.steward.objects.CallId;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The result of an asynchronous call of this process. Completed on a callback thread of the process, never inside the group
 * that answers. Whoever completes it first decides: if that is not the answer, the call is cancelled, and an answer that
 * comes all the same is given back.
 *
 * @param <T> the type of the result
 */
final class LocalFuture<T extends @Nullable Object> extends CompletableFuture<T> implements Consumer<Answer>, Runnable {

    private static final Duration IDLE = Duration.ofSeconds(5);

    private static final Executor LATER =
            CompletableFuture.delayedExecutor(Callbacks.PATIENCE.toMillis(), TimeUnit.MILLISECONDS, Runnable::run);

    private static final Callbacks CALLBACKS = new Callbacks("manager-server-callbacks", LATER, IDLE);

    private final LocalCaller caller;
    private final CallId call;
    private final Operation operation;
    private final Answering<T> answering;
    private final @Nullable Object[] arguments;
    private final AtomicBoolean decided = new AtomicBoolean();
    private volatile boolean expired;
    private volatile @Nullable Answer answer;

    /**
     * The result of a call that its caller is about to make.
     *
     * @param arguments what was passed, which is not released before the object has it
     */
    LocalFuture(
            LocalCaller caller,
            CallId call,
            Operation operation,
            Answering<T> answering,
            @Nullable Object[] arguments) {
        this.caller = caller;
        this.call = call;
        this.operation = operation;
        this.answering = answering;
        this.arguments = arguments;
    }

    /** Waits while so many results wait for their callbacks that more of them would only fill the memory. */
    static void awaitRoom() throws InterruptedException {
        CALLBACKS.awaitRoom();
    }

    /** Cancels the call after a time, unless it is answered before; a result wins. */
    // The two hang on each other.
    @SuppressWarnings("FutureReturnValueIgnored")
    void expireAfter(Duration deadline) {
        CompletableFuture<?> timer =
                new CompletableFuture<>().completeOnTimeout(this, deadline.toNanos(), TimeUnit.NANOSECONDS);
        timer.thenRunAsync(this::expire, CALLBACKS);
        whenComplete((result, failed) -> timer.cancel(false));
    }

    private void expire() {
        expired = true;
        caller.cancel(call);
    }

    @Override
    public void accept(Answer given) {
        answer = given;
        CALLBACKS.execute(this);
    }

    /** Completes it with the answer. */
    // Whatever the other side threw belongs to whoever asks the future.
    @Override
    public void run() {
        try {
            complete();
        } finally {
            Reference.reachabilityFence(arguments);
        }
    }

    private void complete() {
        Answer given = answer;
        if (given == null) {
            throw new IllegalStateException("a call has ended without an answer");
        }
        if (!decided.compareAndSet(false, true)) {
            caller.giveBack(call, operation, given, null);
            return;
        }
        @Nullable T result;
        try {
            result = read(given);
        } catch (Exception | Error thrown) {
            caller.giveBack(call, operation, given, thrown);
            super.completeExceptionally(RemoteFailures.speaking(thrown));
            return;
        }
        caller.settle(call, given);
        super.complete(result);
    }

    private @Nullable T read(Answer given) throws Exception {
        if (given.isOk()) {
            return caller.read(operation, given, answering::result);
        }
        if (expired && given.status() == Status.CANCELLED) {
            throw caller.late(operation);
        }
        return answering.failure(OperationFailedException.of(given.status(), caller.decoded(given)));
    }

    @Override
    public boolean complete(T value) {
        return decide() && super.complete(value);
    }

    @Override
    public boolean completeExceptionally(Throwable why) {
        return decide() && super.completeExceptionally(why);
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        return decide() ? super.cancel(mayInterruptIfRunning) : isCancelled();
    }

    /** Somebody else than the answer completes it: then the call is of no use any more. */
    private boolean decide() {
        boolean first = decided.compareAndSet(false, true);
        if (first) {
            caller.cancel(call);
        }
        return first;
    }
}
