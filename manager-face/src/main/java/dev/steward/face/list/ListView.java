package dev.steward.face.list;

import java.util.AbstractList;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A live view of a shared list. What looks at all elements looks at a snapshot of them, which is one call however many there
 * are, and runs functions of the caller on it without the list.
 *
 * @param <E> the type of the elements
 */
abstract class ListView<E extends @Nullable Object> extends AbstractList<E> {

    /** Returns the elements as they are at one moment, unmodifiable. */
    abstract List<E> snapshot();

    @Override
    public final @Nullable Object[] toArray() {
        return snapshot().toArray();
    }

    @Override
    public final <T extends @Nullable Object> T[] toArray(T[] array) {
        return snapshot().toArray(array);
    }

    @Override
    public final void forEach(Consumer<? super E> action) {
        snapshot().forEach(action);
    }

    @Override
    public final Spliterator<E> spliterator() {
        return snapshot().spliterator();
    }

    /** As {@code listIterator()}; that of {@link AbstractList} would ask for each element by itself. */
    @Override
    public final Iterator<E> iterator() {
        return listIterator(0);
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return this == other || (other instanceof List<?> && snapshot().equals(other));
    }

    @Override
    public final int hashCode() {
        return snapshot().hashCode();
    }
}
