package dev.steward.api;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The methods of a {@link SharedBarrier} without waiting; what holds for all of them stands at {@link Asynchronous}. A
 * cancelled wait breaks the barrier, as an interrupted one does.
 *
 * <p>The action of a barrier runs in the thread of the party that arrives last, and an asynchronous party has none: a wait
 * at a barrier with an action fails with {@link UnsupportedOperationException}, and the barrier is as before.
 */
public interface AsyncBarrier {

    /** As {@link SharedBarrier#await()}: the future is completed when all parties have arrived. */
    CompletableFuture<Integer> await();

    /** As {@link SharedBarrier#await(Duration)}. */
    CompletableFuture<Integer> await(Duration timeout);

    /** As {@link SharedBarrier#abort}. */
    CompletableFuture<@Nullable Void> abort();

    /** As {@link SharedBarrier#reset}. */
    CompletableFuture<@Nullable Void> reset();

    /** As {@link SharedBarrier#getParties}. */
    CompletableFuture<Integer> getParties();

    /** As {@link SharedBarrier#getNumberWaiting}. */
    CompletableFuture<Integer> getNumberWaiting();

    /** As {@link SharedBarrier#isBroken}. */
    CompletableFuture<Boolean> isBroken();
}
