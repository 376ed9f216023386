package dev.steward.face.object;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * An iterator over a stamped snapshot of a queue or a set: what it removes it names by the stamp that it had. Where an element
 * cannot be opened {@link #next} fails, and goes on behind it. For one thread at a time.
 *
 * @param <E> the type of the elements
 */
public final class StampedIterator<E> implements Iterator<E> {

    private final TypedReader<E> reader;
    private final List<?> elements;
    private final List<?> stamps;
    private final Remover remover;
    private final boolean stampsSuffice;
    private int next;
    private boolean removable;

    /** Removes from the object what this iterator has read. */
    public interface Remover {
        /**
         * Removes an element if it is still there.
         *
         * @param element the element as it came
         * @param stamp what names it
         */
        void remove(@Nullable Object element, Object stamp);
    }

    /**
     * Begins at the first element.
     *
     * @param stampsSuffice whether a stamp alone finds its element, so that one can be removed that cannot be opened here
     */
    public StampedIterator(
            TypedReader<E> reader, List<?> elements, List<?> stamps, boolean stampsSuffice, Remover remover) {
        this.reader = reader;
        this.elements = elements;
        this.stamps = stamps;
        this.stampsSuffice = stampsSuffice;
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
        removable = stampsSuffice;
        E element = reader.opened(reader.readOrLeave(elements.get(next++)));
        removable = true;
        return element;
    }

    @Override
    public void remove() {
        if (!removable) {
            throw new IllegalStateException("no element: call next() first");
        }
        removable = false;
        remover.remove(elements.get(next - 1), stamps.get(next - 1));
    }
}
