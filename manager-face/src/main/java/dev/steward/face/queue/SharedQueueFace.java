package dev.steward.face.queue;

import static java.util.Objects.requireNonNull;

import dev.steward.api.AsyncQueue;
import dev.steward.api.Delivery;
import dev.steward.api.QueueShutDownException;
import dev.steward.api.RemoteProxy;
import dev.steward.api.SharedQueue;
import dev.steward.api.Type;
import dev.steward.face.object.CollectionFace;
import dev.steward.face.object.Face;
import dev.steward.face.object.ObjectCaller;
import dev.steward.face.object.PlainResults;
import dev.steward.face.object.Preview;
import dev.steward.face.object.StampedIterator;
import dev.steward.face.object.TypedReader;
import dev.steward.protocol.value.ReceivedInPart;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * {@link java.util.concurrent.BlockingQueue} over the operations of a queue. What waits, waits on the server. Once the
 * queue is shut down every way to put throws, and every way to take that waits throws when it is drained; what does not
 * wait finds an empty queue.
 *
 * @param <E> the type of the elements
 */
public class SharedQueueFace<E> extends CollectionFace<E> implements SharedQueue<E> {

    private static final long NO_WAIT = 0;

    private final TypedReader<E> elements;
    // An element that cannot be read here must go back into the queue, not be lost.
    private final ObjectCaller taking;
    private final ObjectCaller receiving;

    public SharedQueueFace(ObjectCaller caller, Type<?> type) {
        super(caller, type);
        TypedReader<E> reader = new TypedReader<>(type.argument(0), caller::label);
        this.elements = reader;
        this.taking = caller.reading(reader::read);
        this.receiving = caller.reading(result -> ReceivedElement.Parts.of(result, reader));
    }

    @Override
    public Face with(ObjectCaller caller, Type<?> type) {
        return new SharedQueueFace<>(caller, type);
    }

    @Override
    public AsyncQueue<E> async() {
        return new AsyncQueueFace<>(this);
    }

