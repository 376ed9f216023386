package dev.steward.protocol.face;

import dev.steward.api.AsyncBarrier;
import dev.steward.protocol.message.OperationCode;
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
        return attempt(() -> await(Numbers.nanosOf(timeout)));
    }

    private CompletableFuture<Integer> await(long nanos) {
        if (face().hasAction()) {
            return CompletableFuture.failedFuture(new UnsupportedOperationException(
                    face().label() + ": the action of a barrier runs in the thread that arrives last, and an"
                            + " asynchronous wait has none; call await() on a thread of your own"));
        }
        return submit(
                failure -> {
                    throw face().notPassed(failure);
                },
                passage -> Numbers.intOf(Numbers.listOf(passage, 2).get(0)),
                OperationCode.BARRIER_AWAIT,
                false,
                nanos);
    }

    @Override
    public CompletableFuture<@Nullable Void> abort() {
        return submitVoid(OperationCode.BARRIER_ABORT);
    }

    @Override
    public CompletableFuture<@Nullable Void> reset() {
        return submitVoid(OperationCode.BARRIER_RESET);
    }

    @Override
    public CompletableFuture<Integer> getParties() {
        return submit(Numbers::intOf, OperationCode.BARRIER_PARTIES);
    }

    @Override
    public CompletableFuture<Integer> getNumberWaiting() {
        return submit(Numbers::intOf, OperationCode.BARRIER_WAITING);
    }

    @Override
    public CompletableFuture<Boolean> isBroken() {
        return submit(Numbers::booleanOf, OperationCode.BARRIER_IS_BROKEN);
    }
}
