package dev.steward.api;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * An action with one argument that another process can run: a method reference or lambda of this type travels as class, method and captured
 * values, which must be values, proxies or managers. Its class must be on the class path.
 *
 * @param <A> the type of the argument
 */
@FunctionalInterface
public interface SerializableConsumer<A extends @Nullable Object> extends Serializable {

    /** Runs with its argument. */
    void accept(A argument) throws Exception;
}
