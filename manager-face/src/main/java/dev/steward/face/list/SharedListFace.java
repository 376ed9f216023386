package dev.steward.face.list;

import static java.util.Objects.requireNonNull;

import dev.steward.api.AsyncList;
import dev.steward.api.SharedList;
import dev.steward.api.Type;
import dev.steward.face.failure.OperationFailedException;
import dev.steward.face.object.Attempts;
import dev.steward.face.object.CollectionFace;
import dev.steward.face.object.Face;
import dev.steward.face.object.ObjectCaller;
import dev.steward.face.object.PlainResults;
import dev.steward.face.object.Preview;
import dev.steward.face.object.TypedReader;
import dev.steward.vocabulary.Manner;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.ListIterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * {@link List} over the operations of a list. One method is one call, except where a function of the caller decides:
 * those read the list with its sequence number and write it back if it is still as of that number, else start over. Not
 * {@link java.util.RandomAccess}, so that the JDK's algorithms use an iterator, which is one call, not many gets.
 *
 * @param <E> the type of the elements
 */
public final class SharedListFace<E extends @Nullable Object> extends CollectionFace<E> implements SharedList<E> {

    /** Stand for the ends on the wire. */
    static final int FIRST = 0;

    static final int LAST = -1;

    private final TypedReader<E> elements;

    public SharedListFace(ObjectCaller caller, Type<?> type) {
        super(caller, type);
        this.elements = new TypedReader<>(type.argument(0), caller::label);
    }

    @Override
    public Face with(ObjectCaller caller, Type<?> type) {
        return new SharedListFace<>(caller, type);
    }

    @Override
    public AsyncList<E> async() {
        return new AsyncListFace<>(this);
    }

    /** Returns a result as the type of the elements. */
    E read(@Nullable Object result) {
        return elements.read(result);
    }

    /** Returns the elements of a result, unmodifiable. */
    List<E> readAll(@Nullable Object result) {
        return elements.readAll(result);
    }

    /** Returns the elements of a result in a new list. */
    List<E> readCopy(@Nullable Object result) {
        return elements.readCopy(result);
    }

    @Override
    public int size() {
        return PlainResults.intOf(call(Operation.LIST_SIZE));
    }

    @Override
    public boolean contains(@Nullable Object element) {
        return PlainResults.booleanOf(call(Operation.LIST_CONTAINS, element));
    }

    @Override
    public boolean containsAll(Collection<?> wanted) {
        return PlainResults.booleanOf(call(Operation.LIST_CONTAINS_ALL, new ArrayList<>(wanted)));
    }

    @Override
    public int indexOf(@Nullable Object element) {
        return PlainResults.intOf(call(Operation.LIST_INDEX_OF, element));
    }

    @Override
    public int lastIndexOf(@Nullable Object element) {
        return PlainResults.intOf(call(Operation.LIST_LAST_INDEX_OF, element));
    }

    @Override
    public E get(int index) {
        return elements.read(call(Operation.LIST_GET, notNegative(index)));
    }

    @Override
    public E set(int index, E element) {
        return elements.readOld(call(Operation.LIST_SET, notNegative(index), element));
    }

    @Override
    public boolean add(E element) {
        call(Operation.LIST_ADD, element);
        return true;
    }

    @Override
    public void add(int index, E element) {
        call(Operation.LIST_INSERT, notNegative(index), element);
    }

    @Override
    public boolean addAll(Collection<? extends E> added) {
        return PlainResults.booleanOf(call(Operation.LIST_ADD_ALL, new ArrayList<>(added)));
    }

    @Override
    public boolean addAll(int index, Collection<? extends E> added) {
        return PlainResults.booleanOf(call(Operation.LIST_INSERT_ALL, notNegative(index), new ArrayList<>(added)));
    }

    @Override
    public E remove(int index) {
        return elements.readOld(call(Operation.LIST_REMOVE_AT, notNegative(index)));
    }

    @Override
    public boolean remove(@Nullable Object element) {
        return PlainResults.booleanOf(call(Operation.LIST_REMOVE, element));
    }

    @Override
    public boolean removeAll(Collection<?> unwanted) {
        return PlainResults.booleanOf(call(Operation.LIST_REMOVE_ALL, new ArrayList<>(unwanted)));
    }

    @Override
    public boolean retainAll(Collection<?> wanted) {
        return PlainResults.booleanOf(call(Operation.LIST_RETAIN_ALL, new ArrayList<>(wanted)));
    }

    @Override
    public void clear() {
        call(Operation.LIST_CLEAR);
    }

    @Override
    public E getFirst() {
        return end(Operation.LIST_GET, FIRST);
    }

    @Override
    public E getLast() {
        return end(Operation.LIST_GET, LAST);
    }

    @Override
    public void addFirst(E element) {
        call(Operation.LIST_INSERT, FIRST, element);
    }

    @Override
    public void addLast(E element) {
        call(Operation.LIST_ADD, element);
    }

    @Override
    public E removeFirst() {
        return end(Operation.LIST_REMOVE_AT, FIRST);
    }

    @Override
    public E removeLast() {
        return end(Operation.LIST_REMOVE_AT, LAST);
    }

    private E end(Operation operation, int index) {
        try {
            Object end = caller().call(operation, index);
            return operation.manner() == Manner.READS ? elements.read(end) : elements.readOld(end);
        } catch (OperationFailedException failure) {
            if (failure.status() == Status.INDEX) {
                throw new NoSuchElementException(describe(operation) + ": the list is empty");
            }
            throw failed(failure, operation);
        }
    }

