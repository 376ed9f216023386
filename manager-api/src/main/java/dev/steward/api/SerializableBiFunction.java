package dev.steward.api;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A function of two arguments that another process can run: a method reference or lambda of this type travels as class, method and captured
 * values, which must be values, proxies or managers. Its class must be on the class path.
 *
 * @param <A> the type of the first argument
 * @param <B> the type of the second argument
 * @param <R> the type of the result
 */
@FunctionalInterface
public interface SerializableBiFunction<
                A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object>
        extends Serializable {

    /** Returns the result for its arguments. */
    R apply(A first, B second) throws Exception;
}
