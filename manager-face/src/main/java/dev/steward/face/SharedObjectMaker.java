package dev.steward.face;

import dev.steward.api.ObjectToken;
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
import dev.steward.api.SharedPool;
import dev.steward.api.SharedQueue;
import dev.steward.api.SharedSemaphore;
import dev.steward.api.SharedSet;
import dev.steward.api.SharedValue;
import dev.steward.api.Type;
import dev.steward.api.TypeCode;
import dev.steward.face.cell.NewCells;
import dev.steward.face.cell.SharedArrayFace;
import dev.steward.face.cell.SharedValueFace;
import dev.steward.face.dict.SharedDictFace;
import dev.steward.face.dict.SharedNamespaceFace;
import dev.steward.face.list.SharedListFace;
import dev.steward.face.lock.SharedBarrierFace;
import dev.steward.face.lock.SharedConditionFace;
import dev.steward.face.lock.SharedEventFace;
import dev.steward.face.lock.SharedLockFace;
import dev.steward.face.lock.SharedSemaphoreFace;
import dev.steward.face.object.Face;
import dev.steward.face.object.ObjectCaller;
import dev.steward.face.pool.SharedPoolFace;
import dev.steward.face.pool.SharedPoolIteratorFace;
import dev.steward.face.pool.SharedResultFace;
import dev.steward.face.queue.SharedIteratorFace;
import dev.steward.face.queue.SharedJoinableQueueFace;
import dev.steward.face.queue.SharedQueueFace;
import dev.steward.face.set.SharedSetFace;
import dev.steward.vocabulary.BuiltInType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes the shared objects of the built-in types, or finds them by name: the one place where what a factory is given
 * becomes the creation arguments of a type's row, and a type becomes its face. A manager and a server's own process make
 * objects by it. Any thread.
 */
public abstract class SharedObjectMaker {

    /**
     * Makes an object, or finds the one of that name.
     *
     * @param name its name; null for an object without one
     * @param face the type of its face with its arguments
     * @param arguments what it is made with, as {@link BuiltInType#creationArguments} says
     * @throws IllegalArgumentException if an argument is wrong, such as a first value that does not fit its cell
     */
    protected abstract <T> T make(BuiltInType type, @Nullable String name, Type<T> face, @Nullable Object... arguments);

    /**
     * Refuses an object that is not of the server on which this makes objects.
     *
     * @throws IllegalArgumentException if it is of another one
     */
    protected abstract void requireHere(ObjectToken token);

    /** Returns the face of an object of a type. */
    static Face faceOf(BuiltInType builtIn, ObjectCaller caller, Type<?> type) {
        return switch (builtIn) {
            case LIST -> new SharedListFace<>(caller, type);
            case DICT -> new SharedDictFace<>(caller, type);
            case SET -> new SharedSetFace<>(caller, type);
            case NAMESPACE -> new SharedNamespaceFace(caller, type);
            case VALUE -> new SharedValueFace<>(caller, type);
            case ARRAY -> new SharedArrayFace<>(caller, type);
            case QUEUE -> new SharedQueueFace<>(caller, type);
            case JOINABLE_QUEUE -> new SharedJoinableQueueFace<>(caller, type);
            case ITERATOR -> new SharedIteratorFace<>(caller, type);
            case LOCK, RLOCK -> new SharedLockFace(caller, type);
            case CONDITION -> new SharedConditionFace(caller, type);
            case SEMAPHORE, BOUNDED_SEMAPHORE -> new SharedSemaphoreFace(caller, type);
            case EVENT -> new SharedEventFace(caller, type);
            case BARRIER -> new SharedBarrierFace(caller, type);
            case POOL -> new SharedPoolFace(caller, type);
            case ASYNC_RESULT -> new SharedResultFace<>(caller, type);
            case POOL_ITERATOR -> new SharedPoolIteratorFace<>(caller, type);
        };
    }

    // The caller's type arguments cannot be checked by a class alone; the overload with a Type checks them.
    @SuppressWarnings("unchecked")
    private static <T> Type<T> unchecked(Class<? super T> type) {
        return (Type<T>) Type.of(type);
    }

    /** Returns the name; one that is null by mistake must not make an object that nobody else finds. */
    private static String named(String name) {
        return Objects.requireNonNull(name, "a name must not be null; for an object without one, leave it out");
    }

