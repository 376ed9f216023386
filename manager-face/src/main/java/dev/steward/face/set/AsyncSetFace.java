package dev.steward.face.set;

import static java.util.Objects.requireNonNull;

import dev.steward.api.AsyncSet;
import dev.steward.face.dict.KeyRules;
import dev.steward.face.object.AsyncFace;
import dev.steward.face.object.Edit;
import dev.steward.face.object.PlainResults;
import dev.steward.vocabulary.Operation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The asynchronous methods of a {@link SharedSetFace}.
 *
 * @param <E> the type of the elements
 */
final class AsyncSetFace<E> extends AsyncFace<SharedSetFace<E>> implements AsyncSet<E> {

    AsyncSetFace(SharedSetFace<E> face) {
        super(face);
    }

    @Override
    public CompletableFuture<Integer> size() {
        return submit(PlainResults::intOf, Operation.SET_SIZE);
    }

    @Override
    public CompletableFuture<Boolean> isEmpty() {
        return submit(size -> PlainResults.intOf(size) == 0, Operation.SET_SIZE);
    }

    @Override
    public CompletableFuture<Boolean> contains(Object element) {
        return attempt(() -> submit(PlainResults::booleanOf, Operation.SET_CONTAINS, face().element(element)));
    }

    @Override
    public CompletableFuture<Boolean> containsAll(Collection<?> wanted) {
        return attempt(() -> {
            List<?> all = new ArrayList<>(wanted);
            return all.stream().allMatch(KeyRules::allows)
                    ? submit(PlainResults::booleanOf, Operation.SET_CONTAINS_ALL, all)
                    : CompletableFuture.completedFuture(false);
        });
    }

    @Override
    public CompletableFuture<Boolean> add(E element) {
        return attempt(() -> submit(PlainResults::booleanOf, Operation.SET_ADD, face().element(element)));
    }

    @Override
    public CompletableFuture<Boolean> addAll(Collection<? extends E> added) {
        return attempt(() -> submit(PlainResults::booleanOf, Operation.SET_ADD_ALL, face().elements(added)));
    }

    @Override
    public CompletableFuture<Boolean> remove(Object element) {
        return attempt(() -> submit(PlainResults::booleanOf, Operation.SET_REMOVE, face().element(element)));
    }

    @Override
    public CompletableFuture<Boolean> removeAll(Collection<?> unwanted) {
        return attempt(
                () -> submit(PlainResults::booleanOf, Operation.SET_REMOVE_ALL, SharedSetFace.possible(unwanted)));
    }

    @Override
    public CompletableFuture<Boolean> retainAll(Collection<?> wanted) {
        return attempt(() -> submit(PlainResults::booleanOf, Operation.SET_RETAIN_ALL, SharedSetFace.possible(wanted)));
    }

    @Override
    public CompletableFuture<Boolean> removeIf(Predicate<? super E> filter) {
        return attempt(() -> {
            requireNonNull(filter);
            return Edit.<List<?>, Boolean>begin(
                    face(), () -> submit(read -> PlainResults.listOf(read, 3), Operation.SET_STAMPED), stamped -> {
                        List<Object> unwanted = face().matching(stamped, filter);
                        if (unwanted.isEmpty()) {
                            return Edit.Decision.leave(false);
                        }
                        return new Edit.Decision<>(
                                true,
                                () -> submit(
                                        PlainResults::booleanOf, Operation.SET_REMOVE_IF, stamped.get(0), unwanted));
                    });
        });
    }

    @Override
    public CompletableFuture<Boolean> toggleAll(Collection<? extends E> elements) {
        return attempt(() -> submit(PlainResults::booleanOf, Operation.SET_TOGGLE_ALL, face().elements(elements)));
    }

    @Override
    public CompletableFuture<@Nullable E> pollFirst() {
        return submit(face()::elementOrNull, Operation.SET_POLL_FIRST);
    }

    @Override
    public CompletableFuture<@Nullable Void> clear() {
        return submitVoid(Operation.SET_CLEAR);
    }

    @Override
    public CompletableFuture<Set<E>> union(Collection<? extends E> others) {
        return attempt(() -> submit(face()::readSet, Operation.SET_UNION, face().elements(others)));
    }

    @Override
    public CompletableFuture<Set<E>> intersection(Collection<?> others) {
        return attempt(() -> submit(face()::readSet, Operation.SET_INTERSECTION, SharedSetFace.possible(others)));
    }

    @Override
    public CompletableFuture<Set<E>> difference(Collection<?> others) {
        return attempt(() -> submit(face()::readSet, Operation.SET_DIFFERENCE, SharedSetFace.possible(others)));
    }

    @Override
    public CompletableFuture<Set<E>> symmetricDifference(Collection<? extends E> others) {
        return attempt(() -> submit(face()::readSet, Operation.SET_SYMMETRIC_DIFFERENCE, face().elements(others)));
    }

    @Override
    public CompletableFuture<Set<E>> snapshot() {
        return submit(face()::readSet, Operation.SET_SNAPSHOT);
    }
}