    /** Returns a result as the type of the elements. */
    E elementOf(@Nullable Object result) {
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
    public void put(E element) throws InterruptedException {
        await(Operation.QUEUE_PUT, element(element), FOR_EVER);
    }

    @Override
    public boolean offer(E element) {
        return putResult(callOrNull(Status.FULL, Operation.QUEUE_PUT, element(element), NO_WAIT));
    }

    @Override
    public boolean offer(E element, long timeout, TimeUnit unit) throws InterruptedException {
        return offer(element, PlainResults.nanosOf(timeout, unit));
    }

    @Override
    public boolean offer(E element, Duration timeout) throws InterruptedException {
        return offer(element, PlainResults.nanosOf(timeout));
    }

    private boolean offer(E element, long nanos) throws InterruptedException {
        return putResult(awaitOrNull(Status.FULL, Operation.QUEUE_PUT, element(element), nanos));
    }

    private static boolean putResult(@Nullable Object result) {
        return result != null && PlainResults.booleanOf(result);
    }

    @Override
    public boolean add(E element) {
        if (!offer(element)) {
            throw full();
        }
        return true;
    }

    /** Puts all in one step and in order; if not all fit, those that do stay and {@link IllegalStateException} tells. */
    @Override
    public boolean addAll(Collection<? extends E> added) {
        List<E> copy = checkedCopy(added);
        if (PlainResults.longOf(call(Operation.QUEUE_PUT_ALL, copy)) < copy.size()) {
            throw full();
        }
        return !copy.isEmpty();
    }

    /** Returns what is to be put, if it can be. */
    List<E> checkedCopy(Collection<? extends E> added) {
        requireOther(added);
        List<E> copy = new ArrayList<>(added);
        for (E each : copy) {
            element(each);
        }
        return copy;
    }

    /** Returns what a full queue throws where the JDK says so. */
    IllegalStateException full() {
        return new IllegalStateException(describeCall() + ": Queue full");
    }

    @Override
    public E take() throws InterruptedException {
        return read(await(taking, Operation.QUEUE_TAKE, FOR_EVER));
    }

    @Override
    public @Nullable E takeOrNull() throws InterruptedException {
        return read(awaitOrNull(taking, Status.SHUT_DOWN, Operation.QUEUE_TAKE, FOR_EVER));
    }

    @Override
    public @Nullable E poll() {
        try {
            return read(callOrNull(taking, Status.EMPTY, Operation.QUEUE_TAKE, NO_WAIT));
        } catch (QueueShutDownException drained) {
            return null;
        }
    }

    @Override
    public @Nullable E poll(long timeout, TimeUnit unit) throws InterruptedException {
        return poll(PlainResults.nanosOf(timeout, unit));
    }

    @Override
    public @Nullable E poll(Duration timeout) throws InterruptedException {
        return poll(PlainResults.nanosOf(timeout));
    }

    private @Nullable E poll(long nanos) throws InterruptedException {
        return read(awaitOrNull(taking, Status.EMPTY, Operation.QUEUE_TAKE, nanos));
    }

    // What the caller has read is what the readers above returned.
    @SuppressWarnings({"unchecked", "NullAway", "TypeParameterUnusedInFormals"})
    private static <T> T read(@Nullable Object result) {
        return (T) result;
    }

    @Override
    public E remove() {
        E element = poll();
        if (element == null) {
            throw empty();
        }
        return element;
    }

    @Override
    public Delivery<E> receive() throws InterruptedException {
        ReceivedElement.Parts<E> parts = read(await(receiving, Operation.QUEUE_RECEIVE, FOR_EVER));
        return new ReceivedElement<>(this, parts);
    }

    @Override
    public @Nullable Delivery<E> receive(Duration timeout) throws InterruptedException {
        ReceivedElement.@Nullable Parts<E> parts =
                read(awaitOrNull(receiving, Status.EMPTY, Operation.QUEUE_RECEIVE, PlainResults.nanosOf(timeout)));
        return parts == null ? null : new ReceivedElement<>(this, parts);
    }

    /** Returns a result as something to settle. */
    Delivery<E> delivery(@Nullable Object received) {
        return new ReceivedElement<>(this, ReceivedElement.Parts.of(received, elements));
    }

    @Override
    public @Nullable E peek() {
        return elements.read(callOrNull(Status.EMPTY, Operation.QUEUE_PEEK));
    }

    @Override
    public E element() {
        E head = peek();
        if (head == null) {
            throw empty();
        }
        return head;
    }

    /** Returns what an empty queue throws where the JDK says so. */
    NoSuchElementException empty() {
        return new NoSuchElementException(describeCall() + ": the queue is empty");
    }

    @Override
    public int size() {
        return PlainResults.intOf(call(Operation.QUEUE_SIZE));
    }

    @Override
    public int remainingCapacity() {
        return PlainResults.intOf(call(Operation.QUEUE_REMAINING_CAPACITY));
    }

    @Override
    public int drainTo(Collection<? super E> target) {
        return drainTo(target, Integer.MAX_VALUE);
    }

    /**
     * Takes at most so many in one step. If the target does not take them all, all go back; what it has by then is in both,
     * which the JDK leaves open too. Those before the first that cannot be opened here are moved; if that is the first of
     * all, this fails as {@link #take} does.
     */
    @Override
    public int drainTo(Collection<? super E> target, int most) {
        requireOther(target);
        if (most <= 0) {
            return 0;
        }
        try {
            return PlainResults.intOf(
                    call(caller().reading(drained -> move(drained, target)), Operation.QUEUE_DRAIN, most));
        } catch (ReceivedInPart first) {
            return first.received();
        } catch (TargetException refused) {
            throw refused.why();
        }
    }

    /** Moves what was drained into a target, up to the first element that cannot be read; the others go back. */
    int move(@Nullable Object drained, Collection<? super E> target) {
        List<E> first = elements.readFirst(drained);
        List<?> all = PlainResults.listOf(drained);
        if (first.isEmpty() && !all.isEmpty()) {
            elements.read(all.get(0));
        }
        try {
            target.addAll(first);
        } catch (RuntimeException refused) {
            throw new TargetException(refused);
        }
        if (first.size() < all.size()) {
            throw new ReceivedInPart(first.size());
        }
        return first.size();
    }

    @Override
    public boolean contains(@Nullable Object element) {
        return element != null && PlainResults.booleanOf(call(Operation.QUEUE_CONTAINS, element));
    }

    @Override
    public boolean containsAll(Collection<?> wanted) {
        return PlainResults.booleanOf(call(Operation.QUEUE_CONTAINS_ALL, new ArrayList<>(wanted)));
    }

    @Override
    public boolean remove(@Nullable Object element) {
        return element != null && PlainResults.booleanOf(call(Operation.QUEUE_REMOVE, element));
    }

    @Override
    public boolean removeAll(Collection<?> unwanted) {
        return PlainResults.booleanOf(call(Operation.QUEUE_REMOVE_ALL, new ArrayList<>(unwanted)));
    }

    @Override
    public boolean retainAll(Collection<?> wanted) {
        return PlainResults.booleanOf(call(Operation.QUEUE_RETAIN_ALL, new ArrayList<>(wanted)));
    }

    /** Asks the filter about a snapshot, then removes in one step those that are still there. */
    @Override
    public boolean removeIf(Predicate<? super E> filter) {
        requireNonNull(filter);
        List<Object> unwanted = unwanted(call(Operation.QUEUE_STAMPED), filter);
        return !unwanted.isEmpty() && removeStamped(unwanted) > 0;
    }

    /** Returns the stamps of those elements of a stamped copy that a filter matches. */
    List<Object> unwanted(@Nullable Object result, Predicate<? super E> filter) {
        List<?> stamped = PlainResults.listOf(result, 2);
        List<E> copy = elements.readCopy(stamped.get(0));
        List<?> stamps = PlainResults.listOf(stamped.get(1));
        List<Object> unwanted = new ArrayList<>();
        for (int i = 0; i < copy.size(); i++) {
            if (filter.test(copy.get(i))) {
                unwanted.add(stamps.get(i));
            }
        }
        return unwanted;
    }

    private long removeStamped(List<?> stamps) {
        return PlainResults.longOf(call(Operation.QUEUE_REMOVE_STAMPED, stamps));
    }

    @Override
    public void clear() {
        call(Operation.QUEUE_CLEAR);
    }

    @Override
    public void shutdown() {
        call(Operation.QUEUE_SHUTDOWN, false);
    }

    @Override
    public void shutdownNow() {
        call(Operation.QUEUE_SHUTDOWN, true);
    }

    @Override
    public boolean isShutdown() {
        return PlainResults.booleanOf(call(Operation.QUEUE_IS_SHUTDOWN));
    }

    @Override
    public List<E> snapshot() {
        return elements.readAll(call(Operation.QUEUE_SNAPSHOT));
    }

    /** An iterator over a snapshot; its remove does nothing if the element is gone, as every blocking queue's. */
    @Override
    public Iterator<E> iterator() {
        List<?> stamped = PlainResults.listOf(call(Operation.QUEUE_STAMPED), 2);
        return new StampedIterator<>(
                elements,
                PlainResults.listOf(stamped.get(0)),
                PlainResults.listOf(stamped.get(1)),
                true,
                (element, stamp) -> removeStamped(List.of(stamp)));
    }

    /** Returns the element if it can be one. */
    E element(E element) {
        if (element == null) {
            throw new NullPointerException(describeCall() + ": an element must not be null");
        }
        return element;
    }

    /** Refuses this queue itself, and null. */
    void requireOther(Collection<?> other) {
        requireNonNull(other);
        if (other instanceof RemoteProxy proxy && sameObject(proxy)) {
            throw new IllegalArgumentException(
                    describeCall() + ": a queue cannot be filled from, or drained to, itself");
        }
    }

    @Override
    public String preview(Preview preview) {
        int size = preview.size(Operation.QUEUE_SIZE);
        List<?> read =
                size > Preview.MOST_READ ? List.of() : PlainResults.listOf(preview.call(Operation.QUEUE_SNAPSHOT));
        return Preview.elements(read, read.isEmpty() ? size : read.size());
    }
}
