package dev.steward.face.lock;

import dev.steward.api.AsyncBarrier;
import dev.steward.face.object.AsyncFace;
import dev.steward.face.object.PlainResults;
import dev.steward.vocabulary.Operation;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The asynchronous methods of a {@link SharedBarrierFace}. */
final class AsyncBarrierFace extends AsyncFace<SharedBarrierFace> implements AsyncBarrier {

    AsyncBarrierFace(SharedBarrierFace face) {
        super(face);
    }

    @Override
    public CompletableFuture<Integer> await() {
        return await(FOR_EVER);
    }

    @Override
    public CompletableFuture<Integer> await(Duration timeout) {
        return attempt(() -> await(PlainResults.nanosOf(timeout)));
    }

    private CompletableFuture<Integer> await(long nanos) {
        if (face().hasAction()) {
            return CompletableFuture.failedFuture(new UnsupportedOperationException(
                    face().describeCall() + ": the action of a barrier runs in the thread that arrives last, and an"
                            + " asynchronous wait has none; call await() on a thread of your own"));
        }
        return submit(
                failure -> {
                    throw face().notPassed(failure);
                },
                passage -> PlainResults.intOf(PlainResults.listOf(passage, 2).get(0)),
                Operation.BARRIER_AWAIT,
                false,
                nanos);
    }

    @Override
    public CompletableFuture<@Nullable Void> abort() {
        return submitVoid(Operation.BARRIER_ABORT);
    }

    @Override
    public CompletableFuture<@Nullable Void> reset() {
        return submitVoid(Operation.BARRIER_RESET);
    }

    @Override
    public CompletableFuture<Integer> getParties() {
        return submit(PlainResults::intOf, Operation.BARRIER_PARTIES);
    }

    @Override
    public CompletableFuture<Integer> getNumberWaiting() {
        return submit(PlainResults::intOf, Operation.BARRIER_WAITING);
    }

    @Override
    public CompletableFuture<Boolean> isBroken() {
        return submit(PlainResults::booleanOf, Operation.BARRIER_IS_BROKEN);
    }
}