    public <E extends @Nullable Object> SharedList<E> list() {
        return make(BuiltInType.LIST, null, unchecked(SharedList.class));
    }

    public <E> SharedList<E> list(Class<E> element) {
        return make(BuiltInType.LIST, null, Type.list(element));
    }

    public <E> SharedList<E> list(String name, Class<E> element) {
        return list(name, Type.of(element));
    }

    public <E> SharedList<E> list(String name, Type<E> element) {
        return make(BuiltInType.LIST, named(name), Type.list(element));
    }

    public <E extends @Nullable Object> SharedList<E> listOf(Collection<? extends E> elements) {
        return make(BuiltInType.LIST, null, unchecked(SharedList.class), new ArrayList<>(elements));
    }

    public <K, V> SharedDict<K, V> dict() {
        return make(BuiltInType.DICT, null, unchecked(SharedDict.class));
    }

    public <K, V> SharedDict<K, V> dict(Class<K> key, Class<V> value) {
        return make(BuiltInType.DICT, null, Type.dict(key, value));
    }

    public <K, V> SharedDict<K, V> dict(String name, Class<K> key, Class<V> value) {
        return dict(name, Type.of(key), Type.of(value));
    }

    public <K, V> SharedDict<K, V> dict(String name, Type<K> key, Type<V> value) {
        return make(BuiltInType.DICT, named(name), Type.dict(key, value));
    }

    public <E> SharedSet<E> set() {
        return make(BuiltInType.SET, null, unchecked(SharedSet.class));
    }

    public <E> SharedSet<E> set(Class<E> element) {
        return make(BuiltInType.SET, null, Type.set(element));
    }

    public <E> SharedSet<E> set(String name, Class<E> element) {
        return set(name, Type.of(element));
    }

    public <E> SharedSet<E> set(String name, Type<E> element) {
        return make(BuiltInType.SET, named(name), Type.set(element));
    }

    public <E> SharedSet<E> setOf(Collection<? extends E> elements) {
        return make(
                BuiltInType.SET, null, unchecked(SharedSet.class), SharedSetFace.checked(elements, () -> "setOf()"));
    }

    public SharedNamespace namespace() {
        return make(BuiltInType.NAMESPACE, null, Type.of(SharedNamespace.class));
    }

    public SharedNamespace namespace(String name) {
        return make(BuiltInType.NAMESPACE, named(name), Type.of(SharedNamespace.class));
    }

    public <T> SharedValue<T> value(Class<T> type, T initial) {
        return cell(null, NewCells.of(type), initial);
    }

    public <T> SharedValue<T> value(TypeCode<T> type, T initial) {
        return cell(null, NewCells.of(type), initial);
    }

    public <T> SharedValue<T> value(String name, Class<T> type, T initial) {
        return cell(named(name), NewCells.of(type), initial);
    }

    public <T> SharedValue<T> value(String name, TypeCode<T> type, T initial) {
        return cell(named(name), NewCells.of(type), initial);
    }

    private <T> SharedValue<T> cell(@Nullable String name, NewCells<T> cells, T initial) {
        return make(BuiltInType.VALUE, name, Type.value(cells.type()), cells.cell(initial));
    }

    public <T> SharedArray<T> array(Class<T> type, int length) {
        NewCells<T> cells = NewCells.of(type);
        return make(BuiltInType.ARRAY, null, Type.array(cells.type()), cells.array(length));
    }

    public <T> SharedArray<T> array(Class<T> type, Collection<? extends T> initial) {
        NewCells<T> cells = NewCells.of(type);
        return make(BuiltInType.ARRAY, null, Type.array(cells.type()), cells.array(initial));
    }

    public <T> SharedArray<T> array(TypeCode<T> type, int length) {
        NewCells<T> cells = NewCells.of(type);
        return make(BuiltInType.ARRAY, null, Type.array(cells.type()), cells.array(length));
    }

    public <T> SharedArray<T> array(TypeCode<T> type, Collection<? extends T> initial) {
        NewCells<T> cells = NewCells.of(type);
        return make(BuiltInType.ARRAY, null, Type.array(cells.type()), cells.array(initial));
    }

