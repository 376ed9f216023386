package dev.steward.protocol.face;

import dev.steward.api.AsyncSemaphore;
import dev.steward.protocol.message.OperationCode;
import dev.steward.protocol.message.StatusCode;
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
        return attempt(() -> submitVoid(OperationCode.SEMAPHORE_ACQUIRE, face().checked("acquire", permits), FOR_EVER));
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
        return attempt(() -> tryAcquire(permits, Numbers.nanosOf(timeout)));
    }

    private CompletableFuture<Boolean> tryAcquire(int permits, long nanos) {
        return attempt(() -> submit(
                failure -> {
                    if (failure.status() == StatusCode.TIMED_OUT) {
                        return false;
                    }
                    throw face().failed(failure, OperationCode.SEMAPHORE_ACQUIRE);
                },
                acquired -> true,
                OperationCode.SEMAPHORE_ACQUIRE,
                face().checked("tryAcquire", permits),
                nanos));
    }

    @Override
    public CompletableFuture<@Nullable Void> release() {
        return release(1);
    }

    @Override
    public CompletableFuture<@Nullable Void> release(int permits) {
        return attempt(() -> submitVoid(OperationCode.SEMAPHORE_RELEASE, face().checked("release", permits)));
    }

    @Override
    public CompletableFuture<Integer> availablePermits() {
        return submit(Numbers::intOf, OperationCode.SEMAPHORE_AVAILABLE);
    }
}
