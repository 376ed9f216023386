package dev.steward.client;

import dev.steward.api.PermitPolicy;
import dev.steward.api.QueueOptions;
import dev.steward.api.RemoteProxy;
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
import dev.steward.api.SyncManager;
import dev.steward.api.Type;
import dev.steward.api.TypeCode;
import dev.steward.client.proxy.Directory;
import dev.steward.protocol.face.Faces;
import dev.steward.protocol.face.NewCells;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes the shared objects of a manager, or finds them by name: each method is one call of the directory of the session of
 * the moment. Any thread; blocks for the answer.
 */
abstract class SharedObjectMaker implements SyncManager {

    /** Returns the directory of the session of the moment. */
    abstract Directory directory();

    // The caller's type arguments cannot be checked by a class alone; the overload with a Type checks them.
    @SuppressWarnings("unchecked")
    static <T> Type<T> unchecked(Class<? super T> type) {
        return (Type<T>) Type.of(type);
    }

    /** Returns the name; one that is null by mistake must not make an object that nobody else finds. */
    private static String named(String name) {
        return Objects.requireNonNull(name, "a name must not be null; for an object without one, leave it out");
    }

    @Override
    public <E extends @Nullable Object> SharedList<E> list() {
        return directory().create("list", null, unchecked(SharedList.class));
    }

    @Override
    public <E> SharedList<E> list(Class<E> element) {
        return directory().create("list", null, Type.list(element));
    }

    @Override
    public <E> SharedList<E> list(String name, Class<E> element) {
        return list(name, Type.of(element));
    }

    @Override
    public <E> SharedList<E> list(String name, Type<E> element) {
        return directory().create("list", named(name), Type.list(element));
    }

    @Override
    public <E extends @Nullable Object> SharedList<E> listOf(Collection<? extends E> elements) {
        return directory().create("list", null, unchecked(SharedList.class), new ArrayList<>(elements));
    }

    @Override
    public <K, V> SharedDict<K, V> dict() {
        return directory().create("dict", null, unchecked(SharedDict.class));
    }

    @Override
    public <K, V> SharedDict<K, V> dict(Class<K> key, Class<V> value) {
        return directory().create("dict", null, Type.dict(key, value));
    }

    @Override
    public <K, V> SharedDict<K, V> dict(String name, Class<K> key, Class<V> value) {
        return dict(name, Type.of(key), Type.of(value));
    }

    @Override
    public <K, V> SharedDict<K, V> dict(String name, Type<K> key, Type<V> value) {
        return directory().create("dict", named(name), Type.dict(key, value));
    }

    @Override
    public SharedNamespace namespace() {
        return directory().create("namespace", null, Type.of(SharedNamespace.class));
    }

    @Override
    public SharedNamespace namespace(String name) {
        return directory().create("namespace", named(name), Type.of(SharedNamespace.class));
    }

    @Override
    public <T> SharedValue<T> value(Class<T> type, T initial) {
        return cell(null, NewCells.of(type), initial);
    }

    @Override
    public <T> SharedValue<T> value(TypeCode<T> type, T initial) {
        return cell(null, NewCells.of(type), initial);
    }

    @Override
    public <T> SharedValue<T> value(String name, Class<T> type, T initial) {
        return cell(named(name), NewCells.of(type), initial);
    }

    @Override
    public <T> SharedValue<T> value(String name, TypeCode<T> type, T initial) {
        return cell(named(name), NewCells.of(type), initial);
    }

    private <T> SharedValue<T> cell(@Nullable String name, NewCells<T> cells, T initial) {
        return directory().create("value", name, Type.value(cells.type()), cells.cell(initial));
    }

    @Override
    public <T> SharedArray<T> array(Class<T> type, int length) {
        NewCells<T> cells = NewCells.of(type);
        return directory().create("array", null, Type.array(cells.type()), cells.array(length));
    }

    @Override
    public <T> SharedArray<T> array(Class<T> type, Collection<? extends T> initial) {
        NewCells<T> cells = NewCells.of(type);
        return directory().create("array", null, Type.array(cells.type()), cells.array(initial));
    }

