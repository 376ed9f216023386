package dev.steward.face.queue;

import dev.steward.face.object.PlainResults;
import dev.steward.face.object.TypedReader;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An iterator over a stamped snapshot of a queue; its remove does nothing if the element is gone, as every blocking
 * queue's. For one thread at a time.
 *
 * @param <E> the type of the elements
 */
final class StampedQueueIterator<E> implements Iterator<E> {

    private final TypedReader<E> reader;
    private final List<@Nullable Object> elements;
    private final List<?> stamps;
    private final Consumer<List<?>> remover;
    private int next;
    private boolean removable;

    /**
     * Begins at the head.
     *
     * @param stamped elements and stamps, as the queue gave them
     * @param remover removes by their stamps those that are still there
     */
    StampedQueueIterator(TypedReader<E> reader, List<?> stamped, Consumer<List<?>> remover) {
        this.reader = reader;
        this.elements = reader.readEach(stamped.get(0));
        this.stamps = PlainResults.listOf(stamped.get(1));
        this.remover = remover;
    }

    @Override
    public boolean hasNext() {
        return next < elements.size();
    }

    @Override
    public E next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        removable = true;
        return reader.opened(elements.get(next++));
    }

    @Override
    public void remove() {
        if (!removable) {
            throw new IllegalStateException("no element: call next() first");
        }
        remover.accept(List.of(stamps.get(next - 1)));
        removable = false;
    }
}
