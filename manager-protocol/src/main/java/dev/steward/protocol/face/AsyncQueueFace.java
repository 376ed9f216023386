package dev.steward.protocol.face;

import static java.util.Objects.requireNonNull;

import dev.steward.api.AsyncQueue;
import dev.steward.api.Delivery;
import dev.steward.protocol.message.OperationCode;
import dev.steward.protocol.message.StatusCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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
        return attempt(() -> submitVoid(OperationCode.QUEUE_PUT, face().element(element), FOR_EVER));
    }

    @Override
    public CompletableFuture<Boolean> offer(E element) {
        return offer(element, NO_WAIT);
    }

    @Override
    public CompletableFuture<Boolean> offer(E element, Duration timeout) {
        return attempt(() -> offer(element, Numbers.nanosOf(timeout)));
    }

    @Override
    public CompletableFuture<Boolean> offer(E element, long timeout, TimeUnit unit) {
        return attempt(() -> offer(element, Numbers.nanosOf(timeout, unit)));
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
                    if (failure.status() == StatusCode.FULL) {
                        return refused(full);
                    }
                    throw face().failed(failure, OperationCode.QUEUE_PUT);
                },
                put -> Numbers.booleanOf(put) || refused(full),
                OperationCode.QUEUE_PUT,
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
                        if (Numbers.longOf(put) < copy.size()) {
                            throw face().full();
                        }
                        return !copy.isEmpty();
                    },
                    OperationCode.QUEUE_PUT_ALL,
                    copy);
        });
    }

    @Override
    public CompletableFuture<E> take() {
        return submit(face()::elementOf, OperationCode.QUEUE_TAKE, FOR_EVER);
    }

    @Override
    public CompletableFuture<@Nullable E> takeOrNull() {
        return submitOrNull(StatusCode.SHUT_DOWN, face()::elementOf, OperationCode.QUEUE_TAKE, FOR_EVER);
    }

    @Override
    public CompletableFuture<@Nullable E> poll() {
        return submit(this::nothing, face()::elementOf, OperationCode.QUEUE_TAKE, NO_WAIT);
    }

    /** What does not wait finds a drained queue empty. */
    private @Nullable E nothing(OperationFailedException failure) {
        if (failure.status() == StatusCode.EMPTY || failure.status() == StatusCode.SHUT_DOWN) {
            return null;
        }
        throw face().failed(failure, OperationCode.QUEUE_TAKE);
    }

    @Override
    public CompletableFuture<@Nullable E> poll(Duration timeout) {
        return attempt(() -> poll(Numbers.nanosOf(timeout)));
    }

    @Override
    public CompletableFuture<@Nullable E> poll(long timeout, TimeUnit unit) {
        return attempt(() -> poll(Numbers.nanosOf(timeout, unit)));
    }

    private CompletableFuture<@Nullable E> poll(long nanos) {
        return submitOrNull(StatusCode.EMPTY, face()::elementOf, OperationCode.QUEUE_TAKE, nanos);
    }

    @Override
    public CompletableFuture<E> remove() {
        return submit(
                failure -> {
                    nothing(failure);
                    throw face().empty();
                },
                face()::elementOf,
                OperationCode.QUEUE_TAKE,
                NO_WAIT);
    }

    @Override
    public CompletableFuture<Delivery<E>> receive() {
        return submit(face()::delivery, OperationCode.QUEUE_RECEIVE, FOR_EVER);
    }

    @Override
    public CompletableFuture<@Nullable Delivery<E>> receive(Duration timeout) {
        return attempt(() -> submitOrNull(
                StatusCode.EMPTY, face()::delivery, OperationCode.QUEUE_RECEIVE, Numbers.nanosOf(timeout)));
    }

    @Override
    public CompletableFuture<@Nullable E> peek() {
        return submitOrNull(StatusCode.EMPTY, face()::elementOf, OperationCode.QUEUE_PEEK);
    }

    @Override
    public CompletableFuture<E> element() {
        return submit(
                failure -> {
                    throw failure.status() == StatusCode.EMPTY
                            ? face().empty()
                            : face().failed(failure, OperationCode.QUEUE_PEEK);
                },
                face()::elementOf,
                OperationCode.QUEUE_PEEK);
    }

    @Override
    public CompletableFuture<Integer> size() {
        return submit(Numbers::intOf, OperationCode.QUEUE_SIZE);
    }

    @Override
    public CompletableFuture<Boolean> isEmpty() {
        return submit(size -> Numbers.intOf(size) == 0, OperationCode.QUEUE_SIZE);
    }

    @Override
    public CompletableFuture<Integer> remainingCapacity() {
        return submit(Numbers::intOf, OperationCode.QUEUE_REMAINING_CAPACITY);
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
            return submit(
                    drained -> {
                        List<E> elements = face().readCopy(drained);
                        target.addAll(elements);
                        return elements.size();
                    },
                    OperationCode.QUEUE_DRAIN,
                    most);
        });
    }

    @Override
    public CompletableFuture<Boolean> contains(@Nullable Object element) {
        return ifNotNull(OperationCode.QUEUE_CONTAINS, element);
    }

    @Override
    public CompletableFuture<Boolean> containsAll(Collection<?> wanted) {
        return attempt(() -> {
            List<?> copy = new ArrayList<>(wanted);
            return submit(all -> face().readAll(all).containsAll(copy), OperationCode.QUEUE_SNAPSHOT);
        });
    }

    @Override
    public CompletableFuture<Boolean> remove(@Nullable Object element) {
        return ifNotNull(OperationCode.QUEUE_REMOVE, element);
    }

    private CompletableFuture<Boolean> ifNotNull(OperationCode operation, @Nullable Object element) {
        return element == null
                ? CompletableFuture.completedFuture(false)
                : submit(Numbers::booleanOf, operation, element);
    }

    @Override
    public CompletableFuture<Boolean> removeAll(Collection<?> unwanted) {
        return attempt(() -> submit(Numbers::booleanOf, OperationCode.QUEUE_REMOVE_ALL, new ArrayList<>(unwanted)));
    }

    @Override
    public CompletableFuture<Boolean> retainAll(Collection<?> wanted) {
        return attempt(() -> submit(Numbers::booleanOf, OperationCode.QUEUE_RETAIN_ALL, new ArrayList<>(wanted)));
    }

    @Override
    public CompletableFuture<Boolean> removeIf(Predicate<? super E> filter) {
        return attempt(() -> {
            requireNonNull(filter);
            CompletableFuture<List<Object>> unwanted =
                    submit(stamped -> face().unwanted(stamped, filter), OperationCode.QUEUE_STAMPED);
            return unwanted.thenCompose(stamps -> stamps.isEmpty()
                    ? CompletableFuture.completedFuture(false)
                    : submit(removed -> Numbers.longOf(removed) > 0, OperationCode.QUEUE_REMOVE_STAMPED, stamps));
        });
    }

    @Override
    public CompletableFuture<@Nullable Void> clear() {
        return submitVoid(OperationCode.QUEUE_CLEAR);
    }

    @Override
    public CompletableFuture<@Nullable Void> shutdown() {
        return submitVoid(OperationCode.QUEUE_SHUTDOWN, false);
    }

    @Override
    public CompletableFuture<@Nullable Void> shutdownNow() {
        return submitVoid(OperationCode.QUEUE_SHUTDOWN, true);
    }

    @Override
    public CompletableFuture<Boolean> isShutdown() {
        return submit(Numbers::booleanOf, OperationCode.QUEUE_IS_SHUTDOWN);
    }

    @Override
    public CompletableFuture<List<E>> snapshot() {
        return submit(face()::readAll, OperationCode.QUEUE_SNAPSHOT);
    }
}
