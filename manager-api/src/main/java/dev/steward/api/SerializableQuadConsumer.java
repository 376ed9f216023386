package dev.steward.api;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * An action with four arguments that another process can run: a method reference or lambda of this type travels as class, method and captured
 * values, which must be values, proxies or managers. Its class must be on the class path.
 *
 * @param <A> the type of the first argument
 * @param <B> the type of the second argument
 * @param <C> the type of the third argument
 * @param <D> the type of the fourth argument
 */
@FunctionalInterface
public interface SerializableQuadConsumer<
                A extends @Nullable Object,
                B extends @Nullable Object,
                C extends @Nullable Object,
                D extends @Nullable Object>
        extends Serializable {

    /** Runs with its arguments. */
    void accept(A first, B second, C third, D fourth) throws Exception;
}
