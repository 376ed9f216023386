package dev.steward.face.object;

import dev.steward.api.Type;
import java.util.Collection;
import java.util.Spliterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A face that is a collection: what looks at all elements looks at a snapshot of them, which is one call however many there
 * are, and runs functions of the caller on it without the object.
 *
 * @param <E> the type of the elements
 */
public abstract class CollectionFace<E extends @Nullable Object> extends Face implements Collection<E> {

    protected CollectionFace(ObjectCaller caller, Type<?> type) {
        super(caller, type);
    }

    /** Returns the elements as they are at one moment, unmodifiable. */
    @Override
    public abstract Collection<E> snapshot();

    @Override
    public final boolean isEmpty() {
        return size() == 0;
    }

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

    @Override
    public final Stream<E> stream() {
        return snapshot().stream();
    }

    @Override
    public final Stream<E> parallelStream() {
        return snapshot().parallelStream();
    }
}
