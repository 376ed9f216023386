package dev.steward.face.dict;

import java.util.AbstractCollection;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A live view of a dict's keys, values or entries. What reads many elements sees one snapshot; what removes many is one
 * step. Adding is not supported, as in every {@link java.util.Map}. Safe for any number of threads.
 *
 * @param <E> the type of the elements
 */
abstract class DictView<K, V, E> extends AbstractCollection<E> {

    private final SharedDictFace<K, V> dict;
    private final Function<DictEntry<K, V>, E> element;

    DictView(SharedDictFace<K, V> dict, Function<DictEntry<K, V>, E> element) {
        this.dict = dict;
        this.element = element;
    }

    final SharedDictFace<K, V> dict() {
        return dict;
    }

    /** Returns a copy of the elements at one instant. */
    abstract List<E> copy();

    @Override
    public int size() {
        return dict.size();
    }

    @Override
    public boolean isEmpty() {
        return dict.isEmpty();
    }

    @Override
    public void clear() {
        dict.clear();
    }

    @Override
    public Iterator<E> iterator() {
        return new DictIterator<>(dict.entries().all().iterator(), element);
    }

    @Override
    public boolean removeIf(Predicate<? super E> filter) {
        return dict.entries().removeIf(entry -> filter.test(element.apply(entry)));
    }

    // What is equal to what, the dict's server says: a view and its dict never differ about it. Each is one step there.

    @Override
    public abstract boolean contains(@Nullable Object one);

    @Override
    public abstract boolean containsAll(Collection<?> wanted);

    @Override
    public abstract boolean remove(@Nullable Object one);

    @Override
    public abstract boolean removeAll(Collection<?> unwanted);

    @Override
    public abstract boolean retainAll(Collection<?> wanted);

    @Override
    public @Nullable Object[] toArray() {
        return copy().toArray();
    }

    @Override
    public <T extends @Nullable Object> T[] toArray(T[] array) {
        return copy().toArray(array);
    }

    @Override
    public void forEach(Consumer<? super E> action) {
        copy().forEach(action);
    }

    @Override
    public Spliterator<E> spliterator() {
        return copy().spliterator();
    }

    /** Returns a spliterator over a copy that says what holds for a set: no element comes twice. */
    final Spliterator<E> distinct() {
        return Spliterators.spliterator(
                copy().toArray(), Spliterator.DISTINCT | Spliterator.NONNULL | Spliterator.ORDERED);
    }
}