    public <T> SharedArray<T> array(String name, Class<T> type, int length) {
        NewCells<T> cells = NewCells.of(type);
        return make(BuiltInType.ARRAY, named(name), Type.array(cells.type()), cells.array(length));
    }

    public <T> SharedArray<T> array(String name, Class<T> type, Collection<? extends T> initial) {
        NewCells<T> cells = NewCells.of(type);
        return make(BuiltInType.ARRAY, named(name), Type.array(cells.type()), cells.array(initial));
    }

    public <T> SharedArray<T> array(String name, TypeCode<T> type, int length) {
        NewCells<T> cells = NewCells.of(type);
        return make(BuiltInType.ARRAY, named(name), Type.array(cells.type()), cells.array(length));
    }

    public <T> SharedArray<T> array(String name, TypeCode<T> type, Collection<? extends T> initial) {
        NewCells<T> cells = NewCells.of(type);
        return make(BuiltInType.ARRAY, named(name), Type.array(cells.type()), cells.array(initial));
    }

    public <E> SharedQueue<E> queue() {
        return make(BuiltInType.QUEUE, null, unchecked(SharedQueue.class));
    }

    public <E> SharedQueue<E> queue(int capacity) {
        return make(BuiltInType.QUEUE, null, unchecked(SharedQueue.class), checked(BuiltInType.QUEUE, capacity));
    }

    public <E> SharedQueue<E> queue(int capacity, Class<E> element) {
        return make(BuiltInType.QUEUE, null, Type.queue(element), checked(BuiltInType.QUEUE, capacity));
    }

    public <E> SharedQueue<E> queue(String name, Class<E> element) {
        return make(BuiltInType.QUEUE, named(name), Type.queue(element));
    }

    public <E> SharedQueue<E> queue(String name, int capacity, Class<E> element) {
        return make(BuiltInType.QUEUE, named(name), Type.queue(element), checked(BuiltInType.QUEUE, capacity));
    }

    public <E> SharedJoinableQueue<E> joinableQueue() {
        return make(BuiltInType.JOINABLE_QUEUE, null, unchecked(SharedJoinableQueue.class));
    }

    public <E> SharedJoinableQueue<E> joinableQueue(int capacity) {
        return make(
                BuiltInType.JOINABLE_QUEUE,
                null,
                unchecked(SharedJoinableQueue.class),
                checked(BuiltInType.JOINABLE_QUEUE, capacity));
    }

    public <E> SharedJoinableQueue<E> joinableQueue(int capacity, Class<E> element) {
        return joinable(null, element, QueueOptions.bounded(capacity));
    }

    public <E> SharedJoinableQueue<E> joinableQueue(Class<E> element, QueueOptions options) {
        return joinable(null, element, options);
    }

    public <E> SharedJoinableQueue<E> joinableQueue(String name, Class<E> element) {
        return joinable(named(name), element, QueueOptions.unbounded());
    }

    public <E> SharedJoinableQueue<E> joinableQueue(String name, int capacity, Class<E> element) {
        return joinable(named(name), element, QueueOptions.bounded(capacity));
    }

    public <E> SharedJoinableQueue<E> joinableQueue(String name, Class<E> element, QueueOptions options) {
        return joinable(named(name), element, options);
    }

    private <E> SharedJoinableQueue<E> joinable(@Nullable String name, Class<E> element, QueueOptions options) {
        return joinable(name, Type.joinableQueue(element), options);
    }

    /** Makes a queue whose elements are to be done, with a limit to their deliveries. */
    public <E> SharedJoinableQueue<E> joinableQueue(QueueOptions options) {
        return joinable(null, unchecked(SharedJoinableQueue.class), options);
    }

    private <E> SharedJoinableQueue<E> joinable(
            @Nullable String name, Type<SharedJoinableQueue<E>> face, QueueOptions options) {
        Integer most = options.maxDeliveries() == 0 ? null : options.maxDeliveries();
        return make(BuiltInType.JOINABLE_QUEUE, name, face, options.capacity(), most, options.deadLetters());
    }

    private static long checked(BuiltInType made, int capacity) {
        if (capacity < 0) {
            throw new IllegalArgumentException(
                    made.typeId() + "(): a capacity is at least 0, which is unbounded, not " + capacity);
        }
        return capacity;
    }

