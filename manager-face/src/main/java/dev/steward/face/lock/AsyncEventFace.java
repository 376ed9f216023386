package dev.steward.face.lock;

import dev.steward.api.AsyncEvent;
import dev.steward.face.object.AsyncFace;
import dev.steward.face.object.PlainResults;
import dev.steward.vocabulary.Operation;
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
        return submitVoid(Operation.EVENT_SET);
    }

    @Override
    public CompletableFuture<@Nullable Void> clear() {
        return submitVoid(Operation.EVENT_CLEAR);
    }

    @Override
    public CompletableFuture<Boolean> isSet() {
        return submit(PlainResults::booleanOf, Operation.EVENT_IS_SET);
    }

    @Override
    public CompletableFuture<@Nullable Void> await() {
        return submitVoid(Operation.EVENT_AWAIT, FOR_EVER);
    }

    @Override
    public CompletableFuture<Boolean> await(Duration timeout) {
        return attempt(() -> submit(PlainResults::booleanOf, Operation.EVENT_AWAIT, PlainResults.nanosOf(timeout)));
    }
}
