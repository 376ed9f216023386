package dev.steward.face.queue;

import static java.util.Objects.requireNonNull;

import dev.steward.api.AsyncQueue;
import dev.steward.api.Delivery;
import dev.steward.face.failure.OperationFailedException;
import dev.steward.face.object.AsyncFace;
import dev.steward.face.object.PlainResults;
import dev.steward.protocol.value.ReceivedInPart;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The asynchronous methods of a {@link SharedQueueFace}.
 *
 * @param <E> the type of the elements
 */
class AsyncQueueFace<E> extends AsyncFace<SharedQueueFace<E>> implements AsyncQueue<E> {

    AsyncQueueFace(SharedQueueFace<E> face) {
        super(face);
    }

    @Override
    public CompletableFuture<@Nullable Void> put(E element) {
        return attempt(() -> submitVoid(Operation.QUEUE_PUT, face().element(element), FOR_EVER));
    }

    @Override
    public CompletableFuture<Boolean> offer(E element) {
        return offer(element, NO_WAIT);
    }

    @Override
    public CompletableFuture<Boolean> offer(E element, Duration timeout) {
        return attempt(() -> offer(element, PlainResults.nanosOf(timeout)));
    }

    @Override
    public CompletableFuture<Boolean> offer(E element, long timeout, TimeUnit unit) {
        return attempt(() -> offer(element, PlainResults.nanosOf(timeout, unit)));
    }

    private CompletableFuture<Boolean> offer(E element, long nanos) {
        return put(element, nanos, () -> null);
    }

    @Override
    public CompletableFuture<Boolean> add(E element) {
        return put(element, NO_WAIT, face()::full);
    }

    /** Puts; what a full queue means may be an exception, or null for false. */
    private CompletableFuture<Boolean> put(E element, long nanos, Supplier<@Nullable RuntimeException> full) {
        return attempt(() -> submit(
                failure -> {
                    if (failure.status() == Status.FULL) {
                        return refused(full);
                    }
                    throw face().failed(failure, Operation.QUEUE_PUT);
                },
                put -> PlainResults.booleanOf(put) || refused(full),
                Operation.QUEUE_PUT,
                face().element(element),
                nanos));
    }

    private static boolean refused(Supplier<@Nullable RuntimeException> full) {
        RuntimeException why = full.get();
        if (why != null) {
            throw why;
        }
        return false;
    }

    @Override
    public CompletableFuture<Boolean> addAll(Collection<? extends E> added) {
        return attempt(() -> {
            List<E> copy = face().checkedCopy(added);
            return submit(
                    put -> {
                        if (PlainResults.longOf(put) < copy.size()) {
                            throw face().full();
                        }
                        return !copy.isEmpty();
                    },
                    Operation.QUEUE_PUT_ALL,
                    copy);
        });
    }

    @Override
    public CompletableFuture<E> take() {
        return submit(face()::elementOf, Operation.QUEUE_TAKE, FOR_EVER);
    }

    @Override
    public CompletableFuture<@Nullable E> takeOrNull() {
        return submitOrNull(Status.SHUT_DOWN, face()::elementOf, Operation.QUEUE_TAKE, FOR_EVER);
    }

    @Override
    public CompletableFuture<@Nullable E> poll() {
        return submit(this::nothing, face()::elementOf, Operation.QUEUE_TAKE, NO_WAIT);
    }

    /** What does not wait finds a drained queue empty. */
    private @Nullable E nothing(OperationFailedException failure) {
        if (failure.status() == Status.EMPTY || failure.status() == Status.SHUT_DOWN) {
            return null;
        }
        throw face().failed(failure, Operation.QUEUE_TAKE);
    }

    @Override
    public CompletableFuture<@Nullable E> poll(Duration timeout) {
        return attempt(() -> poll(PlainResults.nanosOf(timeout)));
    }

    @Override
    public CompletableFuture<@Nullable E> poll(long timeout, TimeUnit unit) {
        return attempt(() -> poll(PlainResults.nanosOf(timeout, unit)));
    }

    private CompletableFuture<@Nullable E> poll(long nanos) {
        return submitOrNull(Status.EMPTY, face()::elementOf, Operation.QUEUE_TAKE, nanos);
    }

    @Override
    public CompletableFuture<E> remove() {
        return submit(
                failure -> {
                    nothing(failure);
                    throw face().empty();
                },
                face()::elementOf,
                Operation.QUEUE_TAKE,
                NO_WAIT);
    }

    @Override
    public CompletableFuture<Delivery<E>> receive() {
        return submit(face()::delivery, Operation.QUEUE_RECEIVE, FOR_EVER);
    }

    @Override
    public CompletableFuture<@Nullable Delivery<E>> receive(Duration timeout) {
        return attempt(() ->
                submitOrNull(Status.EMPTY, face()::delivery, Operation.QUEUE_RECEIVE, PlainResults.nanosOf(timeout)));
    }

