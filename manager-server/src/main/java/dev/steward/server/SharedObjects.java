package dev.steward.server;

import dev.steward.api.PermitPolicy;
import dev.steward.api.QueueOptions;
import dev.steward.api.SharedArray;
import dev.steward.api.SharedBarrier;
import dev.steward.api.SharedCondition;
import dev.steward.api.SharedDict;
import dev.steward.api.SharedEvent;
import dev.steward.api.SharedIterator;
import dev.steward.api.SharedJoinableQueue;
import dev.steward.api.SharedList;
import dev.steward.api.SharedLock;
import dev.steward.api.SharedNamespace;
import dev.steward.api.SharedQueue;
import dev.steward.api.SharedSemaphore;
import dev.steward.api.SharedValue;
import dev.steward.api.Type;
import dev.steward.api.TypeCode;
import dev.steward.objects.type.Catalogue;
import dev.steward.protocol.face.NewCells;
import dev.steward.server.local.OwnObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes shared objects in the server's own process: the same interfaces as clients have, without a connection. They work
 * at once. The first server whose registered callable returns one takes it in, and it belongs to that server for good.
 *
 * <p>Called from a registered object's method, such an object acts for the client whose call the method runs: what that
 * client holds is released when it dies. Called from any other thread it acts for the server itself. Safe for use by any
 * number of threads.
 */
public final class SharedObjects {

    private SharedObjects() {}

    /** Makes a list. */
    public static <E extends @Nullable Object> SharedList<E> list() {
        return made(Catalogue.LIST, SharedList.class);
    }

    /** Makes a list that begins with these elements. */
    public static <E extends @Nullable Object> SharedList<E> listOf(Collection<? extends E> elements) {
        return made(Catalogue.LIST, SharedList.class, new ArrayList<>(elements));
    }

    /** Makes a dict. */
    public static <K, V> SharedDict<K, V> dict() {
        return made(Catalogue.DICT, SharedDict.class);
    }

    /** Makes a namespace. */
    public static SharedNamespace namespace() {
        return made(Catalogue.NAMESPACE, SharedNamespace.class);
    }

    /**
     * Makes a cell of a class with its first value.
     *
     * @throws IllegalArgumentException if the value does not fit
     */
    public static <T> SharedValue<T> value(Class<T> type, T initial) {
        return made(Catalogue.VALUE, SharedValue.class, type.getName(), initial);
    }

    /**
     * Makes a cell of a type code with its first value.
     *
     * @throws IllegalArgumentException if the value does not fit
     */
    public static <T> SharedValue<T> value(TypeCode<T> type, T initial) {
        return made(Catalogue.VALUE, SharedValue.class, "code:" + type.code(), initial);
    }

    /**
     * Makes an array of so many cells of a class, which hold 0, false, or null where the type has neither.
     *
     * @throws IllegalArgumentException if the length is negative, or above a million
     */
    public static <T> SharedArray<T> array(Class<T> type, int length) {
        return made(Catalogue.ARRAY, SharedArray.class, NewCells.of(type).array(length));
    }

    /**
     * Makes an array of as many cells of a class as there are values.
     *
     * @throws IllegalArgumentException if a value does not fit
     */
    public static <T> SharedArray<T> array(Class<T> type, Collection<? extends T> initial) {
        return made(Catalogue.ARRAY, SharedArray.class, NewCells.of(type).array(initial));
    }

    /**
     * Makes an array of so many cells of a type code, which hold 0, false, or null where the type has neither.
     *
     * @throws IllegalArgumentException if the length is negative, or above a million
     */
    public static <T> SharedArray<T> array(TypeCode<T> type, int length) {
        return made(Catalogue.ARRAY, SharedArray.class, NewCells.of(type).array(length));
    }

    /**
     * Makes an array of as many cells of a type code as there are values.
     *
     * @throws IllegalArgumentException if a value does not fit
     */
    public static <T> SharedArray<T> array(TypeCode<T> type, Collection<? extends T> initial) {
        return made(Catalogue.ARRAY, SharedArray.class, NewCells.of(type).array(initial));
    }

    /** Makes an unbounded queue. */
    public static <E> SharedQueue<E> queue() {
        return made(Catalogue.QUEUE, SharedQueue.class);
    }

