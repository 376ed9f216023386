package dev.steward.face.lock;

import dev.steward.api.AsyncLock;
import dev.steward.api.Hold;
import dev.steward.face.object.AsyncFace;
import dev.steward.face.object.PlainResults;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
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
        return submit(face()::holdOf, Operation.LOCK_ACQUIRE, FOR_EVER);
    }

    @Override
    public CompletableFuture<@Nullable Hold> tryLock() {
        return tryLock(NO_WAIT);
    }

    @Override
    public CompletableFuture<@Nullable Hold> tryLock(long time, TimeUnit unit) {
        return attempt(() -> tryLock(PlainResults.nanosOf(time, unit)));
    }

    @Override
    public CompletableFuture<@Nullable Hold> tryHold(Duration timeout) {
        return attempt(() -> tryLock(PlainResults.nanosOf(timeout)));
    }

    private CompletableFuture<@Nullable Hold> tryLock(long nanos) {
        return submitOrNull(Status.TIMED_OUT, face()::holdOf, Operation.LOCK_ACQUIRE, nanos);
    }

    @Override
    public CompletableFuture<@Nullable Void> unlock() {
        return submitVoid(Operation.LOCK_RELEASE);
    }

    @Override
    public CompletableFuture<@Nullable Void> release() {
        return submitVoid(Operation.LOCK_RELEASE_ANY);
    }

    @Override
    public CompletableFuture<Boolean> isLocked() {
        return submit(PlainResults::booleanOf, Operation.LOCK_IS_LOCKED);
    }

    @Override
    public CompletableFuture<Boolean> isHeldByMe() {
        return submit(PlainResults::booleanOf, Operation.LOCK_IS_HELD);
    }
}
