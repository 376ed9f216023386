package dev.steward.face.list;

import static java.util.Objects.requireNonNull;

import dev.steward.face.object.Attempts;
import dev.steward.face.object.PlainResults;
import dev.steward.face.object.Preview;
import dev.steward.vocabulary.Operation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.ListIterator;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A live part of a shared list: the indexes from one to before another. It knows its own length and follows changes made
 * through itself; others that make the list shorter or longer shift what it shows, as with Python's slices. Each method
 * is one step on the whole list.
 *
 * <p>Safe for any number of threads: those that use one part, or parts of it, take turns, because where it ends is known
 * here only. No function of the caller runs in a turn.
 *
 * <p>A part of a part lies where the outer one is known to be. When the outer one becomes longer or shorter, and not
 * through it, it cannot know any more what is its own: its methods throw {@link ConcurrentModificationException}, as those
 * of {@link ArrayList} do.
 *
 * @param <E> the type of the elements
 */
final class SharedListRange<E extends @Nullable Object> extends ListView<E> {

    private final SharedListFace<E> list;
    private final @Nullable SharedListRange<E> outer;
    private final int from;
    /** Whose turn it is; one for a part and all parts of it. */
    private final ReentrantLock turn;
    // Changed in a turn only.
    private volatile int length;
    // In a turn only: how often this part became longer or shorter, and how often the outer one had when this was
    // right.
    private int resizes;
    private int resizesOfOuter;

    SharedListRange(SharedListFace<E> list, int from, int to) {
        this(list, null, new ReentrantLock(), from, to);
    }

    private SharedListRange(
            SharedListFace<E> list, @Nullable SharedListRange<E> outer, ReentrantLock turn, int from, int to) {
        this.list = list;
        this.outer = outer;
        this.turn = turn;
        this.from = from;
        this.length = to - from;
        this.resizesOfOuter = outer == null ? 0 : outer.resizes;
    }

    /** Runs something in a turn. */
    private <T extends @Nullable Object> T inTurn(Supplier<T> step) {
        turn.lock();
        try {
            requireInPlace();
            return step.get();
        } finally {
            turn.unlock();
        }
    }

    private void requireInPlace() {
        if (outer != null) {
            outer.requireInPlace();
            if (outer.resizes != resizesOfOuter) {
                throw new ConcurrentModificationException(
                        "the part that this part was taken of became longer or shorter: take this one again");
            }
        }
    }

    /** Returns the length of this part. Does not call the server. */
    @Override
    public int size() {
        return length;
    }

    private int to() {
        return from + length;
    }

    /** In a turn: the part has become longer by so much. */
    private void resized(int delta) {
        if (delta == 0) {
            return;
        }
        int longer = length + delta;
        length = longer;
        resizes++;
        if (outer != null) {
            outer.resized(delta);
            resizesOfOuter = outer.resizes;
        }
    }

    @Override
    public E get(int index) {
        return inTurn(() -> list.get(from + Objects.checkIndex(index, length)));
    }

    @Override
    public E set(int index, E element) {
        return inTurn(() -> list.set(from + Objects.checkIndex(index, length), element));
    }

    @Override
    public boolean add(E element) {
        return inTurn(() -> {
            list.add(to(), element);
            resized(1);
            return true;
        });
    }

    @Override
    public void add(int index, E element) {
        inTurn(() -> {
            list.add(from + Objects.checkIndex(index, length + 1), element);
            resized(1);
            return true;
        });
    }

    @Override
    public boolean addAll(Collection<? extends E> added) {
        List<E> copy = new ArrayList<>(added);
        return inTurn(() -> insertAll(length, copy));
    }

    @Override
    public boolean addAll(int index, Collection<? extends E> added) {
        List<E> copy = new ArrayList<>(added);
        return inTurn(() -> insertAll(index, copy));
    }

    private boolean insertAll(int index, List<E> added) {
        list.addAll(from + Objects.checkIndex(index, length + 1), added);
        resized(added.size());
        return !added.isEmpty();
    }

    @Override
    public E remove(int index) {
        return inTurn(() -> {
            E removed = list.remove(from + Objects.checkIndex(index, length));
            resized(-1);
            return removed;
        });
    }

    @Override
    public boolean remove(@Nullable Object element) {
        return inTurn(() -> {
            boolean removed = PlainResults.booleanOf(ask(Operation.LIST_RANGE_REMOVE, element));
            if (removed) {
                resized(-1);
            }
            return removed;
        });
    }

    @Override
    public boolean removeAll(Collection<?> unwanted) {
        return removeMany(Operation.LIST_RANGE_REMOVE_ALL, unwanted);
    }

