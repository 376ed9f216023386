package dev.steward.face.list;

import static java.util.Objects.requireNonNull;

import dev.steward.api.AsyncList;
import dev.steward.face.object.AsyncFace;
import dev.steward.face.object.Edit;
import dev.steward.face.object.PlainResults;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The asynchronous methods of a {@link SharedListFace}.
 *
 * @param <E> the type of the elements
 */
final class AsyncListFace<E extends @Nullable Object> extends AsyncFace<SharedListFace<E>> implements AsyncList<E> {

    AsyncListFace(SharedListFace<E> face) {
        super(face);
    }

    @Override
    public CompletableFuture<Integer> size() {
        return submit(PlainResults::intOf, Operation.LIST_SIZE);
    }

    @Override
    public CompletableFuture<Boolean> isEmpty() {
        return submit(size -> PlainResults.intOf(size) == 0, Operation.LIST_SIZE);
    }

    @Override
    public CompletableFuture<Boolean> contains(@Nullable Object element) {
        return submit(PlainResults::booleanOf, Operation.LIST_CONTAINS, element);
    }

    @Override
    public CompletableFuture<Boolean> containsAll(Collection<?> wanted) {
        return submitAll(Operation.LIST_CONTAINS_ALL, wanted);
    }

    @Override
    public CompletableFuture<Integer> indexOf(@Nullable Object element) {
        return submit(PlainResults::intOf, Operation.LIST_INDEX_OF, element);
    }

    @Override
    public CompletableFuture<Integer> lastIndexOf(@Nullable Object element) {
        return submit(PlainResults::intOf, Operation.LIST_LAST_INDEX_OF, element);
    }

    @Override
    public CompletableFuture<E> get(int index) {
        return attempt(() -> submit(face()::read, Operation.LIST_GET, face().notNegative(index)));
    }

    @Override
    public CompletableFuture<E> getFirst() {
        return end(Operation.LIST_GET, SharedListFace.FIRST);
    }

    @Override
    public CompletableFuture<E> getLast() {
        return end(Operation.LIST_GET, SharedListFace.LAST);
    }

    @Override
    public CompletableFuture<E> set(int index, E element) {
        return attempt(() -> submit(face()::read, Operation.LIST_SET, face().notNegative(index), element));
    }

    @Override
    public CompletableFuture<Boolean> add(E element) {
        return submit(done -> true, Operation.LIST_ADD, element);
    }

    @Override
    public CompletableFuture<@Nullable Void> add(int index, E element) {
        return attempt(() -> submitVoid(Operation.LIST_INSERT, face().notNegative(index), element));
    }

    @Override
    public CompletableFuture<@Nullable Void> addFirst(E element) {
        return add(0, element);
    }

    @Override
    public CompletableFuture<@Nullable Void> addLast(E element) {
        return submitVoid(Operation.LIST_ADD, element);
    }

    @Override
    public CompletableFuture<Boolean> addAll(Collection<? extends E> added) {
        return submitAll(Operation.LIST_ADD_ALL, added);
    }

    @Override
    public CompletableFuture<Boolean> addAll(int index, Collection<? extends E> added) {
        return attempt(() -> submit(
                PlainResults::booleanOf, Operation.LIST_INSERT_ALL, face().notNegative(index), new ArrayList<>(added)));
    }

    @Override
    public CompletableFuture<E> remove(int index) {
        return attempt(() -> submit(face()::read, Operation.LIST_REMOVE_AT, face().notNegative(index)));
    }

    @Override
    public CompletableFuture<Boolean> remove(@Nullable Object element) {
        return submit(PlainResults::booleanOf, Operation.LIST_REMOVE, element);
    }

    @Override
    public CompletableFuture<E> removeFirst() {
        return end(Operation.LIST_REMOVE_AT, SharedListFace.FIRST);
    }

    @Override
    public CompletableFuture<E> removeLast() {
        return end(Operation.LIST_REMOVE_AT, SharedListFace.LAST);
    }

    private CompletableFuture<E> end(Operation operation, int index) {
        return submit(
                failure -> {
                    throw failure.status() == Status.INDEX
                            ? new NoSuchElementException(face().describe(operation) + ": the list is empty")
                            : face().failed(failure, operation);
                },
                face()::read,
                operation,
                index);
    }

    @Override
    public CompletableFuture<Boolean> removeAll(Collection<?> unwanted) {
        return submitAll(Operation.LIST_REMOVE_ALL, unwanted);
    }

    @Override
    public CompletableFuture<Boolean> retainAll(Collection<?> wanted) {
        return submitAll(Operation.LIST_RETAIN_ALL, wanted);
    }

    private CompletableFuture<Boolean> submitAll(Operation operation, Collection<?> elements) {
        return attempt(() -> submit(PlainResults::booleanOf, operation, new ArrayList<>(elements)));
    }

    @Override
    public CompletableFuture<Boolean> removeIf(Predicate<? super E> filter) {
        return attempt(() -> {
            requireNonNull(filter);
            return edit(list -> list.removeIf(filter));
        });
    }

    @Override
    public CompletableFuture<@Nullable Void> replaceAll(UnaryOperator<E> operator) {
        return attempt(() -> {
            requireNonNull(operator);
            return change(list -> {
                list.replaceAll(operator);
                return true;
            });
        });
    }

    @Override
    public CompletableFuture<@Nullable Void> sort(@Nullable Comparator<? super E> comparator) {
        if (comparator == null) {
            return submitVoid(Operation.LIST_SORT, false);
        }
        return change(list -> {
            list.sort(comparator);
            return true;
        });
    }

    private CompletableFuture<@Nullable Void> change(Predicate<List<E>> change) {
        return edited(change, changed -> null);
    }

    private CompletableFuture<Boolean> edit(Predicate<List<E>> change) {
        return edited(change, changed -> changed);
    }

    private <T extends @Nullable Object> CompletableFuture<T> edited(
            Predicate<List<E>> change, Function<Boolean, T> result) {
        return Edit.<List<?>, T>begin(
                face(), () -> submit(read -> PlainResults.listOf(read, 3), Operation.LIST_STAMPED), stamped -> {
                    List<E> copy = face().readCopy(stamped.get(1));
                    if (!change.test(copy)) {
                        return Edit.Decision.leave(result.apply(false));
                    }
                    return new Edit.Decision<>(
                            result.apply(true),
                            () -> submit(PlainResults::booleanOf, Operation.LIST_REPLACE_IF, stamped.get(0), copy));
                });
    }

    @Override
    public CompletableFuture<@Nullable Void> reverse() {
        return submitVoid(Operation.LIST_REVERSE);
    }

    @Override
    public CompletableFuture<@Nullable Void> repeat(int times) {
        return attempt(() -> submitVoid(Operation.LIST_REPEAT, face().times(times)));
    }

    @Override
    public CompletableFuture<@Nullable Void> clear() {
        return submitVoid(Operation.LIST_CLEAR);
    }

    @Override
    public CompletableFuture<List<E>> snapshot() {
        return submit(face()::readAll, Operation.LIST_SNAPSHOT);
    }
}
