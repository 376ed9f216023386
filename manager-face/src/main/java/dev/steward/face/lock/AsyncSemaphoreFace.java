package dev.steward.face.lock;

import dev.steward.api.AsyncSemaphore;
import dev.steward.api.Hold;
import dev.steward.face.object.AsyncFace;
import dev.steward.face.object.PlainResults;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The asynchronous methods of a {@link SharedSemaphoreFace}. */
final class AsyncSemaphoreFace extends AsyncFace<SharedSemaphoreFace> implements AsyncSemaphore {

    AsyncSemaphoreFace(SharedSemaphoreFace face) {
        super(face);
    }

    @Override
    public CompletableFuture<@Nullable Void> acquire() {
        return acquire(1);
    }

    @Override
    public CompletableFuture<@Nullable Void> acquire(int permits) {
        return attempt(() -> submitVoid(Operation.SEMAPHORE_ACQUIRE, face().checked("acquire", permits), FOR_EVER));
    }

    @Override
    public CompletableFuture<Boolean> tryAcquire() {
        return tryAcquire(1, NO_WAIT);
    }

    @Override
    public CompletableFuture<Boolean> tryAcquire(int permits) {
        return tryAcquire(permits, NO_WAIT);
    }

    @Override
    public CompletableFuture<Boolean> tryAcquire(Duration timeout) {
        return tryAcquire(1, timeout);
    }

    @Override
    public CompletableFuture<Boolean> tryAcquire(int permits, Duration timeout) {
        return attempt(() -> tryAcquire(permits, PlainResults.nanosOf(timeout)));
    }

    private CompletableFuture<Boolean> tryAcquire(int permits, long nanos) {
        return attempt(() -> submit(
                failure -> {
                    if (failure.status() == Status.TIMED_OUT) {
                        return false;
                    }
                    throw face().failed(failure, Operation.SEMAPHORE_ACQUIRE);
                },
                acquired -> true,
                Operation.SEMAPHORE_ACQUIRE,
                face().checked("tryAcquire", permits),
                nanos));
    }

    @Override
    public CompletableFuture<@Nullable Void> release() {
        return release(1);
    }

    @Override
    public CompletableFuture<@Nullable Void> release(int permits) {
        return attempt(() -> submitVoid(Operation.SEMAPHORE_RELEASE, face().checked("release", permits)));
    }

    @Override
    public CompletableFuture<Hold> hold() {
        return hold(1);
    }

    @Override
    public CompletableFuture<Hold> hold(int permits) {
        return attempt(() -> submit(
                acquired -> new AcquiredPermits(face(), permits),
                Operation.SEMAPHORE_ACQUIRE,
                face().checked("hold", permits),
                FOR_EVER));
    }

    @Override
    public CompletableFuture<@Nullable Hold> tryHold(Duration timeout) {
        return attempt(() -> submitOrNull(
                Status.TIMED_OUT,
                acquired -> new AcquiredPermits(face(), 1),
                Operation.SEMAPHORE_ACQUIRE,
                1,
                PlainResults.nanosOf(timeout)));
    }

    @Override
    public CompletableFuture<Integer> availablePermits() {
        return submit(PlainResults::intOf, Operation.SEMAPHORE_AVAILABLE);
    }
}
