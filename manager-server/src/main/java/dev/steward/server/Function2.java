package dev.steward.server;

import org.jspecify.annotations.Nullable;

/**
 * A registered callable with two arguments. Runs on the lane of its caller; may block and may throw.
 *
 * @param <A> the class of the first argument
 * @param <B> the class of the second argument
 * @param <R> what it returns
 */
@FunctionalInterface
public interface Function2<A, B, R> {
    /** Returns the result for two arguments. */
    @Nullable
    R apply(A first, B second) throws Exception;
}
