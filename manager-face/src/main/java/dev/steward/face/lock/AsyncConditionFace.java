package dev.steward.face.lock;

import dev.steward.api.AsyncCondition;
import dev.steward.face.object.PlainResults;
import dev.steward.vocabulary.Operation;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The asynchronous methods of a {@link SharedConditionFace}. */
final class AsyncConditionFace extends AsyncLockFace implements AsyncCondition {

    private final SharedConditionFace condition;

    AsyncConditionFace(SharedConditionFace face) {
        super(face);
        this.condition = face;
    }

    @Override
    public CompletableFuture<@Nullable Void> await() {
        return submitVoid(Operation.CONDITION_AWAIT, FOR_EVER);
    }

    @Override
    public CompletableFuture<Boolean> await(Duration timeout) {
        return attempt(() -> await(PlainResults.nanosOf(timeout)));
    }

    @Override
    public CompletableFuture<Boolean> await(long time, TimeUnit unit) {
        return attempt(() -> await(PlainResults.nanosOf(time, unit)));
    }

    private CompletableFuture<Boolean> await(long nanos) {
        return submit(PlainResults::booleanOf, Operation.CONDITION_AWAIT, nanos);
    }

    @Override
    public CompletableFuture<@Nullable Void> signal() {
        return signal(1);
    }

    @Override
    public CompletableFuture<@Nullable Void> signal(int n) {
        return attempt(() -> submitVoid(Operation.CONDITION_SIGNAL, condition.checked(n)));
    }

    @Override
    public CompletableFuture<@Nullable Void> signalAll() {
        return submitVoid(Operation.CONDITION_SIGNAL_ALL);
    }
}
