package dev.steward.face.object;

import dev.steward.face.failure.OperationFailedException;
import org.jspecify.annotations.Nullable;

/**
 * What a face makes of an answer that nobody waits for. Runs on the thread that completes the future; what it throws fails
 * the future, and what the call took from the object is given back.
 *
 * @param <T> what the future gives
 */
public interface Answering<T extends @Nullable Object> {

    /** Returns what the future gives, made of the decoded result. */
    @Nullable
    T result(@Nullable Object result);

    /**
     * Returns what the future gives for an answer other than OK.
     *
     * @throws Exception what the future fails with
     */
    @Nullable
    T failure(OperationFailedException failure) throws Exception;
}
