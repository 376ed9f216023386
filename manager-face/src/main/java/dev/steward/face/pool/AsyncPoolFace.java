package dev.steward.face.pool;

import dev.steward.api.AsyncPool;
import dev.steward.api.PoolStatus;
import dev.steward.face.object.AsyncFace;
import dev.steward.face.object.PlainResults;
import dev.steward.vocabulary.Operation;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The asynchronous methods of a {@link SharedPoolFace}. */
final class AsyncPoolFace extends AsyncFace<SharedPoolFace> implements AsyncPool {

    AsyncPoolFace(SharedPoolFace face) {
        super(face);
    }

    @Override
    public CompletableFuture<Integer> size() {
        return submit(status -> StatusOfPool.slots(StatusOfPool.read(status)), Operation.POOL_STATUS);
    }

    @Override
    public CompletableFuture<PoolStatus> status() {
        return submit(StatusOfPool::read, Operation.POOL_STATUS);
    }

    @Override
    public CompletableFuture<Boolean> isShutdown() {
        return submit(status -> StatusOfPool.read(status).isShutdown(), Operation.POOL_STATUS);
    }

    @Override
    public CompletableFuture<@Nullable Void> shutdown() {
        return submitVoid(Operation.POOL_SHUTDOWN, false);
    }

    @Override
    public CompletableFuture<@Nullable Void> terminate() {
        return submitVoid(Operation.POOL_SHUTDOWN, true);
    }

    @Override
    public CompletableFuture<@Nullable Void> join() {
        return submitVoid(Operation.POOL_JOINED, FOR_EVER);
    }

    @Override
    public CompletableFuture<Boolean> join(Duration timeout) {
        return attempt(() -> submit(PlainResults::booleanOf, Operation.POOL_JOINED, PlainResults.nanosOf(timeout)));
    }
}
