package dev.steward.face.queue;

import static java.util.Objects.requireNonNull;

import dev.steward.api.AsyncIterator;
import dev.steward.api.SharedIterator;
import dev.steward.api.Type;
import dev.steward.api.UnsupportedValueException;
import dev.steward.face.object.Face;
import dev.steward.face.object.ObjectCaller;
import dev.steward.face.object.Preview;
import dev.steward.face.object.TypedReader;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A shared iterator: taking from a queue that is shut down. What {@code hasNext} has taken waits here for {@code next}.
 *
 * @param <E> the type of the elements
 */
public final class SharedIteratorFace<E extends @Nullable Object> extends Face implements SharedIterator<E> {

    /**
     * What was taken: an element, which may be null, or what came instead.
     *
     * @param failure why an element could not be read, which is with the others again; null if it was
     */
    record Taken<E extends @Nullable Object>(
            E element, @Nullable UnsupportedValueException failure) {
        /** Returns the element, if it could be read. */
        E orThrow() {
            if (failure != null) {
                throw failure;
            }
            return element;
        }
    }

    private final TypedReader<E> elements;
    // An element that cannot be read here must go to another taker, not be lost.
    private final ObjectCaller taking;
    private final Queue<Taken<E>> ahead = new ConcurrentLinkedQueue<>();

    public SharedIteratorFace(ObjectCaller caller, Type<?> type) {
        super(caller, type);
        this.elements = new TypedReader<>(type.argument(0), caller::label);
        this.taking = caller.reading(element -> new Taken<>(elements.read(element), null));
    }

    @Override
    public Face with(ObjectCaller caller, Type<?> type) {
        return new SharedIteratorFace<>(caller, type);
    }

    @Override
    public AsyncIterator<E> async() {
        return new AsyncIteratorFace<>(this);
    }

    /** Returns a result as the type of the elements. */
    E read(@Nullable Object result) {
        return elements.read(result);
    }

    /** Returns the elements of a result, unmodifiable. */
    List<E> readAll(@Nullable Object result) {
        return elements.readAll(result);
    }

    /** Returns what {@code hasNext} has taken, or null. */
    @Nullable
    Taken<E> takeAhead() {
        return ahead.poll();
    }

    /** Drops what {@code hasNext} has taken. */
    void dropAhead() {
        ahead.clear();
    }

    @Override
    public boolean hasNext() {
        if (!ahead.isEmpty()) {
            return true;
        }
        Taken<E> taken = takeOrFail();
        return taken != null && ahead.add(taken);
    }

    @Override
    public E next() {
        Taken<E> taken = takeOrAhead();
        if (taken == null) {
            throw ended();
        }
        return taken.orThrow();
    }

    /** Returns what {@code next} throws at the end. */
    NoSuchElementException ended() {
        return new NoSuchElementException(describeCall() + ": there is no element any more");
    }

    @Override
    public void forEachRemaining(Consumer<? super E> action) {
        requireNonNull(action);
        for (Taken<E> taken = takeOrAhead(); taken != null; taken = takeOrAhead()) {
            action.accept(taken.orThrow());
        }
    }

    private @Nullable Taken<E> takeOrAhead() {
        Taken<E> first = takeAhead();
        return first == null ? take() : first;
    }

    /** Takes; an element that cannot be read is told to who asks for it, not to who asks whether there is one. */
    // There is no element beside a failure.
    @SuppressWarnings("NullAway")
    private @Nullable Taken<E> takeOrFail() {
        try {
            return take();
        } catch (UnsupportedValueException unread) {
            return new Taken<>(null, unread);
        }
    }

    // What the reader above has made.
    @SuppressWarnings("unchecked")
    private @Nullable Taken<E> take() {
        return (Taken<E>) callOrNull(taking, Status.SHUT_DOWN, Operation.QUEUE_TAKE, FOR_EVER);
    }

    @Override
    public List<E> snapshot() {
        return elements.readAll(call(Operation.QUEUE_SNAPSHOT));
    }

    @Override
    public void close() {
        dropAhead();
        callUninterruptibly(Operation.QUEUE_SHUTDOWN, true);
    }

    @Override
    public String preview(Preview preview) {
        int size = preview.size(Operation.QUEUE_SIZE);
        return label() + " (" + size + (size == 1 ? " element left)" : " elements left)");
    }
}
