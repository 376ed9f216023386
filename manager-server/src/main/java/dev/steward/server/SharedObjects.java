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
import dev.steward.api.SharedSet;
import dev.steward.api.SharedValue;
import dev.steward.api.TypeCode;
import dev.steward.face.SharedObjectMaker;
import dev.steward.server.local.OwnObjectMaker;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Makes shared objects in the server's own process: the same interfaces as clients have, without a connection. They work
 * at once. The first server whose registered callable returns one takes it in, and it belongs to that server for good. It
 * lives until neither this process nor a client has a proxy of it: keep the one that was made as long as it may be returned
 * again.
 *
 * <p>Called from a registered object's method, such an object acts for the client whose call the method runs: what that
 * client holds is released when it dies. Called from any other thread it acts for the server itself. Safe for use by any
 * number of threads.
 */
public final class SharedObjects {

    private static final SharedObjectMaker MAKER = new OwnObjectMaker();

    private SharedObjects() {}

    /** Makes a list. */
    public static <E extends @Nullable Object> SharedList<E> list() {
        return MAKER.list();
    }

    /** Makes a list that begins with these elements. */
    public static <E extends @Nullable Object> SharedList<E> listOf(Collection<? extends E> elements) {
        return MAKER.listOf(elements);
    }

    /** Makes a dict. */
    public static <K, V> SharedDict<K, V> dict() {
        return MAKER.dict();
    }

    /** Makes a set. */
    public static <E> SharedSet<E> set() {
        return MAKER.set();
    }

    /** Makes a set that begins with these elements; of equal ones the first counts. */
    public static <E> SharedSet<E> setOf(Collection<? extends E> elements) {
        return MAKER.setOf(elements);
    }

    /** Makes a namespace. */
    public static SharedNamespace namespace() {
        return MAKER.namespace();
    }

    /**
     * Makes a cell of a class with its first value.
     *
     * @throws IllegalArgumentException if the value does not fit
     */
    public static <T> SharedValue<T> value(Class<T> type, T initial) {
        return MAKER.value(type, initial);
    }

    /**
     * Makes a cell of a type code with its first value.
     *
     * @throws IllegalArgumentException if the value does not fit
     */
    public static <T> SharedValue<T> value(TypeCode<T> type, T initial) {
        return MAKER.value(type, initial);
    }

    /**
     * Makes an array of so many cells of a class, which hold 0, false, or null where the type has neither.
     *
     * @throws IllegalArgumentException if the length is negative, or above a million
     */
    public static <T> SharedArray<T> array(Class<T> type, int length) {
        return MAKER.array(type, length);
    }

    /**
     * Makes an array of as many cells of a class as there are values.
     *
     * @throws IllegalArgumentException if a value does not fit
     */
    public static <T> SharedArray<T> array(Class<T> type, Collection<? extends T> initial) {
        return MAKER.array(type, initial);
    }

    /**
     * Makes an array of so many cells of a type code, which hold 0, false, or null where the type has neither.
     *
     * @throws IllegalArgumentException if the length is negative, or above a million
     */
    public static <T> SharedArray<T> array(TypeCode<T> type, int length) {
        return MAKER.array(type, length);
    }

    /**
     * Makes an array of as many cells of a type code as there are values.
     *
     * @throws IllegalArgumentException if a value does not fit
     */
    public static <T> SharedArray<T> array(TypeCode<T> type, Collection<? extends T> initial) {
        return MAKER.array(type, initial);
    }

    /** Makes an unbounded queue. */
    public static <E> SharedQueue<E> queue() {
        return MAKER.queue();
    }

    /** Makes a queue of at most so many elements; 0 is unbounded. */
    public static <E> SharedQueue<E> queue(int capacity) {
        return MAKER.queue(capacity);
    }

    /** Makes an unbounded queue whose elements are to be done. */
    public static <E> SharedJoinableQueue<E> joinableQueue() {
        return MAKER.joinableQueue();
    }

    /** Makes a queue of at most so many elements, which are to be done; 0 is unbounded. */
    public static <E> SharedJoinableQueue<E> joinableQueue(int capacity) {
        return MAKER.joinableQueue(capacity);
    }

    /**
     * Makes a queue whose elements are to be done, with a limit to their deliveries.
     *
     * @throws dev.steward.api.UnsupportedValueException if there is a queue for dead letters: until a server has taken
     *     both in, one cannot keep the other alive; make them with a manager
     */
    public static <E> SharedJoinableQueue<E> joinableQueue(QueueOptions options) {
        return MAKER.joinableQueue(options);
    }

    /** Makes a plain lock: held by a process, not re-entrant. */
    public static SharedLock lock() {
        return MAKER.lock();
    }

    /** Makes a re-entrant lock, held by a thread. */
    public static SharedLock rlock() {
        return MAKER.rlock();
    }

    /** Makes an iterator that several processes can share, over a copy of these elements. */
    public static <E extends @Nullable Object> SharedIterator<E> iterator(Iterable<? extends E> elements) {
        return MAKER.iterator(elements);
    }

    /** Makes a condition with its own re-entrant lock. */
    public static SharedCondition condition() {
        return MAKER.condition();
    }

    /** Makes a condition over a given lock; the two go into a server together. */
    public static SharedCondition condition(SharedLock lock) {
        return MAKER.condition(lock);
    }

    /**
     * Makes a semaphore whose permits return when their holder dies.
     *
     * @throws IllegalArgumentException if the number of permits is negative
     */
    public static SharedSemaphore semaphore(int permits) {
        return MAKER.semaphore(permits);
    }

    /**
     * Makes a semaphore.
     *
     * @throws IllegalArgumentException if the number of permits is negative
     */
    public static SharedSemaphore semaphore(int permits, PermitPolicy policy) {
        return MAKER.semaphore(permits, policy);
    }

    /**
     * Makes a semaphore that never has more permits than it begins with; they return when their holder dies.
     *
     * @throws IllegalArgumentException if the number of permits is negative
     */
    public static SharedSemaphore boundedSemaphore(int permits) {
        return MAKER.boundedSemaphore(permits);
    }

    /** Makes an event, which is not set. */
    public static SharedEvent event() {
        return MAKER.event();
    }

    /**
     * Makes a barrier for so many parties.
     *
     * @throws IllegalArgumentException if it is less than one party
     */
    public static SharedBarrier barrier(int parties) {
        return MAKER.barrier(parties);
    }

    /**
     * Makes a barrier for so many parties with an action, which every party brings along: clients with {@link
     * SharedBarrier#withAction}.
     *
     * @throws IllegalArgumentException if it is less than one party
     */
    public static SharedBarrier barrier(int parties, Runnable action) {
        return MAKER.barrier(parties, action);
    }
}