    /** Makes a queue of at most so many elements; 0 is unbounded. */
    public static <E> SharedQueue<E> queue(int capacity) {
        return made(Catalogue.QUEUE, SharedQueue.class, capacity);
    }

    /** Makes an unbounded queue whose elements are to be done. */
    public static <E> SharedJoinableQueue<E> joinableQueue() {
        return made(Catalogue.JOINABLE_QUEUE, SharedJoinableQueue.class);
    }

    /** Makes a queue of at most so many elements, which are to be done; 0 is unbounded. */
    public static <E> SharedJoinableQueue<E> joinableQueue(int capacity) {
        return made(Catalogue.JOINABLE_QUEUE, SharedJoinableQueue.class, capacity);
    }

    /**
     * Makes a queue whose elements are to be done, with a limit to their deliveries.
     *
     * @throws dev.steward.api.UnsupportedValueException if there is a queue for dead letters: until a server has taken
     *     both in, one cannot keep the other alive; make them with a manager
     */
    public static <E> SharedJoinableQueue<E> joinableQueue(QueueOptions options) {
        Integer most = options.maxDeliveries() == 0 ? null : options.maxDeliveries();
        return made(
                Catalogue.JOINABLE_QUEUE, SharedJoinableQueue.class, options.capacity(), most, options.deadLetters());
    }

    /** Makes a plain lock: held by a process, not re-entrant. */
    public static SharedLock lock() {
        return made(Catalogue.LOCK, SharedLock.class);
    }

    /** Makes a re-entrant lock, held by a thread. */
    public static SharedLock rlock() {
        return made(Catalogue.RLOCK, SharedLock.class);
    }

    /** Makes an iterator that several processes can share, over a copy of these elements. */
    public static <E extends @Nullable Object> SharedIterator<E> iterator(Iterable<? extends E> elements) {
        List<E> copy = new ArrayList<>();
        elements.forEach(copy::add);
        return made(Catalogue.ITERATOR, SharedIterator.class, copy);
    }

    /** Makes a condition with its own re-entrant lock. */
    public static SharedCondition condition() {
        return made(Catalogue.CONDITION, SharedCondition.class);
    }

    /** Makes a condition over a given lock; the two go into a server together. */
    public static SharedCondition condition(SharedLock lock) {
        return lock.newCondition();
    }

    /**
     * Makes a semaphore whose permits return when their holder dies.
     *
     * @throws IllegalArgumentException if the number of permits is negative
     */
    public static SharedSemaphore semaphore(int permits) {
        return semaphore(permits, PermitPolicy.RETURN_ON_DEATH);
    }

    /**
     * Makes a semaphore.
     *
     * @throws IllegalArgumentException if the number of permits is negative
     */
    public static SharedSemaphore semaphore(int permits, PermitPolicy policy) {
        return made(Catalogue.SEMAPHORE, SharedSemaphore.class, permits, policy.name());
    }

    /**
     * Makes a semaphore that never has more permits than it begins with; they return when their holder dies.
     *
     * @throws IllegalArgumentException if the number of permits is negative
     */
    public static SharedSemaphore boundedSemaphore(int permits) {
        return made(Catalogue.BOUNDED_SEMAPHORE, SharedSemaphore.class, permits);
    }

    /** Makes an event, which is not set. */
    public static SharedEvent event() {
        return made(Catalogue.EVENT, SharedEvent.class);
    }

    /**
     * Makes a barrier for so many parties.
     *
     * @throws IllegalArgumentException if it is less than one party
     */
    public static SharedBarrier barrier(int parties) {
        return made(Catalogue.BARRIER, SharedBarrier.class, parties, false);
    }

    /**
     * Makes a barrier for so many parties with an action, which every party brings along: clients with {@link
     * SharedBarrier#withAction}.
     *
     * @throws IllegalArgumentException if it is less than one party
     */
    public static SharedBarrier barrier(int parties, Runnable action) {
        Objects.requireNonNull(action, "action");
        SharedBarrier barrier = made(Catalogue.BARRIER, SharedBarrier.class, parties, true);
        return barrier.withAction(action);
    }

    // The catalogue makes exactly that interface for the typeid; what it holds is the caller's to say, as for any new
    // list.
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T> T made(String typeId, Class<?> face, @Nullable Object... arguments) {
        return (T) OwnObject.make(typeId, Type.of(face), arguments);
    }
}