    public SharedLock lock() {
        return make(BuiltInType.LOCK, null, Type.of(SharedLock.class));
    }

    public SharedLock lock(String name) {
        return make(BuiltInType.LOCK, named(name), Type.of(SharedLock.class));
    }

    public SharedLock rlock() {
        return make(BuiltInType.RLOCK, null, Type.of(SharedLock.class));
    }

    public SharedLock rlock(String name) {
        return make(BuiltInType.RLOCK, named(name), Type.of(SharedLock.class));
    }

    /** Makes an iterator over one snapshot of the elements, where they are if they are of a shared object. */
    public <E extends @Nullable Object> SharedIterator<E> iterator(Iterable<? extends E> elements) {
        if (RemoteProxy.isProxy(elements)) {
            requireHere(RemoteProxy.of(elements).objectToken());
        }
        SharedIterator<E> there = Faces.iteratorOver(elements);
        return there == null ? iteratorOverCopy(elements) : there;
    }

    /** Makes an iterator over a copy of the elements. */
    protected final <E extends @Nullable Object> SharedIterator<E> iteratorOverCopy(Iterable<? extends E> elements) {
        List<E> copy = new ArrayList<>();
        elements.forEach(copy::add);
        return make(BuiltInType.ITERATOR, null, unchecked(SharedIterator.class), copy);
    }

    public SharedCondition condition() {
        return make(BuiltInType.CONDITION, null, Type.of(SharedCondition.class));
    }

    public SharedCondition condition(String name) {
        return make(BuiltInType.CONDITION, named(name), Type.of(SharedCondition.class));
    }

    public SharedCondition condition(SharedLock lock) {
        requireHere(lock.objectToken());
        return lock.newCondition();
    }

    public SharedSemaphore semaphore(int permits) {
        return semaphore(permits, PermitPolicy.RETURN_ON_DEATH);
    }

    public SharedSemaphore semaphore(int permits, PermitPolicy policy) {
        return makeSemaphore(null, permits, policy);
    }

    public SharedSemaphore semaphore(String name, int permits) {
        return make(BuiltInType.SEMAPHORE, named(name), Type.of(SharedSemaphore.class), (long) permits);
    }

    public SharedSemaphore semaphore(String name, int permits, PermitPolicy policy) {
        return makeSemaphore(named(name), permits, policy);
    }

    private SharedSemaphore makeSemaphore(@Nullable String name, int permits, PermitPolicy policy) {
        return make(BuiltInType.SEMAPHORE, name, Type.of(SharedSemaphore.class), (long) permits, policy.name());
    }

    public SharedSemaphore boundedSemaphore(int permits) {
        return make(BuiltInType.BOUNDED_SEMAPHORE, null, Type.of(SharedSemaphore.class), (long) permits);
    }

    public SharedSemaphore boundedSemaphore(String name, int permits) {
        return make(BuiltInType.BOUNDED_SEMAPHORE, named(name), Type.of(SharedSemaphore.class), (long) permits);
    }

    public SharedEvent event() {
        return make(BuiltInType.EVENT, null, Type.of(SharedEvent.class));
    }

    public SharedEvent event(String name) {
        return make(BuiltInType.EVENT, named(name), Type.of(SharedEvent.class));
    }

    public SharedBarrier barrier(int parties) {
        return makeBarrier(null, parties, false);
    }

    public SharedBarrier barrier(int parties, Runnable action) {
        Objects.requireNonNull(action, "action");
        return makeBarrier(null, parties, true).withAction(action);
    }

    public SharedBarrier barrier(String name, int parties) {
        return makeBarrier(named(name), parties, false);
    }

    public SharedBarrier barrier(String name, int parties, Runnable action) {
        Objects.requireNonNull(action, "action");
        return makeBarrier(named(name), parties, true).withAction(action);
    }

    public SharedPool pool() {
        return make(BuiltInType.POOL, null, Type.of(SharedPool.class));
    }

    public SharedPool pool(String name) {
        return make(BuiltInType.POOL, named(name), Type.of(SharedPool.class));
    }

    private SharedBarrier makeBarrier(@Nullable String name, int parties, boolean hasAction) {
        return make(BuiltInType.BARRIER, name, Type.of(SharedBarrier.class), (long) parties, hasAction);
    }
}
