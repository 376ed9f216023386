package dev.steward.protocol.value.jdk;

import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Collections} puts around a set, a map or a queue that changes what it is: a guard against several threads, or
 * against changes of what is sorted, a map as a set, an end of a deque. What is inside only its serialized form tells. What is
 * more than another one stands before that one.
 */
@SuppressWarnings({"unchecked", "rawtypes"}) // What is inside of one is what fits into it, and is looked at.
public enum Wrapper {
    SYNCHRONIZED_NAVIGABLE_SET(0, Collections.synchronizedNavigableSet(new TreeSet<>()), NavigableSet.class),
    SYNCHRONIZED_SORTED_SET(1, Collections.synchronizedSortedSet(new TreeSet<>()), SortedSet.class),
    SYNCHRONIZED_SET(2, Collections.synchronizedSet(new HashSet<>()), Set.class),
    SYNCHRONIZED_NAVIGABLE_MAP(3, Collections.synchronizedNavigableMap(new TreeMap<>()), NavigableMap.class),
    SYNCHRONIZED_SORTED_MAP(4, Collections.synchronizedSortedMap(new TreeMap<>()), SortedMap.class),
    SYNCHRONIZED_MAP(5, Collections.synchronizedMap(new HashMap<>()), Map.class),
    UNMODIFIABLE_NAVIGABLE_SET(6, Collections.unmodifiableNavigableSet(new TreeSet<>()), NavigableSet.class),
    UNMODIFIABLE_SORTED_SET(7, Collections.unmodifiableSortedSet(new TreeSet<>()), SortedSet.class),
    UNMODIFIABLE_NAVIGABLE_MAP(8, Collections.unmodifiableNavigableMap(new TreeMap<>()), NavigableMap.class),
    UNMODIFIABLE_SORTED_MAP(9, Collections.unmodifiableSortedMap(new TreeMap<>()), SortedMap.class),
    SET_FROM_MAP(10, Collections.newSetFromMap(new HashMap<>()), Map.class),
    LIFO_QUEUE(11, Collections.asLifoQueue(new ArrayDeque<>()), Deque.class);

    private static final Wrapper[] ALL = values();

    private final byte number;
    private final Class<?> type;
    private final Class<?> inside;

    Wrapper(int number, Object one, Class<?> inside) {
        this.number = (byte) number;
        this.type = one.getClass();
        this.inside = inside;
    }

    /** Returns which one a class is, or null. */
    public static @Nullable Wrapper of(Class<?> type) {
        if (type.getNestHost() != Collections.class) {
            return null;
        }
        for (Wrapper wrapper : ALL) {
            if (wrapper.type.isAssignableFrom(type)) {
                return wrapper;
            }
        }
        return null;
    }

    /** Returns the one with that number; throws an IllegalArgumentException if there is none. */
    public static Wrapper of(byte number) {
        for (Wrapper wrapper : ALL) {
            if (wrapper.number == number) {
                return wrapper;
            }
        }
        throw new IllegalArgumentException("a wrapper of an unknown kind");
    }

    /** What stands for it in bytes. */
    public byte number() {
        return number;
    }

    /** Gives what is inside of an object, and keeps those away meanwhile that it is guarded against. */
    public static void open(Object wrapper, Consumer<Object> taker) {
        List<Object> parts = SerialForm.partsOf((Serializable) wrapper);
        Object inside = parts.get(0);
        Object guard = guardOf(wrapper, parts);
        synchronized (guard) {
            taker.accept(inside);
        }
    }

    /** A part of a guarded collection has the guard of the whole, beside what is in it. */
    private static Object guardOf(Object wrapper, List<Object> parts) {
        return parts.stream().filter(part -> part != parts.get(0)).findFirst().orElse(wrapper);
    }

    /** Puts it around an object; throws an IllegalArgumentException around what does not fit. */
    public Object around(Object object) {
        if (!inside.isInstance(object)) {
            throw new IllegalArgumentException("a wrapper around something else");
        }
        return switch (this) {
            case SYNCHRONIZED_NAVIGABLE_SET -> Collections.synchronizedNavigableSet((NavigableSet) object);
            case SYNCHRONIZED_SORTED_SET -> Collections.synchronizedSortedSet((SortedSet) object);
            case SYNCHRONIZED_SET -> Collections.synchronizedSet((Set) object);
            case SYNCHRONIZED_NAVIGABLE_MAP -> Collections.synchronizedNavigableMap((NavigableMap) object);
            case SYNCHRONIZED_SORTED_MAP -> Collections.synchronizedSortedMap((SortedMap) object);
            case SYNCHRONIZED_MAP -> Collections.synchronizedMap((Map) object);
            case UNMODIFIABLE_NAVIGABLE_SET -> Collections.unmodifiableNavigableSet((NavigableSet) object);
            case UNMODIFIABLE_SORTED_SET -> Collections.unmodifiableSortedSet((SortedSet) object);
            case UNMODIFIABLE_NAVIGABLE_MAP -> Collections.unmodifiableNavigableMap((NavigableMap) object);
            case UNMODIFIABLE_SORTED_MAP -> Collections.unmodifiableSortedMap((SortedMap) object);
            case SET_FROM_MAP -> setFrom((Map) object);
            case LIFO_QUEUE -> Collections.asLifoQueue((Deque) object);
        };
    }

    /** A set is made of an empty map only. */
    private static Set setFrom(Map map) {
        if (map.isEmpty()) {
            return Collections.newSetFromMap(map);
        }
        List<?> elements = new ArrayList<>(map.keySet());
        map.clear();
        Set set = Collections.newSetFromMap(map);
        set.addAll(elements);
        return set;
    }
}
