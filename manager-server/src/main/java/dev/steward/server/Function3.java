package dev.steward.server;

import org.jspecify.annotations.Nullable;

/**
 * A registered callable with three arguments. Runs on the lane of its caller; may block and may throw.
 *
 * @param <A> the class of the first argument
 * @param <B> the class of the second argument
 * @param <C> the class of the third argument
 * @param <R> what it returns
 */
@FunctionalInterface
public interface Function3<A, B, C, R> {
    /** Returns the result for three arguments. */
    @Nullable
    R apply(A first, B second, C third) throws Exception;
}
