package dev.steward.protocol.face;

import dev.steward.api.AsyncLock;
import dev.steward.api.Hold;
import dev.steward.protocol.message.OperationCode;
import dev.steward.protocol.message.StatusCode;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The asynchronous methods of a {@link SharedLockFace}. */
class AsyncLockFace extends AsyncFace<SharedLockFace> implements AsyncLock {

    AsyncLockFace(SharedLockFace face) {
        super(face);
    }

    @Override
    public CompletableFuture<Hold> lock() {
        return submit(face()::holdOf, OperationCode.LOCK_ACQUIRE, FOR_EVER);
    }

    @Override
    public CompletableFuture<@Nullable Hold> tryLock() {
        return tryLock(NO_WAIT);
    }

    @Override
    public CompletableFuture<@Nullable Hold> tryLock(long time, TimeUnit unit) {
        return attempt(() -> tryLock(Numbers.nanosOf(time, unit)));
    }

    @Override
    public CompletableFuture<@Nullable Hold> tryHold(Duration timeout) {
        return attempt(() -> tryLock(Numbers.nanosOf(timeout)));
    }

    private CompletableFuture<@Nullable Hold> tryLock(long nanos) {
        return submitOrNull(StatusCode.TIMED_OUT, face()::holdOf, OperationCode.LOCK_ACQUIRE, nanos);
    }

    @Override
    public CompletableFuture<@Nullable Void> unlock() {
        return submitVoid(OperationCode.LOCK_RELEASE);
    }

    @Override
    public CompletableFuture<@Nullable Void> release() {
        return submitVoid(OperationCode.LOCK_RELEASE_ANY);
    }

    @Override
    public CompletableFuture<Boolean> isLocked() {
        return submit(Numbers::booleanOf, OperationCode.LOCK_IS_LOCKED);
    }

    @Override
    public CompletableFuture<Boolean> isHeldByMe() {
        return submit(Numbers::booleanOf, OperationCode.LOCK_IS_HELD);
    }
}