    @Override
    public void reverse() {
        call(Operation.LIST_REVERSE);
    }

    @Override
    public List<E> reversed() {
        return new ReversedListView<>(this);
    }

    @Override
    public void repeat(int times) {
        call(Operation.LIST_REPEAT, times(times));
    }

    /** Returns how often a list may be repeated, if it can be that. */
    int times(int times) {
        if (times < 0) {
            throw new IllegalArgumentException(
                    describe(Operation.LIST_REPEAT) + ": a list cannot stand there " + times + " times; 0 clears it");
        }
        return times;
    }

    /** In natural order the server sorts, if it understands the elements; with a comparator this process does. */
    @Override
    public void sort(@Nullable Comparator<? super E> comparator) {
        if (comparator == null) {
            call(Operation.LIST_SORT, false);
        } else {
            edit(list -> {
                list.sort(comparator);
                return true;
            });
        }
    }

    @Override
    public void replaceAll(UnaryOperator<E> operator) {
        requireNonNull(operator);
        edit(list -> {
            list.replaceAll(operator);
            return true;
        });
    }

    @Override
    public boolean removeIf(Predicate<? super E> filter) {
        requireNonNull(filter);
        return edit(list -> list.removeIf(filter));
    }

    /**
     * Changes the list in one step by what an edit makes of a copy. The edit runs again if the list was changed meanwhile.
     *
     * @param edit changes its argument and returns whether it did
     * @return what the last run of the edit returned
     */
    boolean edit(Predicate<List<E>> edit) {
        for (Attempts attempts = new Attempts(this); ; attempts.next()) {
            List<?> stamped = PlainResults.listOf(call(Operation.LIST_STAMPED), 3);
            List<E> copy = elements.readCopy(stamped.get(1));
            if (!attempts.run(() -> edit.test(copy))) {
                return false;
            }
            if (PlainResults.booleanOf(call(Operation.LIST_REPLACE_IF, stamped.get(0), copy))) {
                return true;
            }
        }
    }

    @Override
    public List<E> snapshot() {
        return elements.readAll(call(Operation.LIST_SNAPSHOT));
    }

    /** Returns a copy of a part. */
    List<E> snapshot(int from, int to) {
        return elements.readAll(call(Operation.LIST_SLICE, from, to));
    }

    @Override
    public Iterator<E> iterator() {
        return listIterator(0);
    }

    @Override
    public ListIterator<E> listIterator() {
        return listIterator(0);
    }

    @Override
    public ListIterator<E> listIterator(int index) {
        List<?> stamped = stamped();
        List<?> all = PlainResults.listOf(stamped.get(1));
        Objects.checkIndex(index, all.size() + 1);
        return stampedIterator(stamped, 0, all.size(), index, SharedListFace::runStep);
    }

    /** Returns an iterator that has so many elements behind it. */
    ListIterator<E> listIteratorAtEnd(int behind) {
        List<?> stamped = stamped();
        int size = PlainResults.listOf(stamped.get(1)).size();
        return stampedIterator(stamped, 0, size, size - Objects.checkIndex(behind, size + 1), SharedListFace::runStep);
    }

    private static void runStep(IntSupplier step) {
        int unused = step.getAsInt();
    }

    /** Returns {@code [sequence, elements, stamps]}. */
    List<?> stamped() {
        return PlainResults.listOf(call(Operation.LIST_STAMPED), 3);
    }

    /** Returns an iterator over a part of a stamped list. */
    ListIterator<E> stampedIterator(List<?> stamped, int from, int to, int index, Consumer<IntSupplier> steps) {
        List<?> stamps = PlainResults.listOf(stamped.get(2));
        List<Long> part = new ArrayList<>(to - from);
        for (Object stamp : stamps.subList(from, to)) {
            part.add(PlainResults.longOf(stamp));
        }
        long next = to < stamps.size() ? PlainResults.longOf(stamps.get(to)) : StampedListIterator.THE_END;
        List<@Nullable Object> copy =
                elements.readEach(PlainResults.listOf(stamped.get(1)).subList(from, to));
        return new StampedListIterator<>(this, elements, copy, part, next, index, steps);
    }

    @Override
    public List<E> subList(int from, int to) {
        checkPart(from, to, size());
        return new SharedListRange<>(this, from, to);
    }

    /** Refuses a part that there is not, as the JDK's lists do: what is out of range first, then what is upside down. */
    static void checkPart(int from, int to, int size) {
        if (from < 0 || to > size) {
            throw new IndexOutOfBoundsException("from " + from + " to " + to + " is out of bounds for length " + size);
        }
        if (from > to) {
            throw new IllegalArgumentException("a part cannot go from " + from + " to " + to);
        }
    }

    /** Returns the index if it can be one. */
    int notNegative(int index) {
        if (index < 0) {
            throw new IndexOutOfBoundsException(describeCall() + ": index " + index + " is negative");
        }
        return index;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof List<?> list
                        && (sameObject(other) || snapshot().equals(list)));
    }

    @Override
    public int hashCode() {
        return snapshot().hashCode();
    }

    @Override
    public String preview(Preview preview) {
        return preview(preview, 0, preview.size(Operation.LIST_SIZE));
    }

    /** Shows a part. */
    public String preview(Preview preview, int from, int to) {
        int shown = Math.min(to - from, Preview.MOST_ELEMENTS);
        List<?> first;
        try {
            first = PlainResults.listOf(preview.call(Operation.LIST_SLICE, from, from + shown));
        } catch (OperationFailedException shorterMeanwhile) {
            first = List.of();
        }
        return Preview.elements(first, to - from);
    }
}
