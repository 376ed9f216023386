package dev.steward.face.set;

import static java.util.Objects.requireNonNull;

import dev.steward.api.AsyncSet;
import dev.steward.api.SharedSet;
import dev.steward.api.Type;
import dev.steward.face.dict.KeyRules;
import dev.steward.face.object.Attempts;
import dev.steward.face.object.CollectionFace;
import dev.steward.face.object.Face;
import dev.steward.face.object.ObjectCaller;
import dev.steward.face.object.PlainResults;
import dev.steward.face.object.Preview;
import dev.steward.face.object.StampedIterator;
import dev.steward.face.object.TypedReader;
import dev.steward.vocabulary.Operation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * {@link Set} over the operations of a set. One method is one call, except {@link #removeIf}, whose filter runs here: it
 * reads the set with its sequence number and removes if the set is still as of that number, else starts over. Elements
 * are checked by {@link KeyRules} before anything is sent.
 *
 * @param <E> the type of the elements
 */
public final class SharedSetFace<E> extends CollectionFace<E> implements SharedSet<E> {

    private final TypedReader<E> elements;

    public SharedSetFace(ObjectCaller caller, Type<?> type) {
        super(caller, type);
        this.elements = new TypedReader<>(type.argument(0), caller::label);
    }

    @Override
    public Face with(ObjectCaller caller, Type<?> type) {
        return new SharedSetFace<>(caller, type);
    }

    @Override
    public AsyncSet<E> async() {
        return new AsyncSetFace<>(this);
    }

    /**
     * Returns all elements that a set is to hold, checked.
     *
     * @param holder names the set and what is asked of it, for the message
     */
    public static List<Object> checked(Collection<?> added, Supplier<String> holder) {
        List<Object> checked = new ArrayList<>(added.size());
        for (Object element : added) {
            checked.add(checked(element, holder));
        }
        return checked;
    }

    private static Object checked(@Nullable Object element, Supplier<String> holder) {
        KeyRules.checkElement(element, holder);
        return requireNonNull(element);
    }

    /** Returns the element if it can be one. */
    Object element(@Nullable Object element) {
        return checked(element, this::describeCall);
    }

    /** Returns all of them if they can be elements. */
    List<Object> elements(Collection<?> added) {
        return checked(added, this::describeCall);
    }

    /** Returns those that can be elements: no other is in any set. */
    static List<?> possible(Collection<?> looked) {
        return looked.stream().filter(KeyRules::allows).toList();
    }

    /** Returns an element that was taken out; null stands for none. */
    @Nullable
    E elementOrNull(@Nullable Object result) {
        return elements.readOld(result);
    }

    /** Returns the elements of a result, unmodifiable. */
    Set<E> readSet(@Nullable Object result) {
        return elements.readSet(result);
    }

    /** Returns of the elements of a stamped copy those that a filter matches, as they came. */
    List<Object> matching(List<?> stamped, Predicate<? super E> filter) {
        List<?> raw = PlainResults.listOf(stamped.get(1));
        List<E> read = elements.readCopy(raw);
        List<Object> matching = new ArrayList<>();
        for (int i = 0; i < read.size(); i++) {
            if (filter.test(read.get(i))) {
                matching.add(raw.get(i));
            }
        }
        return matching;
    }

    @Override
    public int size() {
        return PlainResults.intOf(call(Operation.SET_SIZE));
    }

    @Override
    public boolean contains(@Nullable Object element) {
        return PlainResults.booleanOf(call(Operation.SET_CONTAINS, element(element)));
    }

    @Override
    public boolean containsAll(Collection<?> wanted) {
        List<?> all = new ArrayList<>(wanted);
        return all.stream().allMatch(KeyRules::allows) && PlainResults.booleanOf(call(Operation.SET_CONTAINS_ALL, all));
    }

    @Override
    public boolean add(E element) {
        return PlainResults.booleanOf(call(Operation.SET_ADD, element(element)));
    }

    @Override
    public boolean addAll(Collection<? extends E> added) {
        return PlainResults.booleanOf(call(Operation.SET_ADD_ALL, elements(added)));
    }

    @Override
    public boolean remove(@Nullable Object element) {
        return PlainResults.booleanOf(call(Operation.SET_REMOVE, element(element)));
    }

    @Override
    public boolean removeAll(Collection<?> unwanted) {
        return PlainResults.booleanOf(call(Operation.SET_REMOVE_ALL, possible(unwanted)));
    }

    @Override
    public boolean retainAll(Collection<?> wanted) {
        return PlainResults.booleanOf(call(Operation.SET_RETAIN_ALL, possible(wanted)));
    }

    @Override
    public boolean removeIf(Predicate<? super E> filter) {
        requireNonNull(filter);
        for (Attempts attempts = new Attempts(this); ; attempts.next()) {
            List<?> stamped = stamped();
            List<Object> unwanted = attempts.run(() -> matching(stamped, filter));
            if (unwanted.isEmpty()) {
                return false;
            }
            if (PlainResults.booleanOf(call(Operation.SET_REMOVE_IF, stamped.get(0), unwanted))) {
                return true;
            }
        }
    }

    @Override
    public boolean toggleAll(Collection<? extends E> toggled) {
        return PlainResults.booleanOf(call(Operation.SET_TOGGLE_ALL, elements(toggled)));
    }

    @Override
    public void clear() {
        call(Operation.SET_CLEAR);
    }

    @Override
    public @Nullable E pollFirst() {
        return elementOrNull(call(Operation.SET_POLL_FIRST));
    }

    @Override
    public Set<E> union(Collection<? extends E> others) {
        return readSet(call(Operation.SET_UNION, elements(others)));
    }

    @Override
    public Set<E> intersection(Collection<?> others) {
        return readSet(call(Operation.SET_INTERSECTION, possible(others)));
    }

    @Override
    public Set<E> difference(Collection<?> others) {
        return readSet(call(Operation.SET_DIFFERENCE, possible(others)));
    }

    @Override
    public Set<E> symmetricDifference(Collection<? extends E> others) {
        return readSet(call(Operation.SET_SYMMETRIC_DIFFERENCE, elements(others)));
    }

    @Override
    public Set<E> snapshot() {
        return readSet(call(Operation.SET_SNAPSHOT));
    }

    @Override
    public Iterator<E> iterator() {
        List<?> stamped = stamped();
        return new StampedIterator<>(
                elements,
                PlainResults.listOf(stamped.get(1)),
                PlainResults.listOf(stamped.get(2)),
                false,
                new StampedRemover(this));
    }

    /** Returns {@code [sequence, elements, stamps]}. */
    private List<?> stamped() {
        return PlainResults.listOf(call(Operation.SET_STAMPED), 3);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof Set<?> && (sameObject(other) || snapshot().equals(other)));
    }

    @Override
    public int hashCode() {
        return snapshot().hashCode();
    }

    @Override
    public String preview(Preview preview) {
        int size = preview.size(Operation.SET_SIZE);
        if (size > Preview.MOST_READ) {
            return Preview.elements(List.of(), size);
        }
        List<?> read = PlainResults.listOf(preview.call(Operation.SET_SNAPSHOT));
        return Preview.elements(read, read.size());
    }
}
