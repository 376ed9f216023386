package dev.steward.api;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A function of five arguments that another process can run: a method reference or lambda of this type travels as class, method and captured
 * values, which must be values, proxies or managers. Its class must be on the class path. What takes more than five takes a
 * record of them.
 *
 * @param <A> the type of the first argument
 * @param <B> the type of the second argument
 * @param <C> the type of the third argument
 * @param <D> the type of the fourth argument
 * @param <E> the type of the fifth argument
 * @param <R> the type of the result
 */
@FunctionalInterface
public interface SerializableQuintFunction<
                A extends @Nullable Object,
                B extends @Nullable Object,
                C extends @Nullable Object,
                D extends @Nullable Object,
                E extends @Nullable Object,
                R extends @Nullable Object>
        extends Serializable {

    /** Returns the result for its arguments. */
    R apply(A first, B second, C third, D fourth, E fifth) throws Exception;
}
