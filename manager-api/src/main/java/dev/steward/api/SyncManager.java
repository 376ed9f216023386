package dev.steward.api;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * A manager with factories for the built-in types. The first String of a factory is always a name: an object of that
 * name is found, or made if there is none. An existing name with another type or other creation arguments is a
 * {@link NoSuchObjectException} that names both; arguments that are left out accept any. Without a name the object is
 * anonymous and lives as long as something refers to it.
 *
 * <p>Python twin: {@code multiprocessing.managers.SyncManager}.
 */
public interface SyncManager extends BaseManager {

    /** Makes an anonymous list. */
    <E extends @Nullable Object> SharedList<E> list();

    /** Makes an anonymous list of such elements. */
    <E> SharedList<E> list(Class<E> element);

    /** Finds or makes a named list of such elements. */
    <E> SharedList<E> list(String name, Class<E> element);

    /** Finds or makes a named list of such elements. */
    <E> SharedList<E> list(String name, Type<E> element);

    /** Makes an anonymous list that begins with these elements. */
    <E extends @Nullable Object> SharedList<E> listOf(Collection<? extends E> elements);

    /** Makes an anonymous dict. */
    <K, V> SharedDict<K, V> dict();

    /** Makes an anonymous dict of such keys and values. */
    <K, V> SharedDict<K, V> dict(Class<K> key, Class<V> value);

    /** Finds or makes a named dict of such keys and values. */
    <K, V> SharedDict<K, V> dict(String name, Class<K> key, Class<V> value);

    /** Finds or makes a named dict of such keys and values. */
    <K, V> SharedDict<K, V> dict(String name, Type<K> key, Type<V> value);

    /** Makes an anonymous set. */
    <E> SharedSet<E> set();

    /** Makes an anonymous set of such elements. */
    <E> SharedSet<E> set(Class<E> element);

    /** Finds or makes a named set of such elements. */
    <E> SharedSet<E> set(String name, Class<E> element);

    /** Finds or makes a named set of such elements. */
    <E> SharedSet<E> set(String name, Type<E> element);

    /** Makes an anonymous set that begins with these elements; of equal ones the first counts. */
    <E> SharedSet<E> setOf(Collection<? extends E> elements);

    /** Makes an anonymous namespace. */
    SharedNamespace namespace();

    /** Finds or makes a named namespace. */
    SharedNamespace namespace(String name);

    /**
     * Finds or makes a named namespace and returns its attributes as an interface.
     *
     * @throws IllegalArgumentException if a method of the interface neither reads nor sets an attribute
     * @see SharedNamespace#as
     */
    default <T> T namespace(String name, Class<T> type) {
        return namespace(name).as(type);
    }

    /** Makes an anonymous cell of a class with its first value. */
    <T> SharedValue<T> value(Class<T> type, T initial);

    /** Makes an anonymous cell of a type code with its first value. */
    <T> SharedValue<T> value(TypeCode<T> type, T initial);

    /** Finds or makes a named cell of a class; the first value counts only if it is made. */
    <T> SharedValue<T> value(String name, Class<T> type, T initial);

    /** Finds or makes a named cell of a type code; the first value counts only if it is made. */
    <T> SharedValue<T> value(String name, TypeCode<T> type, T initial);

    /**
     * Makes an anonymous array of so many cells of a class, which hold 0, false, or null where the type has neither.
     *
     * @throws IllegalArgumentException if the length is negative, or more than the server allows
     */
    <T> SharedArray<T> array(Class<T> type, int length);

    /**
     * Makes an anonymous array of as many cells of a class as there are values.
     *
     * @throws IllegalArgumentException if a value does not fit
     */
    <T> SharedArray<T> array(Class<T> type, Collection<? extends T> initial);

    /**
     * Makes an anonymous array of so many cells of a type code, which hold 0, false, or null where the type has neither.
     *
     * @throws IllegalArgumentException if the length is negative, or more than the server allows
     */
    <T> SharedArray<T> array(TypeCode<T> type, int length);

    /**
     * Makes an anonymous array of as many cells of a type code as there are values.
     *
     * @throws IllegalArgumentException if a value does not fit
     */
    <T> SharedArray<T> array(TypeCode<T> type, Collection<? extends T> initial);

    /**
     * Finds or makes a named array of so many cells of a class, which hold 0, false, or null where the type has neither.
     *
     * @throws IllegalArgumentException if the length is negative, or more than the server allows
     */
    <T> SharedArray<T> array(String name, Class<T> type, int length);

    /**
     * Finds or makes a named array of as many cells of a class as there are values; they count only if it is made.
     *
     * @throws IllegalArgumentException if a value does not fit
     */
    <T> SharedArray<T> array(String name, Class<T> type, Collection<? extends T> initial);

    /**
     * Finds or makes a named array of so many cells of a type code, which hold 0, false, or null where the type has neither.
     *
     * @throws IllegalArgumentException if the length is negative, or more than the server allows
     */
    <T> SharedArray<T> array(String name, TypeCode<T> type, int length);

    /**
     * Finds or makes a named array of as many cells of a type code as there are values; they count only if it is made.
     *
     * @throws IllegalArgumentException if a value does not fit
     */
    <T> SharedArray<T> array(String name, TypeCode<T> type, Collection<? extends T> initial);

    /** Makes an anonymous unbounded queue. */
    <E> SharedQueue<E> queue();

    /** Makes an anonymous queue of at most so many elements; 0 is unbounded. */
    <E> SharedQueue<E> queue(int capacity);

