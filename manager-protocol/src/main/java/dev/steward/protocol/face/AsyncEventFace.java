package dev.steward.protocol.face;

import dev.steward.api.AsyncEvent;
import dev.steward.protocol.message.OperationCode;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The asynchronous methods of a {@link SharedEventFace}. */
final class AsyncEventFace extends AsyncFace<SharedEventFace> implements AsyncEvent {

    AsyncEventFace(SharedEventFace face) {
        super(face);
    }

    @Override
    public CompletableFuture<@Nullable Void> set() {
        return submitVoid(OperationCode.EVENT_SET);
    }

    @Override
    public CompletableFuture<@Nullable Void> clear() {
        return submitVoid(OperationCode.EVENT_CLEAR);
    }

    @Override
    public CompletableFuture<Boolean> isSet() {
        return submit(Numbers::booleanOf, OperationCode.EVENT_IS_SET);
    }

    @Override
    public CompletableFuture<@Nullable Void> await() {
        return submitVoid(OperationCode.EVENT_AWAIT, FOR_EVER);
    }

    @Override
    public CompletableFuture<Boolean> await(Duration timeout) {
        return attempt(() -> submit(Numbers::booleanOf, OperationCode.EVENT_AWAIT, Numbers.nanosOf(timeout)));
    }
}
