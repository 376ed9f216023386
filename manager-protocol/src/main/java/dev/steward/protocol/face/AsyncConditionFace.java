package dev.steward.protocol.face;

import dev.steward.api.AsyncCondition;
import dev.steward.protocol.message.OperationCode;
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
        return submitVoid(OperationCode.CONDITION_AWAIT, FOR_EVER);
    }

    @Override
    public CompletableFuture<Boolean> await(Duration timeout) {
        return attempt(() -> await(Numbers.nanosOf(timeout)));
    }

    @Override
    public CompletableFuture<Boolean> await(long time, TimeUnit unit) {
        return attempt(() -> await(Numbers.nanosOf(time, unit)));
    }

    private CompletableFuture<Boolean> await(long nanos) {
        return submit(Numbers::booleanOf, OperationCode.CONDITION_AWAIT, nanos);
    }

    @Override
    public CompletableFuture<@Nullable Void> signal() {
        return signal(1);
    }

    @Override
    public CompletableFuture<@Nullable Void> signal(int n) {
        return attempt(() -> submitVoid(OperationCode.CONDITION_SIGNAL, condition.checked(n)));
    }

    @Override
    public CompletableFuture<@Nullable Void> signalAll() {
        return submitVoid(OperationCode.CONDITION_SIGNAL_ALL);
    }
}
