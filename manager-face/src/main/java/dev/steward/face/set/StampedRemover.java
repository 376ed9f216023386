package dev.steward.face.set;

import dev.steward.face.object.Face;
import dev.steward.face.object.PlainResults;
import dev.steward.face.object.Preview;
import dev.steward.face.object.StampedIterator;
import dev.steward.vocabulary.Operation;
import java.util.ConcurrentModificationException;
import org.jspecify.annotations.Nullable;

/**
 * Removes from a set what an iterator has read, by the stamp that it had: an element that another has removed and added again
 * stays. Immutable.
 */
final class StampedRemover implements StampedIterator.Remover {

    private final Face set;

    StampedRemover(Face set) {
        this.set = set;
    }

    /**
     * Removes the element; if it is gone already there is nothing to do.
     *
     * @throws ConcurrentModificationException if it was removed and added again since it was read
     */
    @Override
    public void remove(@Nullable Object element, Object stamp) {
        if (!isTrue(Operation.SET_REMOVE_STAMPED, element, stamp) && isTrue(Operation.SET_CONTAINS, element)) {
            throw new ConcurrentModificationException(set.describeCall() + ": the element " + Preview.show(element)
                    + " was removed and added again since it was read");
        }
    }

    private boolean isTrue(Operation operation, @Nullable Object... arguments) {
        return PlainResults.booleanOf(set.call(operation, arguments));
    }
}