    /** Makes an anonymous queue of such elements; a capacity of 0 is unbounded. */
    <E> SharedQueue<E> queue(int capacity, Class<E> element);

    /** Finds or makes a named queue of such elements; a made one is unbounded, a found one of any capacity. */
    <E> SharedQueue<E> queue(String name, Class<E> element);

    /** Finds or makes a named queue of such elements; a capacity of 0 is unbounded. */
    <E> SharedQueue<E> queue(String name, int capacity, Class<E> element);

    /** Makes an anonymous unbounded queue whose elements are to be done. */
    <E> SharedJoinableQueue<E> joinableQueue();

    /** Makes an anonymous queue of at most so many elements, which are to be done; 0 is unbounded. */
    <E> SharedJoinableQueue<E> joinableQueue(int capacity);

    /** Makes an anonymous queue of such elements, which are to be done; a capacity of 0 is unbounded. */
    <E> SharedJoinableQueue<E> joinableQueue(int capacity, Class<E> element);

    /** Makes an anonymous queue of such elements, which are to be done, with a limit to their deliveries. */
    <E> SharedJoinableQueue<E> joinableQueue(Class<E> element, QueueOptions options);

    /** Finds or makes a named queue of such elements, which are to be done; a made one is unbounded. */
    <E> SharedJoinableQueue<E> joinableQueue(String name, Class<E> element);

    /** Finds or makes a named queue of such elements, which are to be done; a capacity of 0 is unbounded. */
    <E> SharedJoinableQueue<E> joinableQueue(String name, int capacity, Class<E> element);

    /** Finds or makes a named queue of such elements, which are to be done, with a limit to their deliveries. */
    <E> SharedJoinableQueue<E> joinableQueue(String name, Class<E> element, QueueOptions options);

    /** Makes an anonymous plain lock: held by a process, not re-entrant. */
    SharedLock lock();

    /** Finds or makes a named plain lock: held by a process, not re-entrant. */
    SharedLock lock(String name);

    /** Makes an anonymous re-entrant lock, held by a thread. */
    SharedLock rlock();

    /** Finds or makes a named re-entrant lock, held by a thread. */
    SharedLock rlock(String name);

    /**
     * Makes an iterator that several processes can share, over one snapshot. The elements of a shared list, set,
     * queue or array, and the keys of a shared dict ({@code dict.keySet()}), do not leave the server; any other elements are
     * copied there.
     *
     * @throws IllegalArgumentException if they are those of a shared object of another server
     */
    <E extends @Nullable Object> SharedIterator<E> iterator(Iterable<? extends E> elements);

    /** Makes an anonymous condition with its own re-entrant lock. */
    SharedCondition condition();

    /** Finds or makes a named condition with its own re-entrant lock. */
    SharedCondition condition(String name);

    /**
     * Makes an anonymous condition over a given lock, which it keeps alive. Python twin: {@code Condition(lock)}.
     *
     * @throws IllegalArgumentException if the lock is of another server
     * @see SharedLock#newCondition
     */
    SharedCondition condition(SharedLock lock);

    /**
     * Makes an anonymous semaphore whose permits return when their holder dies.
     *
     * @throws IllegalArgumentException if the number of permits is negative
     */
    SharedSemaphore semaphore(int permits);

    /**
     * Makes an anonymous semaphore.
     *
     * @throws IllegalArgumentException if the number of permits is negative
     */
    SharedSemaphore semaphore(int permits, PermitPolicy policy);

    /**
     * Finds or makes a named semaphore that began with so many permits; those of a made one return when their holder dies, a
     * found one has any policy.
     *
     * @throws IllegalArgumentException if the number of permits is negative
     */
    SharedSemaphore semaphore(String name, int permits);

    /**
     * Finds or makes a named semaphore that began with so many permits.
     *
     * @throws IllegalArgumentException if the number of permits is negative
     */
    SharedSemaphore semaphore(String name, int permits, PermitPolicy policy);

    /**
     * Makes an anonymous semaphore that never has more permits than it begins with; they return when their holder dies.
     *
     * @throws IllegalArgumentException if the number of permits is negative
     */
    SharedSemaphore boundedSemaphore(int permits);

    /**
     * Finds or makes a named semaphore that never has more permits than it began with; they return when their holder dies.
     *
     * @throws IllegalArgumentException if the number of permits is negative
     */
    SharedSemaphore boundedSemaphore(String name, int permits);

    /** Makes an anonymous event, which is not set. */
    SharedEvent event();

    /** Finds or makes a named event; a made one is not set. */
    SharedEvent event(String name);

    /**
     * Makes an anonymous barrier for so many parties.
     *
     * @throws IllegalArgumentException if it is less than one party
     */
    SharedBarrier barrier(int parties);

    /**
     * Makes an anonymous barrier for so many parties with an action, which every party brings along.
     *
     * @throws IllegalArgumentException if it is less than one party
     * @see SharedBarrier#withAction
     */
    SharedBarrier barrier(int parties, Runnable action);

    /**
     * Finds or makes a named barrier for so many parties.
     *
     * @throws IllegalArgumentException if it is less than one party
     */
    SharedBarrier barrier(String name, int parties);

    /**
     * Finds or makes a named barrier for so many parties with an action, which every party brings along.
     *
     * @throws IllegalArgumentException if it is less than one party
     */
    SharedBarrier barrier(String name, int parties, Runnable action);

    /** Makes an anonymous pool; its workers are the processes that it is passed to and that join it. */
    SharedPool pool();

    /** Finds or makes a named pool; its workers are the processes that join it. */
    SharedPool pool(String name);
}
