package dev.steward.face.list;

import dev.steward.face.object.Face;
import dev.steward.face.object.PlainResults;
import dev.steward.face.object.TypedReader;
import dev.steward.vocabulary.Operation;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.ListIterator;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * An iterator over a snapshot whose changes reach the shared list: each names its element by the stamp that the element
 * had, so that an element which moved is still found, and one that was changed meanwhile is left alone. Used by one
 * thread.
 */
final class StampedListIterator<E extends @Nullable Object> implements ListIterator<E> {

    /** Stands for the place behind the last element. */
    static final long THE_END = 0;

    private static final int NONE = -1;

    private final Face list;
    private final TypedReader<E> reader;
    private final List<@Nullable Object> elements;
    private final List<Long> stamps;
    private final long next;
    private final Consumer<IntSupplier> steps;
    private int cursor;
    private int last = NONE;

    /**
     * An iterator.
     *
     * @param list the list
     * @param reader tells who wants an element that cannot be read
     * @param elements a copy of the elements to go over
     * @param stamps a copy of their stamps
     * @param next the stamp of the element behind them, or {@link #THE_END}
     * @param cursor where to begin
     * @param steps makes a step that returns by how many elements the list grew
     */
    StampedListIterator(
            Face list,
            TypedReader<E> reader,
            List<@Nullable Object> elements,
            List<Long> stamps,
            long next,
            int cursor,
            Consumer<IntSupplier> steps) {
        this.list = list;
        this.reader = reader;
        this.elements = elements;
        this.stamps = stamps;
        this.next = next;
        this.cursor = cursor;
        this.steps = steps;
    }

    @Override
    public boolean hasNext() {
        return cursor < elements.size();
    }

    @Override
    public E next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        last = cursor++;
        return reader.opened(elements.get(last));
    }

    @Override
    public boolean hasPrevious() {
        return cursor > 0;
    }

    @Override
    public E previous() {
        if (!hasPrevious()) {
            throw new NoSuchElementException();
        }
        last = --cursor;
        return reader.opened(elements.get(last));
    }

    @Override
    public int nextIndex() {
        return cursor;
    }

    @Override
    public int previousIndex() {
        return cursor - 1;
    }

    @Override
    public void remove() {
        checkLast();
        steps.accept(() -> {
            if (!PlainResults.booleanOf(list.call(Operation.LIST_REMOVE_IF, stamps.get(last)))) {
                throw changed();
            }
            return -1;
        });
        elements.remove(last);
        stamps.remove(last);
        if (last < cursor) {
            cursor--;
        }
        last = NONE;
    }

    @Override
    public void set(E element) {
        checkLast();
        long stamp = PlainResults.longOf(list.call(Operation.LIST_SET_IF, stamps.get(last), element));
        if (stamp == 0) {
            throw changed();
        }
        elements.set(last, element);
        stamps.set(last, stamp);
    }

    @Override
    public void add(E element) {
        long before = cursor < stamps.size() ? stamps.get(cursor) : next;
        steps.accept(() -> {
            long stamp = PlainResults.longOf(list.call(Operation.LIST_INSERT_IF, before, element));
            if (stamp == 0) {
                throw changed();
            }
            stamps.add(cursor, stamp);
            return 1;
        });
        elements.add(cursor, element);
        cursor++;
        last = NONE;
    }

    private void checkLast() {
        if (last == NONE) {
            throw new IllegalStateException("no element: call next() or previous() first");
        }
    }

    private ConcurrentModificationException changed() {
        return new ConcurrentModificationException(
                list.describeCall() + ": that element was changed or removed since this iterator read it");
    }
}