    @Override
    public CompletableFuture<@Nullable E> peek() {
        return submitOrNull(Status.EMPTY, face()::elementOf, Operation.QUEUE_PEEK);
    }

    @Override
    public CompletableFuture<E> element() {
        return submit(
                failure -> {
                    throw failure.status() == Status.EMPTY
                            ? face().empty()
                            : face().failed(failure, Operation.QUEUE_PEEK);
                },
                face()::elementOf,
                Operation.QUEUE_PEEK);
    }

    @Override
    public CompletableFuture<Integer> size() {
        return submit(PlainResults::intOf, Operation.QUEUE_SIZE);
    }

    @Override
    public CompletableFuture<Boolean> isEmpty() {
        return submit(size -> PlainResults.intOf(size) == 0, Operation.QUEUE_SIZE);
    }

    @Override
    public CompletableFuture<Integer> remainingCapacity() {
        return submit(PlainResults::intOf, Operation.QUEUE_REMAINING_CAPACITY);
    }

    @Override
    public CompletableFuture<Integer> drainTo(Collection<? super E> target) {
        return drainTo(target, Integer.MAX_VALUE);
    }

    @Override
    public CompletableFuture<Integer> drainTo(Collection<? super E> target, int most) {
        return attempt(() -> {
            face().requireOther(target);
            if (most <= 0) {
                return CompletableFuture.completedFuture(0);
            }
            CompletableFuture<Integer> moved =
                    submit(drained -> face().move(drained, target), Operation.QUEUE_DRAIN, most);
            return moved.exceptionallyCompose(AsyncQueueFace::movedInPart);
        });
    }

    private static CompletableFuture<Integer> movedInPart(Throwable why) {
        Throwable cause = why instanceof CompletionException ? why.getCause() : why;
        if (cause instanceof ReceivedInPart first) {
            return CompletableFuture.completedFuture(first.received());
        }
        return CompletableFuture.failedFuture(cause instanceof TargetException refused ? refused.why() : cause);
    }

    @Override
    public CompletableFuture<Boolean> contains(@Nullable Object element) {
        return ifNotNull(Operation.QUEUE_CONTAINS, element);
    }

    @Override
    public CompletableFuture<Boolean> containsAll(Collection<?> wanted) {
        return attempt(() -> {
            List<?> copy = new ArrayList<>(wanted);
            return submit(PlainResults::booleanOf, Operation.QUEUE_CONTAINS_ALL, copy);
        });
    }

    @Override
    public CompletableFuture<Boolean> remove(@Nullable Object element) {
        return ifNotNull(Operation.QUEUE_REMOVE, element);
    }

    private CompletableFuture<Boolean> ifNotNull(Operation operation, @Nullable Object element) {
        return element == null
                ? CompletableFuture.completedFuture(false)
                : submit(PlainResults::booleanOf, operation, element);
    }

    @Override
    public CompletableFuture<Boolean> removeAll(Collection<?> unwanted) {
        return attempt(() -> submit(PlainResults::booleanOf, Operation.QUEUE_REMOVE_ALL, new ArrayList<>(unwanted)));
    }

    @Override
    public CompletableFuture<Boolean> retainAll(Collection<?> wanted) {
        return attempt(() -> submit(PlainResults::booleanOf, Operation.QUEUE_RETAIN_ALL, new ArrayList<>(wanted)));
    }

    @Override
    public CompletableFuture<Boolean> removeIf(Predicate<? super E> filter) {
        return attempt(() -> {
            requireNonNull(filter);
            CompletableFuture<List<Object>> unwanted =
                    submit(stamped -> face().unwanted(stamped, filter), Operation.QUEUE_STAMPED);
            return unwanted.thenCompose(stamps -> stamps.isEmpty()
                    ? CompletableFuture.completedFuture(false)
                    : submit(removed -> PlainResults.longOf(removed) > 0, Operation.QUEUE_REMOVE_STAMPED, stamps));
        });
    }

    @Override
    public CompletableFuture<@Nullable Void> clear() {
        return submitVoid(Operation.QUEUE_CLEAR);
    }

    @Override
    public CompletableFuture<@Nullable Void> shutdown() {
        return submitVoid(Operation.QUEUE_SHUTDOWN, false);
    }

    @Override
    public CompletableFuture<@Nullable Void> shutdownNow() {
        return submitVoid(Operation.QUEUE_SHUTDOWN, true);
    }

    @Override
    public CompletableFuture<Boolean> isShutdown() {
        return submit(PlainResults::booleanOf, Operation.QUEUE_IS_SHUTDOWN);
    }

    @Override
    public CompletableFuture<List<E>> snapshot() {
        return submit(face()::readAll, Operation.QUEUE_SNAPSHOT);
    }
}
