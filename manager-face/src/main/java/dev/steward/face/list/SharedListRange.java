package dev.steward.face.list;

import static java.util.Objects.requireNonNull;

import dev.steward.face.object.PlainResults;
import dev.steward.face.object.Preview;
import dev.steward.vocabulary.Operation;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.ListIterator;
import java.util.Objects;
import java.util.Spliterator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A live part of a shared list: the indexes from one to before another. It knows its own length and follows changes made
 * through itself; others that make the list shorter or longer shift what it shows, as with Python's slices. Each method
 * is one step on the whole list. Safe for any number of threads.
 *
 * @param <E> the type of the elements
 */
final class SharedListRange<E extends @Nullable Object> extends AbstractList<E> {

    private final SharedListFace<E> list;
    private final @Nullable SharedListRange<E> outer;
    private final int from;
    private final AtomicInteger length;

    SharedListRange(SharedListFace<E> list, int from, int to) {
        this(list, null, from, to);
    }

    private SharedListRange(SharedListFace<E> list, @Nullable SharedListRange<E> outer, int from, int to) {
        this.list = list;
        this.outer = outer;
        this.from = from;
        this.length = new AtomicInteger(to - from);
    }

    /** Returns the length of this part. Does not call the server. */
    @Override
    public int size() {
        return length.get();
    }

    private int to() {
        return from + length.get();
    }

    private void resized(int delta) {
        length.addAndGet(delta);
        if (outer != null) {
            outer.resized(delta);
        }
    }

    @Override
    public E get(int index) {
        return list.get(from + Objects.checkIndex(index, size()));
    }

    @Override
    public E set(int index, E element) {
        return list.set(from + Objects.checkIndex(index, size()), element);
    }

    @Override
    public boolean add(E element) {
        add(size(), element);
        return true;
    }

    @Override
    public void add(int index, E element) {
        list.add(from + Objects.checkIndex(index, size() + 1), element);
        resized(1);
    }

    @Override
    public boolean addAll(Collection<? extends E> added) {
        return addAll(size(), added);
    }

    @Override
    public boolean addAll(int index, Collection<? extends E> added) {
        List<E> copy = new ArrayList<>(added);
        list.addAll(from + Objects.checkIndex(index, size() + 1), copy);
        resized(copy.size());
        return !copy.isEmpty();
    }

    @Override
    public E remove(int index) {
        E removed = list.remove(from + Objects.checkIndex(index, size()));
        resized(-1);
        return removed;
    }

    @Override
    public boolean remove(@Nullable Object element) {
        return edit(part -> part.remove(element));
    }

    @Override
    public boolean removeAll(Collection<?> unwanted) {
        Collection<?> copy = new HashSet<>(unwanted);
        return edit(part -> part.removeAll(copy));
    }

    @Override
    public boolean retainAll(Collection<?> wanted) {
        Collection<?> copy = new HashSet<>(wanted);
        return edit(part -> part.retainAll(copy));
    }

    @Override
    public boolean removeIf(Predicate<? super E> filter) {
        requireNonNull(filter);
        return edit(part -> part.removeIf(filter));
    }

    @Override
    public void clear() {
        removeRange(0, size());
    }

    @Override
    protected void removeRange(int start, int stop) {
        list.call(Operation.LIST_REMOVE_RANGE, from + start, from + stop);
        resized(start - stop);
    }

    @Override
    public void replaceAll(UnaryOperator<E> operator) {
        requireNonNull(operator);
        edit(part -> {
            part.replaceAll(operator);
            return true;
        });
    }

    @Override
    public void sort(@Nullable Comparator<? super E> comparator) {
        edit(part -> {
            part.sort(comparator);
            return true;
        });
    }

    /** Changes this part in one step by what an edit makes of a copy. */
    private boolean edit(Predicate<List<E>> edit) {
        int[] delta = new int[1];
        boolean changed = list.edit(all -> {
            List<E> part = checked(all);
            int before = part.size();
            boolean edited = edit.test(part);
            delta[0] = part.size() - before;
            return edited;
        });
        if (changed) {
            resized(delta[0]);
        }
        return changed;
    }

    // Others may have made the list shorter than this part reaches.
    private <T> List<T> checked(List<T> all) {
        int to = to();
        Objects.checkFromToIndex(from, to, all.size());
        return all.subList(from, to);
    }

    private List<E> snapshot() {
        return list.snapshot(from, to());
    }

    @Override
    public boolean contains(@Nullable Object element) {
        return snapshot().contains(element);
    }

    @Override
    public boolean containsAll(Collection<?> wanted) {
        return snapshot().containsAll(wanted);
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
    public @Nullable Object[] toArray() {
        return snapshot().toArray();
    }

    @Override
    public <T extends @Nullable Object> T[] toArray(T[] array) {
        return snapshot().toArray(array);
    }

    @Override
    public void forEach(Consumer<? super E> action) {
        snapshot().forEach(action);
    }

    @Override
    public Spliterator<E> spliterator() {
        return snapshot().spliterator();
    }

    @Override
    public Iterator<E> iterator() {
        return listIterator(0);
    }

    @Override
    public ListIterator<E> listIterator(int index) {
        List<?> stamped = list.stamped();
        List<?> part = checked(PlainResults.listOf(stamped.get(1)));
        Objects.checkIndex(index, part.size() + 1);
        return list.stampedIterator(stamped, from, from + part.size(), index, this::resized);
    }

    @Override
    public List<E> subList(int start, int stop) {
        SharedListFace.checkPart(start, stop, size());
        return new SharedListRange<>(list, this, from + start, from + stop);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof List<?> && snapshot().equals(other));
    }

    @Override
    public int hashCode() {
        return snapshot().hashCode();
    }

    /** Shows at most {@value Preview#MOST_ELEMENTS} elements, waits at most a second, and never throws. */
    @Override
    public String toString() {
        return list.shown(preview -> list.preview(preview, from, to()));
    }
}