    @Override
    public <T> SharedArray<T> array(TypeCode<T> type, int length) {
        NewCells<T> cells = NewCells.of(type);
        return directory().create("array", null, Type.array(cells.type()), cells.array(length));
    }

    @Override
    public <T> SharedArray<T> array(TypeCode<T> type, Collection<? extends T> initial) {
        NewCells<T> cells = NewCells.of(type);
        return directory().create("array", null, Type.array(cells.type()), cells.array(initial));
    }

    @Override
    public <T> SharedArray<T> array(String name, Class<T> type, int length) {
        NewCells<T> cells = NewCells.of(type);
        return directory().create("array", named(name), Type.array(cells.type()), cells.array(length));
    }

    @Override
    public <T> SharedArray<T> array(String name, Class<T> type, Collection<? extends T> initial) {
        NewCells<T> cells = NewCells.of(type);
        return directory().create("array", named(name), Type.array(cells.type()), cells.array(initial));
    }

    @Override
    public <T> SharedArray<T> array(String name, TypeCode<T> type, int length) {
        NewCells<T> cells = NewCells.of(type);
        return directory().create("array", named(name), Type.array(cells.type()), cells.array(length));
    }

    @Override
    public <T> SharedArray<T> array(String name, TypeCode<T> type, Collection<? extends T> initial) {
        NewCells<T> cells = NewCells.of(type);
        return directory().create("array", named(name), Type.array(cells.type()), cells.array(initial));
    }

    @Override
    public <E> SharedQueue<E> queue() {
        return directory().create("queue", null, unchecked(SharedQueue.class));
    }

    @Override
    public <E> SharedQueue<E> queue(int capacity) {
        return directory().create("queue", null, unchecked(SharedQueue.class), checked(capacity));
    }

    @Override
    public <E> SharedQueue<E> queue(int capacity, Class<E> element) {
        return directory().create("queue", null, Type.queue(element), checked(capacity));
    }

    @Override
    public <E> SharedQueue<E> queue(String name, Class<E> element) {
        return directory().create("queue", named(name), Type.queue(element));
    }

    @Override
    public <E> SharedQueue<E> queue(String name, int capacity, Class<E> element) {
        return directory().create("queue", named(name), Type.queue(element), checked(capacity));
    }

    @Override
    public <E> SharedJoinableQueue<E> joinableQueue() {
        return directory().create("joinableQueue", null, unchecked(SharedJoinableQueue.class));
    }

    @Override
    public <E> SharedJoinableQueue<E> joinableQueue(int capacity) {
        return directory().create("joinableQueue", null, unchecked(SharedJoinableQueue.class), checked(capacity));
    }

    @Override
    public <E> SharedJoinableQueue<E> joinableQueue(int capacity, Class<E> element) {
        return joinable(null, element, QueueOptions.bounded(capacity));
    }

    @Override
    public <E> SharedJoinableQueue<E> joinableQueue(Class<E> element, QueueOptions options) {
        return joinable(null, element, options);
    }

    @Override
    public <E> SharedJoinableQueue<E> joinableQueue(String name, Class<E> element) {
        return joinable(named(name), element, QueueOptions.unbounded());
    }

    @Override
    public <E> SharedJoinableQueue<E> joinableQueue(String name, int capacity, Class<E> element) {
        return joinable(named(name), element, QueueOptions.bounded(capacity));
    }

    @Override
    public <E> SharedJoinableQueue<E> joinableQueue(String name, Class<E> element, QueueOptions options) {
        return joinable(named(name), element, options);
    }

    private <E> SharedJoinableQueue<E> joinable(@Nullable String name, Class<E> element, QueueOptions options) {
        Integer most = options.maxDeliveries() == 0 ? null : options.maxDeliveries();
        return directory()
                .create(
                        "joinableQueue",
                        name,
                        Type.joinableQueue(element),
                        options.capacity(),
                        most,
                        options.deadLetters());
    }

