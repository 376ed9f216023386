package dev.steward.api;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An iterator whose place lives on the server: processes that have a proxy of it share the elements of one snapshot, each
 * gets the next one, and no element goes to two. Made by {@link SyncManager#iterator}; others get it as any shared object,
 * in a shared list or by its token.
 *
 * <p>An element that a process took and did not receive, because it died, goes to the next taker. {@link #hasNext}
 * therefore waits while another process has the last element on its way, and takes the next element for this process if
 * there is one: the following {@link #next} returns it. Threads that share one proxy should use
 * {@link #forEachRemaining}, or {@link #next} without {@code hasNext}.
 *
 * <p>What it holds is dropped with the last element, with {@link #close}, and with its last proxy; it holds nothing of
 * the object that it goes over. {@link #remove} is not supported. Equal only to a proxy of the same iterator. Python twin:
 * {@code IteratorProxy}.
 *
 * @param <E> the type of the elements
 */
public interface SharedIterator<E extends @Nullable Object>
        extends Iterator<E>, RemoteProxy, Asynchronous<AsyncIterator<E>>, AutoCloseable {

    /**
     * Returns whether this process gets another element, and takes it for {@link #next}. Waits while that is not known
     * because another process has an element on its way.
     *
     * @throws CallInterruptedException if interrupted while waiting
     */
    @Override
    boolean hasNext();

    /**
     * Returns the element that {@link #hasNext} took, or takes the next one.
     *
     * @throws NoSuchElementException if there is none any more, or the iterator was closed
     * @throws UnsupportedValueException if this process cannot open it: it is left to others, and the next one comes next
     * @throws CallInterruptedException if interrupted while waiting; no element is lost
     */
    @Override
    E next();

    /** Takes elements one by one until there is none any more, shared with whoever else takes them. */
    @Override
    void forEachRemaining(Consumer<? super E> action);

    /** Returns an unmodifiable copy of the elements that nobody has taken yet, at one instant. */
    @Override
    List<E> snapshot();

    /**
     * Ends the iterator for everybody: the elements that nobody has taken are dropped. A second call does nothing. To give
     * up this proxy only, use {@link RemoteProxy#forget}.
     */
    @Override
    void close();
}
