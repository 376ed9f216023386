package dev.steward.face.list;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.ListIterator;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A live view of a shared list from its end to its beginning. What needs no index is one step on the list; an index is
 * counted from the size, which is a step before. Safe for any number of threads.
 *
 * @param <E> the type of the elements
 */
final class ReversedListView<E extends @Nullable Object> extends ListView<E> {

    private final SharedListFace<E> list;

    ReversedListView(SharedListFace<E> list) {
        this.list = list;
    }

    /** Returns the list. */
    // Of Java 21; without an annotation, for 17.
    public List<E> reversed() {
        return list;
    }

    @Override
    public int size() {
        return list.size();
    }

    private int place(int index) {
        int size = list.size();
        return size - 1 - Objects.checkIndex(index, size);
    }

    private int gap(int index) {
        int size = list.size();
        return size - Objects.checkIndex(index, size + 1);
    }

    @Override
    public E get(int index) {
        return list.get(place(index));
    }

    @Override
    public E set(int index, E element) {
        return list.set(place(index), element);
    }

    @Override
    public boolean add(E element) {
        list.addFirst(element);
        return true;
    }

    @Override
    public void add(int index, E element) {
        list.add(gap(index), element);
    }

    @Override
    public boolean addAll(Collection<? extends E> added) {
        return list.addAll(0, backwards(added));
    }

    @Override
    public boolean addAll(int index, Collection<? extends E> added) {
        return list.addAll(gap(index), backwards(added));
    }

    private static <T extends @Nullable Object> List<T> backwards(Collection<? extends T> elements) {
        List<T> backwards = new ArrayList<>(elements);
        Collections.reverse(backwards);
        return backwards;
    }

    @Override
    public E remove(int index) {
        return list.remove(place(index));
    }

    @Override
    public boolean remove(@Nullable Object element) {
        return list.edit(copy -> {
            int index = copy.lastIndexOf(element);
            if (index < 0) {
                return false;
            }
            copy.remove(index);
            return true;
        });
    }

    // The ends, which Java 21 gives every list; without annotations, for 17.

    /** Returns the first element of the view, the last of the list. */
    public E getFirst() {
        return list.getLast();
    }

    /** Returns the last element of the view, the first of the list. */
    public E getLast() {
        return list.getFirst();
    }

    /** Puts an element before all others of the view, behind those of the list. */
    public void addFirst(E element) {
        list.addLast(element);
    }

    /** Puts an element behind all others of the view, before those of the list. */
    public void addLast(E element) {
        list.addFirst(element);
    }

    /** Removes and returns the first element of the view, the last of the list. */
    public E removeFirst() {
        return list.removeLast();
    }

    /** Removes and returns the last element of the view, the first of the list. */
    public E removeLast() {
        return list.removeFirst();
    }

    @Override
    public boolean contains(@Nullable Object element) {
        return list.contains(element);
    }

    @Override
    public boolean containsAll(Collection<?> wanted) {
        return list.containsAll(wanted);
    }

    @Override
    public int indexOf(@Nullable Object element) {
        return snapshot().indexOf(element);
    }

    @Override
    public int lastIndexOf(@Nullable Object element) {
        return snapshot().lastIndexOf(element);
    }

    @Override
    public boolean removeAll(Collection<?> unwanted) {
        return list.removeAll(unwanted);
    }

    @Override
    public boolean retainAll(Collection<?> wanted) {
        return list.retainAll(wanted);
    }

    @Override
    public boolean removeIf(Predicate<? super E> filter) {
        requireNonNull(filter);
        return list.edit(copy -> edit(copy, backwards -> backwards.removeIf(filter)));
    }

    @Override
    public void replaceAll(UnaryOperator<E> operator) {
        requireNonNull(operator);
        list.edit(copy -> edit(copy, backwards -> {
            backwards.replaceAll(operator);
            return true;
        }));
    }

    @Override
    public void sort(@Nullable Comparator<? super E> comparator) {
        list.edit(copy -> edit(copy, backwards -> {
            backwards.sort(comparator);
            return true;
        }));
    }

    /** Changes a copy of the list by what an edit makes of it in the order of the view. */
    private static <T extends @Nullable Object> boolean edit(List<T> copy, Predicate<List<T>> edit) {
        List<T> backwards = backwards(copy);
        boolean changed = edit.test(backwards);
        copy.clear();
        copy.addAll(backwards(backwards));
        return changed;
    }

    @Override
    public void clear() {
        list.clear();
    }

    @Override
    List<E> snapshot() {
        return Collections.unmodifiableList(backwards(list.snapshot()));
    }

    @Override
    public ListIterator<E> listIterator(int index) {
        return new Backwards<>(list, index);
    }

    @Override
    public String toString() {
        return snapshot().toString();
    }

    /** Goes over a list backwards, by an iterator of the list: what is next here is previous there. Used by one thread. */
    private static final class Backwards<E extends @Nullable Object> implements ListIterator<E> {

        private final ListIterator<E> forwards;
        private final int size;
        /** By how many elements the list grew through this. */
        private int grown;
        /** What was added last is no element that can be set or removed. */
        private boolean added;

        Backwards(SharedListFace<E> list, int index) {
            ListIterator<E> atEnd = list.listIteratorAtEnd(index);
            this.size = atEnd.nextIndex() + index;
            this.forwards = atEnd;
        }

        @Override
        public boolean hasNext() {
            return forwards.hasPrevious();
        }

        @Override
        public E next() {
            E element = forwards.previous();
            added = false;
            return element;
        }

        @Override
        public boolean hasPrevious() {
            return forwards.hasNext();
        }

        @Override
        public E previous() {
            E element = forwards.next();
            added = false;
            return element;
        }

        @Override
        public int nextIndex() {
            return size + grown - forwards.nextIndex();
        }

        @Override
        public int previousIndex() {
            return nextIndex() - 1;
        }

        @Override
        public void remove() {
            requireElement();
            forwards.remove();
            grown--;
        }

        @Override
        public void set(E element) {
            requireElement();
            forwards.set(element);
        }

        @Override
        public void add(E element) {
            forwards.add(element);
            forwards.previous();
            grown++;
            added = true;
        }

        private void requireElement() {
            if (added) {
                throw new IllegalStateException("no element: call next() or previous() first");
            }
        }
    }
}