    private static long checked(int capacity) {
        if (capacity < 0) {
            throw new IllegalArgumentException("a capacity is at least 0, which is unbounded, not " + capacity);
        }
        return capacity;
    }

    @Override
    public SharedLock lock() {
        return directory().create("lock", null, Type.of(SharedLock.class));
    }

    @Override
    public SharedLock lock(String name) {
        return directory().create("lock", named(name), Type.of(SharedLock.class));
    }

    @Override
    public SharedLock rlock() {
        return directory().create("rlock", null, Type.of(SharedLock.class));
    }

    @Override
    public SharedLock rlock(String name) {
        return directory().create("rlock", named(name), Type.of(SharedLock.class));
    }

    @Override
    public <E extends @Nullable Object> SharedIterator<E> iterator(Iterable<? extends E> elements) {
        Directory here = directory();
        if (RemoteProxy.isProxy(elements)) {
            here.requireHere(RemoteProxy.of(elements).objectToken());
        }
        SharedIterator<E> there = Faces.iteratorOver(elements);
        if (there != null) {
            return there;
        }
        List<E> copy = new ArrayList<>();
        elements.forEach(copy::add);
        return here.create("iterator", null, unchecked(SharedIterator.class), copy);
    }

    @Override
    public SharedCondition condition() {
        return directory().create("condition", null, Type.of(SharedCondition.class));
    }

    @Override
    public SharedCondition condition(String name) {
        return directory().create("condition", named(name), Type.of(SharedCondition.class));
    }

    @Override
    public SharedCondition condition(SharedLock lock) {
        directory().requireHere(lock.objectToken());
        return lock.newCondition();
    }

    @Override
    public SharedSemaphore semaphore(int permits) {
        return semaphore(permits, PermitPolicy.RETURN_ON_DEATH);
    }

    @Override
    public SharedSemaphore semaphore(int permits, PermitPolicy policy) {
        return makeSemaphore(null, permits, policy);
    }

    @Override
    public SharedSemaphore semaphore(String name, int permits) {
        return directory().create("semaphore", named(name), Type.of(SharedSemaphore.class), (long) permits);
    }

    @Override
    public SharedSemaphore semaphore(String name, int permits, PermitPolicy policy) {
        return makeSemaphore(named(name), permits, policy);
    }

    private SharedSemaphore makeSemaphore(@Nullable String name, int permits, PermitPolicy policy) {
        return directory().create("semaphore", name, Type.of(SharedSemaphore.class), (long) permits, policy.name());
    }

    @Override
    public SharedSemaphore boundedSemaphore(int permits) {
        return directory().create("boundedSemaphore", null, Type.of(SharedSemaphore.class), (long) permits);
    }

    @Override
    public SharedSemaphore boundedSemaphore(String name, int permits) {
        return directory().create("boundedSemaphore", named(name), Type.of(SharedSemaphore.class), (long) permits);
    }

    @Override
    public SharedEvent event() {
        return directory().create("event", null, Type.of(SharedEvent.class));
    }

    @Override
    public SharedEvent event(String name) {
        return directory().create("event", named(name), Type.of(SharedEvent.class));
    }

    @Override
    public SharedBarrier barrier(int parties) {
        return makeBarrier(null, parties, false);
    }

    @Override
    public SharedBarrier barrier(int parties, Runnable action) {
        Objects.requireNonNull(action, "action");
        return makeBarrier(null, parties, true).withAction(action);
    }

    @Override
    public SharedBarrier barrier(String name, int parties) {
        return makeBarrier(named(name), parties, false);
    }

    @Override
    public SharedBarrier barrier(String name, int parties, Runnable action) {
        Objects.requireNonNull(action, "action");
        return makeBarrier(named(name), parties, true).withAction(action);
    }

    private SharedBarrier makeBarrier(@Nullable String name, int parties, boolean hasAction) {
        return directory().create("barrier", name, Type.of(SharedBarrier.class), (long) parties, hasAction);
    }
}
