package dev.steward.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A list that lives on the server. Each call is one atomic step there, also {@link #sort}, {@link #replaceAll},
 * {@link #removeIf} and the bulk methods; iterators, streams and {@link #toArray()} see one snapshot. Values are copied
 * in and out: to change an element, set it again, or store a shared object. Null elements are allowed.
 *
 * <p>Equal by content, as every {@link List}. Methods throw {@link CallInterruptedException} when the caller is
 * interrupted. Python twin: {@code ListProxy}.
 *
 * @param <E> the type of the elements
 */
public interface SharedList<E extends @Nullable Object> extends List<E>, RemoteProxy, Asynchronous<AsyncList<E>> {

    /** Returns an unmodifiable copy of all elements at one instant. */
    @Override
    List<E> snapshot();
}
