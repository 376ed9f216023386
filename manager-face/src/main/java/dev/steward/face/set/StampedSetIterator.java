package dev.steward.face.set;

import dev.steward.face.object.Face;
import dev.steward.face.object.PlainResults;
import dev.steward.face.object.Preview;
import dev.steward.face.object.TypedReader;
import dev.steward.vocabulary.Operation;
import java.util.ConcurrentModificationException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * An iterator over a stamped snapshot of a set; what it removes it names by the stamp that it had, so that an element that
 * another has removed and added again stays. Used by one thread.
 *
 * @param <E> the type of the elements
 */
final class StampedSetIterator<E> implements Iterator<E> {

    private final Face set;
    private final TypedReader<E> reader;
    private final List<?> elements;
    private final List<?> stamps;
    private int next;
    private boolean removable;

    /**
     * Begins at the first element.
     *
     * @param stamped sequence, elements and stamps, as the set gave them
     */
    StampedSetIterator(Face set, TypedReader<E> reader, List<?> stamped) {
        this.set = set;
        this.reader = reader;
        this.elements = PlainResults.listOf(stamped.get(1));
        this.stamps = PlainResults.listOf(stamped.get(2));
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
        removable = false;
        E element = reader.opened(reader.readOrLeave(elements.get(next++)));
        removable = true;
        return element;
    }

    /**
     * Removes the element from the set; if it is gone already there is nothing to do.
     *
     * @throws ConcurrentModificationException if it was removed and added again since it was read
     */
    @Override
    public void remove() {
        if (!removable) {
            throw new IllegalStateException("no element: call next() first");
        }
        removable = false;
        Object element = elements.get(next - 1);
        if (!isTrue(Operation.SET_REMOVE_STAMPED, element, stamps.get(next - 1))
                && isTrue(Operation.SET_CONTAINS, element)) {
            throw new ConcurrentModificationException(set.describeCall() + ": the element " + Preview.show(element)
                    + " was removed and added again since it was read");
        }
    }

    private boolean isTrue(Operation operation, @Nullable Object... arguments) {
        return PlainResults.booleanOf(set.call(operation, arguments));
    }
}
