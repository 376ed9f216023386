package dev.steward.face.dict;

import java.util.Iterator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An iterator over a snapshot of a dict whose removals reach the dict, by stamp. Used by one thread. */
final class DictIterator<K, V, E> implements Iterator<E> {

    private final Iterator<DictEntry<K, V>> entries;
    private final Function<DictEntry<K, V>, E> element;
    private @Nullable DictEntry<K, V> last;

    DictIterator(Iterator<DictEntry<K, V>> entries, Function<DictEntry<K, V>, E> element) {
        this.entries = entries;
        this.element = element;
    }

    @Override
    public boolean hasNext() {
        return entries.hasNext();
    }

    @Override
    public E next() {
        DictEntry<K, V> entry = entries.next();
        last = entry;
        return element.apply(entry);
    }

    @Override
    public void remove() {
        DictEntry<K, V> entry = last;
        if (entry == null) {
            throw new IllegalStateException("no element: call next() first");
        }
        entry.remove();
        last = null;
    }
}
