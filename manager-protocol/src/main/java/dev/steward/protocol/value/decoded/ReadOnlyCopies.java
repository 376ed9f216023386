package dev.steward.protocol.value.decoded;

import dev.steward.api.Outcome;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import org.jspecify.annotations.Nullable;

/**
 * The collections that decoding gives: copies, so a change to them would be lost without a word. They refuse it with a
 * message that says how to change the shared object instead. Order is kept; null elements are possible.
 */
public final class ReadOnlyCopies {
    private ReadOnlyCopies() {}

    /** A list over the array, which belongs to it from now on. */
    public static List<@Nullable Object> list(@Nullable Object[] elements) {
        return new ListCopy(elements);
    }

    /** A set over that one, which must keep order and belongs to it from now on. */
    public static Set<@Nullable Object> set(Set<@Nullable Object> elements) {
        return new SetCopy(elements);
    }

    /** A map over that one, which must keep order and belongs to it from now on. */
    public static Map<@Nullable Object, @Nullable Object> map(Map<@Nullable Object, @Nullable Object> entries) {
        return new MapCopy(entries);
    }

    /** A list over that array, which belongs to it from now on; who wants what is {@link Unopened} in it is told. */
    public static List<@Nullable Object> listInPart(@Nullable Object[] elements, String holder) {
        return new ListInPart(elements, holder);
    }

    /** A set over that one, as {@link #set}; who wants an element that is {@link Unopened} is told. */
    public static Set<@Nullable Object> setInPart(Set<@Nullable Object> elements, String holder) {
        return new SetInPart(elements, holder);
    }

    /** A map over that one, as {@link #map}; who wants a key or a value that is {@link Unopened} is told. */
    public static Map<@Nullable Object, @Nullable Object> mapInPart(
            Map<@Nullable Object, @Nullable Object> entries, String holder) {
        return new MapInPart(entries, holder);
    }

    /**
     * Returns a value of a shared object, if it could be opened.
     *
     * @throws dev.steward.api.UnsupportedValueException if not
     */
    public static @Nullable Object opened(@Nullable Object value, String holder) {
        if (value instanceof Unopened unopened) {
            throw unopened.failure(holder, Outcome.NOT_EXECUTED);
        }
        return value;
    }

    private static UnsupportedOperationException refusal(String what) {
        return new UnsupportedOperationException(
                "this " + what + " is a copy of what a shared object holds, and a change"
                        + " to it would be lost; put a changed copy back in one step with compute(...), or let the shared object"
                        + " hold a shared one: manager.list() or manager.dict() as the element");
    }

    private static class ListCopy extends AbstractList<@Nullable Object> implements RandomAccess {
        private final @Nullable Object[] elements;

        ListCopy(@Nullable Object[] elements) {
            this.elements = elements;
        }

        @Override
        public @Nullable Object get(int index) {
            return elements[index];
        }

        @Override
        public int size() {
            return elements.length;
        }

        @Override
        public @Nullable Object[] toArray() {
            return Arrays.copyOf(elements, elements.length, Object[].class);
        }

        @Override
        public void add(int index, @Nullable Object element) {
            throw refusal("list");
        }

        @Override
        public @Nullable Object set(int index, @Nullable Object element) {
            throw refusal("list");
        }

        @Override
        public @Nullable Object remove(int index) {
            throw refusal("list");
        }
    }

    private static final class ListInPart extends ListCopy {
        private final String holder;

        ListInPart(@Nullable Object[] elements, String holder) {
            super(elements);
            this.holder = holder;
        }

        @Override
        public @Nullable Object get(int index) {
            return opened(super.get(index), holder);
        }

        @Override
        public @Nullable Object[] toArray() {
            @Nullable Object[] array = super.toArray();
            for (Object element : array) {
                opened(element, holder);
            }
            return array;
        }
    }

    private static class SetCopy extends AbstractSet<@Nullable Object> {
        private final Set<@Nullable Object> elements;

        SetCopy(Set<@Nullable Object> elements) {
            this.elements = elements;
        }

        @Override
        public Iterator<@Nullable Object> iterator() {
            return new IteratorOfCopy<>("set", elements.iterator());
        }

        @Override
        public Spliterator<@Nullable Object> spliterator() {
            return Spliterators.spliterator(this, Spliterator.DISTINCT | Spliterator.ORDERED);
        }

        @Override
        public int size() {
            return elements.size();
        }