    @Override
    public boolean retainAll(Collection<?> wanted) {
        return removeMany(Operation.LIST_RANGE_RETAIN_ALL, wanted);
    }

    private boolean removeMany(Operation operation, Collection<?> others) {
        List<?> copy = new ArrayList<>(others);
        return inTurn(() -> {
            int removed = PlainResults.intOf(ask(operation, copy));
            resized(-removed);
            return removed > 0;
        });
    }

    /** In a turn: asks something about this part, with one argument. */
    private @Nullable Object ask(Operation operation, @Nullable Object argument) {
        return list.call(operation, from, to(), argument);
    }

    @Override
    public boolean removeIf(Predicate<? super E> filter) {
        requireNonNull(filter);
        return edit(part -> part.removeIf(filter));
    }

    @Override
    public void clear() {
        inTurn(() -> {
            removeFromTo(0, length);
            return true;
        });
    }

    @Override
    protected void removeRange(int start, int stop) {
        inTurn(() -> {
            removeFromTo(start, stop);
            return true;
        });
    }

    private void removeFromTo(int start, int stop) {
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

    /** Changes this part in one step by what an edit makes of a copy; the edit runs again if anything changed meanwhile. */
    private boolean edit(Predicate<List<E>> edit) {
        for (Attempts attempts = new Attempts(list); ; attempts.next()) {
            Copy<E> read = inTurn(() -> {
                List<?> stamped = list.stamped();
                List<E> all = list.readCopy(stamped.get(1));
                return new Copy<>(stamped.get(0), all, checked(all), length);
            });
            if (!attempts.run(() -> edit.test(read.part()))) {
                return false;
            }
            boolean written = inTurn(() -> {
                boolean same = read.length() == length
                        && PlainResults.booleanOf(list.call(Operation.LIST_REPLACE_IF, read.sequence(), read.all()));
                if (same) {
                    resized(read.part().size() - length);
                }
                return same;
            });
            if (written) {
                return true;
            }
        }
    }

    /**
     * The list as it was read, to be changed through a part.
     *
     * @param sequence as of which number
     * @param all a copy of its elements
     * @param part this part of the copy
     * @param length the length of this part then
     */
    private record Copy<E extends @Nullable Object>(
            @Nullable Object sequence, List<E> all, List<E> part, int length) {}

    /** Makes a step that may make the list longer or shorter, by what it returns. */
    private void resize(IntSupplier step) {
        inTurn(() -> {
            resized(step.getAsInt());
            return true;
        });
    }

    // Others may have made the list shorter than this part reaches.
    private <T> List<T> checked(List<T> all) {
        int to = to();
        Objects.checkFromToIndex(from, to, all.size());
        return all.subList(from, to);
    }

    @Override
    List<E> snapshot() {
        return inTurn(() -> list.snapshot(from, to()));
    }

    @Override
    public boolean contains(@Nullable Object element) {
        return find(Operation.LIST_RANGE_INDEX_OF, element) >= 0;
    }

    @Override
    public boolean containsAll(Collection<?> wanted) {
        List<?> copy = new ArrayList<>(wanted);
        return inTurn(() -> PlainResults.booleanOf(ask(Operation.LIST_RANGE_CONTAINS_ALL, copy)));
    }

    @Override
    public int indexOf(@Nullable Object element) {
        return find(Operation.LIST_RANGE_INDEX_OF, element);
    }

    @Override
    public int lastIndexOf(@Nullable Object element) {
        return find(Operation.LIST_RANGE_LAST_INDEX_OF, element);
    }

    /** Returns an index in this part, or -1. */
    private int find(Operation operation, @Nullable Object element) {
        int found = inTurn(() -> PlainResults.intOf(ask(operation, element)));
        return found < 0 ? -1 : found - from;
    }

    @Override
    public ListIterator<E> listIterator(int index) {
        return inTurn(() -> {
            List<?> stamped = list.stamped();
            List<?> part = checked(PlainResults.listOf(stamped.get(1)));
            Objects.checkIndex(index, part.size() + 1);
            return list.stampedIterator(stamped, from, from + part.size(), index, this::resize);
        });
    }

    @Override
    public List<E> subList(int start, int stop) {
        return inTurn(() -> {
            SharedListFace.checkPart(start, stop, length);
            return new SharedListRange<>(list, this, turn, from + start, from + stop);
        });
    }

    /** Shows at most {@value Preview#MOST_ELEMENTS} elements, waits at most a second, and never throws. */
    @Override
    public String toString() {
        return list.shown(preview -> list.preview(preview, from, to()));
    }
}
