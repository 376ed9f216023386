package dev.steward.server;

import org.jspecify.annotations.Nullable;

/**
 * A registered callable with one argument. Runs on the lane of its caller; may block and may throw.
 *
 * @param <A> the class of the argument
 * @param <R> what it returns
 */
@FunctionalInterface
public interface Function1<A, R> {
    /** Returns the result for an argument. */
    @Nullable
    R apply(A first) throws Exception;
}