        @Override
        public boolean contains(@Nullable Object element) {
            return elements.contains(element);
        }

        @Override
        public boolean add(@Nullable Object element) {
            throw refusal("set");
        }

        @Override
        public boolean remove(@Nullable Object element) {
            throw refusal("set");
        }
    }

    private static final class SetInPart extends SetCopy {
        private final String holder;

        SetInPart(Set<@Nullable Object> elements, String holder) {
            super(elements);
            this.holder = holder;
        }

        @Override
        public Iterator<@Nullable Object> iterator() {
            Iterator<@Nullable Object> elements = super.iterator();
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return elements.hasNext();
                }

                @Override
                public @Nullable Object next() {
                    return opened(elements.next(), holder);
                }

                @Override
                public void remove() {
                    elements.remove();
                }
            };
        }
    }

    private static class MapCopy extends AbstractMap<@Nullable Object, @Nullable Object> {
        private final Map<@Nullable Object, @Nullable Object> entries;

        MapCopy(Map<@Nullable Object, @Nullable Object> entries) {
            this.entries = entries;
        }

        @Override
        public @Nullable Object get(@Nullable Object key) {
            return entries.get(key);
        }

        @Override
        public boolean containsKey(@Nullable Object key) {
            return entries.containsKey(key);
        }

        @Override
        public @Nullable Object put(@Nullable Object key, @Nullable Object value) {
            throw refusal("map");
        }

        @Override
        public @Nullable Object remove(@Nullable Object key) {
            throw refusal("map");
        }

        @Override
        public Set<Entry<@Nullable Object, @Nullable Object>> entrySet() {
            return new Entries(this);
        }

        /** Returns an entry as who goes over the map sees it. */
        Entry<@Nullable Object, @Nullable Object> entry(Entry<@Nullable Object, @Nullable Object> entry) {
            return new EntryOfCopy(entry);
        }
    }

    private static final class MapInPart extends MapCopy {
        private final String holder;

        MapInPart(Map<@Nullable Object, @Nullable Object> entries, String holder) {
            super(entries);
            this.holder = holder;
        }

        @Override
        public @Nullable Object get(@Nullable Object key) {
            return opened(super.get(key), holder);
        }

        @Override
        Entry<@Nullable Object, @Nullable Object> entry(Entry<@Nullable Object, @Nullable Object> entry) {
            return new EntryInPart(entry, holder);
        }
    }

    private static final class EntryInPart extends EntryOfCopy {
        private static final long serialVersionUID = 1L;

        private final String holder;

        EntryInPart(Map.Entry<@Nullable Object, @Nullable Object> entry, String holder) {
            super(entry);
            this.holder = holder;
        }

        @Override
        public @Nullable Object getKey() {
            return opened(super.getKey(), holder);
        }

        @Override
        public @Nullable Object getValue() {
            return opened(super.getValue(), holder);
        }
    }

    private static final class Entries extends AbstractSet<Map.Entry<@Nullable Object, @Nullable Object>> {
        private final MapCopy map;

        Entries(MapCopy map) {
            this.map = map;
        }

        @Override
        public Iterator<Map.Entry<@Nullable Object, @Nullable Object>> iterator() {
            return new IteratorOfCopy<>("map", map.entries.entrySet().iterator()) {
                @Override
                public Map.Entry<@Nullable Object, @Nullable Object> next() {
                    return map.entry(super.next());
                }
            };
        }

        @Override
        public int size() {
            return map.entries.size();
        }
    }

    private static class EntryOfCopy extends AbstractMap.SimpleImmutableEntry<@Nullable Object, @Nullable Object> {
        private static final long serialVersionUID = 1L;

        EntryOfCopy(Map.Entry<@Nullable Object, @Nullable Object> entry) {
            super(entry);
        }

        @Override
        public @Nullable Object setValue(@Nullable Object value) {
            throw refusal("map");
        }
    }

    private static class IteratorOfCopy<T extends @Nullable Object> implements Iterator<T> {
        private final String what;
        private final Iterator<T> elements;

        IteratorOfCopy(String what, Iterator<T> elements) {
            this.what = what;
            this.elements = elements;
        }

        @Override
        public boolean hasNext() {
            return elements.hasNext();
        }

        @Override
        public T next() {
            return elements.next();
        }

        @Override
        public void remove() {
            throw refusal(what);
        }
    }
}
